/** One unit taken apart once: its frames, their mel levels and cepstra, its envelope. Every descriptor reads from here. */
import { Dct, quickLog2, ROW, type FramePlan, type Kernels } from "../../math";
import type { Frames, Hertz } from "../../types";
import { chromaBands, earBands, melBands } from "./mel";

/** Mel bands of a frame for levels and cepstra, 30 Hz to 18 kHz, of area 1. */
export const MELS = 40;
/** Narrower ones for timbre in time, 20 Hz to 20 kHz, as the ear weighs them; they follow the MELS in a row. */
export const FINE_MELS = 128;
/** Pitch classes, after both. */
export const CLASSES = 12;
/** Cepstral coefficients 0..COEFFICIENTS − 1. */
export const COEFFICIENTS = 13;
/** Levels lower than this below a unit's loudest frame (or band) are taken for it: what lies there is not heard. */
const FLOOR = 60;
/** The same for mel bands. */
const MEL_FLOOR = 80;
/** Units with larger samples are brought to full scale first. */
const LOUDEST = 1e4;
/** Level of silence, dB. */
const SILENCE = -120;
/** Blocks of the envelope per second. */
const ENVELOPE_RATE = 400;

/** What a unit's descriptors are computed from. Levels in dB re full scale. */
export interface Analysis {
  readonly sampleRate: Hertz;
  readonly length: Frames;
  /** Frames of `frameRate` a second; at least one. */
  readonly frames: number;
  readonly frameRate: number;
  /** Rows of `stride` numbers, columns by ROW. */
  readonly rows: Float32Array;
  readonly stride: number;
  /** Level of each frame, dB, not below the floor. */
  readonly level: Float32Array;
  /** Frames not more than 60 dB below the loudest, ascending; none when the unit is silent. */
  readonly sounding: readonly number[];
  /** frames × MELS, dB, not below the floor. */
  readonly mel: Float32Array;
  /** frames × COEFFICIENTS. */
  readonly mfcc: Float32Array;
  /** Mean square amplitude in blocks of 1 / envelopeRate seconds. */
  readonly envelope: Float64Array;
  readonly envelopeRate: number;
  /** Largest magnitude and mean square of the unit without its mean; sign changes. */
  readonly peak: number;
  readonly meanSquare: number;
  readonly crossings: number;
}

/** About 43 ms, a power of two, with a quarter of it between frames; the same bands in hertz at every rate. */
export function planFrames(sampleRate: Hertz): FramePlan {
  const frame = 2 ** Math.max(6, Math.round(Math.log2(sampleRate * 0.0445)));
  const bands = [
    ...melBands(MELS, 30, 18_000, sampleRate, frame),
    ...earBands(FINE_MELS, 20, 20_000, sampleRate, frame),
    ...chromaBands(sampleRate, frame),
  ];
  return { sampleRate, frame, hop: frame / 4, bands };
}

/** First column of the fine mel bands, and of the pitch classes, in a row. */
export const FINE = ROW.bands + MELS;
export const CHROMA = FINE + FINE_MELS;

/** Takes a unit apart; any length from one sample, any content. */
export function analyse(samples: Float32Array, plan: FramePlan, kernels: Kernels): Analysis {
  const { sampleRate, hop } = plan;
  const time = measureTime(samples, sampleRate);
  // Far beyond any audio: powers would overflow 32 bits.
  if (time.peak > LOUDEST)
    return analyse(
      samples.map((x) => x / time.peak),
      plan,
      kernels,
    );
  const frames = Math.max(1, Math.round(samples.length / hop));
  const rows = kernels.describeFrames(samples, time.mean, frames, plan);
  const stride = ROW.bands + plan.bands.length;
  const level = new Float32Array(frames);
  let loudest = SILENCE;
  for (let i = 0; i < frames; i++) {
    level[i] = decibels(rows[i * stride + ROW.power]);
    loudest = Math.max(loudest, level[i]);
  }
  const floor = loudest - FLOOR;
  const sounding: number[] = [];
  for (let i = 0; i < frames; i++) {
    if (level[i] > floor && level[i] > SILENCE) sounding.push(i);
    level[i] = Math.max(level[i], floor);
  }
  const mel = melLevels(rows, stride, frames);
  return {
    sampleRate,
    length: samples.length,
    frames,
    frameRate: sampleRate / hop,
    rows,
    stride,
    level,
    sounding,
    mel,
    mfcc: cepstra(mel, frames),
    ...time,
  };
}

export const decibels = (power: number): number => (power > 1e-12 ? 10 * Math.log10(power) : SILENCE);

/** Decibels of one factor of two. */
const DOUBLE = 10 * Math.log10(2);

function melLevels(rows: Float32Array, stride: number, frames: number): Float32Array {
  const count = MELS;
  const first = ROW.bands;
  const mel = new Float32Array(frames * count);
  let top = SILENCE;
  for (let i = 0; i < frames; i++)
    for (let b = 0; b < count; b++) {
      const power = rows[i * stride + first + b];
      const level = power > 1e-12 ? DOUBLE * quickLog2(power) : SILENCE;
      mel[i * count + b] = level;
      if (level > top) top = level;
    }
  const floor = top - MEL_FLOOR;
  for (let i = 0; i < mel.length; i++) if (mel[i] < floor) mel[i] = floor;
  return mel;
}

const dct = new Dct(MELS, COEFFICIENTS);

function cepstra(mel: Float32Array, frames: number): Float32Array {
  const out = new Float32Array(frames * COEFFICIENTS);
  for (let i = 0; i < frames; i++) dct.transform(mel, i * MELS, out, i * COEFFICIENTS);
  return out;
}

/** One pass over the samples, in blocks of 2.5 ms: the mean is taken off, what is not finite is silence. */
function measureTime(
  samples: Float32Array,
  sampleRate: Hertz,
): Pick<Analysis, "envelope" | "envelopeRate" | "peak" | "meanSquare" | "crossings"> & { mean: number } {
  const n = samples.length;
  let mean = 0;
  for (let i = 0; i < n; i++) if (samples[i] - samples[i] === 0) mean += samples[i];
  mean /= Math.max(1, n);
  const size = Math.max(1, Math.round(sampleRate / ENVELOPE_RATE));
  const envelope = new Float64Array(Math.max(1, Math.ceil(n / size)));
  let peak = 0;
  let total = 0;
  let crossings = 0;
  let last = 0;
  for (let block = 0, i = 0; i < n; block++) {
    const end = Math.min(n, i + size);
    const count = end - i;
    let sum = 0;
    for (; i < end; i++) {
      const x = samples[i] - mean;
      if (x - x !== 0) continue;
      sum += x * x;
      if (x > peak) peak = x;
      else if (-x > peak) peak = -x;
      if (x * last < 0) crossings++;
      if (x !== 0) last = x;
    }
    envelope[block] = sum / count;
    total += sum;
  }
  return { mean, envelope, envelopeRate: sampleRate / size, peak, meanSquare: total / Math.max(1, n), crossings };
}
