/** An ear on the output: how far the rendered audio of two words agrees with people's ratings of the words. */
import { RealFft, spearman } from "../math";
import type { Hertz, Job, Seconds } from "../types";

/** Every word is rendered at this unit size and duration before it is heard. */
export const HEARD_UNIT = 500;
export const HEARD_DURATION: Seconds = 0.6;

const SIZE = 2048;
const HOP = 512;
const BANDS = 128;
const TOP: Hertz = 22_000;
const COEFFICIENTS = 40;
const FLOOR_DB = 80;
const FROM: Seconds = 0.03;
const BEFORE_END: Seconds = 0.05;

/** A pair of words with people's rating of how near they are. */
export interface RatedPair {
  readonly first: string;
  readonly second: string;
  readonly rating: number;
}

/**
 * Spearman of ratings against the cosine of the two words' MFCC in time. `render` gives a word's samples (mono) from
 * its onset to its end, HEARD_DURATION long; it is asked once a word. 0 for fewer than two pairs.
 */
export async function measureHeard(
  pairs: readonly RatedPair[],
  render: (word: string) => Promise<Float32Array>,
  sampleRate: Hertz,
  job: Job,
): Promise<number> {
  const ear = new Ear(sampleRate);
  const heard = new Map<string, Float32Array>();
  for (const word of new Set(pairs.flatMap(({ first, second }) => [first, second]))) {
    heard.set(word, ear.hear(await render(word)));
    job.progress(heard.size / (2 * pairs.length), word);
    await job.breathe();
  }
  const none = new Float32Array(0);
  const near = pairs.map(({ first, second }) => cosine(heard.get(first) ?? none, heard.get(second) ?? none));
  return pairs.length < 2
    ? 0
    : spearman(
        near,
        pairs.map(({ rating }) => rating),
      );
}

/** Cosine over the length both have; 0 where one is silent. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/**
 * Audio → MFCC in time: 40 coefficients, orthonormal DCT of 128 mel bands (Slaney's scale, bands of equal area) up to
 * 22 kHz, power in dB floored 80 below the maximum, 2048/512 Hann, frames centred, all frames in one vector.
 */
export class Ear {
  readonly #sampleRate: Hertz;
  readonly #fft = new RealFft(SIZE);
  readonly #window = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SIZE));
  readonly #bands: readonly { readonly first: number; readonly weights: Float64Array }[];
  readonly #dct: readonly Float64Array[];

  constructor(sampleRate: Hertz) {
    this.#sampleRate = sampleRate;
    this.#bands = melBands(sampleRate);
    this.#dct = Array.from({ length: COEFFICIENTS }, (_, k) =>
      Float64Array.from(
        { length: BANDS },
        (_, i) => Math.sqrt((k ? 2 : 1) / BANDS) * Math.cos((Math.PI * k * (i + 0.5)) / BANDS),
      ),
    );
  }

  /** One word from onset to end; the first 30 ms and the last 50 ms are not heard, the rest is brought to RMS 1. */
  hear(samples: Float32Array): Float32Array {
    const x = samples.subarray(
      Math.round(FROM * this.#sampleRate),
      Math.max(0, samples.length - Math.round(BEFORE_END * this.#sampleRate)),
    );
    let energy = 0;
    for (const v of x) energy += v * v;
    const gain = energy > 0 ? 1 / Math.sqrt(energy / x.length) : 0;
    const frames = Array.from({ length: 1 + Math.floor(x.length / HOP) }, (_, t) => this.#mel(x, t, gain));
    let most = 1e-10;
    for (const mel of frames) for (const v of mel) most = Math.max(most, v);
    const floor = 10 * Math.log10(most) - FLOOR_DB;
    const out = new Float32Array(frames.length * COEFFICIENTS);
    frames.forEach((mel, t) => {
      const decibels = mel.map((v) => Math.max(floor, 10 * Math.log10(Math.max(1e-10, v))));
      this.#dct.forEach((basis, k) => {
        let sum = 0;
        for (let i = 0; i < BANDS; i++) sum += basis[i] * decibels[i];
        out[t * COEFFICIENTS + k] = sum;
      });
    });
    return out;
  }

  #mel(x: Float32Array, t: number, gain: number): Float64Array {
    const frame = new Float64Array(SIZE);
    for (let i = 0; i < SIZE; i++) {
      const at = t * HOP + i - SIZE / 2;
      if (at >= 0 && at < x.length) frame[i] = x[at] * gain * this.#window[i];
    }
    const power = new Float64Array(SIZE / 2 + 1);
    this.#fft.power(frame, power);
    return Float64Array.from(this.#bands, ({ first, weights }) => {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k] * power[first + k];
      return sum;
    });
  }
}

/** Triangles evenly spaced on Slaney's mel scale (linear below 1 kHz, logarithmic above), each of area 1 in Hz. */
function melBands(sampleRate: Hertz): { first: number; weights: Float64Array }[] {
  const step = Math.log(6.4) / 27;
  const toMel = (f: Hertz): number => (f < 1000 ? (3 * f) / 200 : 15 + Math.log(f / 1000) / step);
  const toHertz = (m: number): Hertz => (m < 15 ? (200 * m) / 3 : 1000 * Math.exp((m - 15) * step));
  const top = toMel(Math.min(TOP, sampleRate / 2));
  const edge = (i: number): Hertz => toHertz((top * i) / (BANDS + 1));
  const bin = sampleRate / SIZE;
  return Array.from({ length: BANDS }, (_, b) => {
    const [low, middle, high] = [edge(b), edge(b + 1), edge(b + 2)];
    const first = Math.ceil(low / bin);
    const last = Math.min(SIZE / 2, Math.floor(high / bin));
    const weights = new Float64Array(Math.max(0, last - first + 1));
    for (let k = 0; k < weights.length; k++) {
      const f = (first + k) * bin;
      weights[k] = Math.max(0, Math.min((f - low) / (middle - low), (high - f) / (high - middle))) * (2 / (high - low));
    }
    return { first, weights };
  });
}
