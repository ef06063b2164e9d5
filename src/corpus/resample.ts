/** Change of sample rate by a polyphase windowed sinc: band-limited, exactly aligned, once per import. */
import type { Kernels } from "../math";
import type { Hertz } from "../types";

/** Kaiser's β for a stop band of about 113 dB (J. F. Kaiser, 1974: 0.1102 (A − 8.7)). */
const BETA = 11.5;
/** Half the filter, in samples of the lower rate. With β it puts the stop band's edge at the lower Nyquist frequency. */
const HALF = 52;
/** Centre of the transition, in cycles per sample of the lower rate: passband flat to .427 (18.8 kHz at 44.1 kHz). */
const CUTOFF = 0.4635;
/** Ratios of more phases than this are interpolated between this many (error −142 dB). */
const MAX_PHASES = 4096;

/** The filter cut into its phases: row p holds `taps` weights of the fractional position p / phases. */
interface Bank {
  readonly phases: number;
  readonly taps: number;
  readonly weights: Float32Array;
}

const banks = new Map<string, Bank>();

/**
 * `samples` at rate `from` brought to rate `to`. Output frame n stands at input time n·from/to, so nothing is delayed;
 * outside the sound there is silence. Length: round(length·to/from), at least 1. Stop band ≥ 100 dB from the lower
 * Nyquist frequency on. Equal rates return the same array. With
 * `kernels` about ten times faster, equal to within −130 dB.
 */
export function resample(samples: Float32Array, from: Hertz, to: Hertz, kernels?: Kernels): Float32Array {
  if (from === to) return samples;
  const length = Math.max(1, Math.round((samples.length * to) / from));
  const divisor = greatestCommon(from, to);
  const exact = Number.isInteger(from) && Number.isInteger(to) && to / divisor <= MAX_PHASES;
  const phases = exact ? to / divisor : MAX_PHASES;
  const bank = bankOf(phases, Math.min(1, to / from));
  const out = new Float32Array(length);
  const padded = padEnds(samples, bank.taps);
  if (exact && kernels) kernels.convolvePhases(padded, out, bank.weights, bank.taps, phases, from / divisor);
  else if (exact) everyPhase(padded, out, bank, from / divisor);
  else betweenPhases(padded, out, bank, from / to);
  return out;
}

/** Output n begins at input n·step/phases: whole part and phase advance by integers, so nothing drifts. */
function everyPhase(padded: Float32Array, out: Float32Array, { phases, taps, weights }: Bank, step: number): void {
  const whole = Math.floor(step / phases);
  const rest = step % phases;
  let first = 0;
  let phase = 0;
  for (let n = 0; n < out.length; n++) {
    out[n] = convolve(padded, first, weights, phase * taps, taps);
    first += whole;
    phase += rest;
    if (phase >= phases) {
      phase -= phases;
      first++;
    }
  }
}

/** Any ratio: linear between the two nearest phases. */
function betweenPhases(padded: Float32Array, out: Float32Array, { phases, taps, weights }: Bank, ratio: number): void {
  for (let n = 0; n < out.length; n++) {
    const at = n * ratio;
    const first = Math.floor(at);
    const position = (at - first) * phases;
    const phase = Math.floor(position);
    const share = position - phase;
    const a = convolve(padded, first, weights, phase * taps, taps);
    const b = convolve(padded, first, weights, (phase + 1) * taps, taps);
    out[n] = a + share * (b - a);
  }
}

/** Four sums side by side, so that the additions do not wait for each other; `taps` is a multiple of four. */
function convolve(x: Float32Array, at: number, w: Float32Array, from: number, taps: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < taps; i += 4) {
    a += x[at + i] * w[from + i];
    b += x[at + i + 1] * w[from + i + 1];
    c += x[at + i + 2] * w[from + i + 2];
    d += x[at + i + 3] * w[from + i + 3];
  }
  return a + b + (c + d);
}

/** Silence before and after, so that every window lies inside; index 0 is the first tap of input frame 0. */
function padEnds(samples: Float32Array, taps: number): Float32Array {
  const padded = new Float32Array(samples.length + 2 * taps + 2);
  padded.set(samples, taps / 2 - 1);
  return padded;
}

function bankOf(phases: number, lowering: number): Bank {
  const key = `${phases}:${lowering}`;
  const known = banks.get(key);
  if (known) return known;
  const half = Math.ceil(HALF / lowering / 2) * 2;
  const taps = 2 * half;
  const cutoff = CUTOFF * lowering;
  const weights = new Float32Array((phases + 1) * taps);
  const centre = besselI0(BETA);
  const line = new Float64Array(taps);
  for (let phase = 0; phase <= phases; phase++) {
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const t = k - (half - 1) - phase / phases;
      const inside = 1 - (t / half) ** 2;
      const window = inside > 0 ? besselI0(BETA * Math.sqrt(inside)) / centre : 0;
      const x = 2 * Math.PI * cutoff * t;
      line[k] = window * (t === 0 ? 1 : Math.sin(x) / x);
      sum += line[k];
    }
    // Every phase passes a constant unchanged: no image of the mean.
    for (let k = 0; k < taps; k++) weights[phase * taps + k] = line[k] / sum;
  }
  const bank = { phases, taps, weights };
  // A session meets few ratios; a folder of odd ones must not keep every table.
  if (banks.size >= 8) banks.clear();
  banks.set(key, bank);
  return bank;
}

/** Modified Bessel function of order 0, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommon(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
