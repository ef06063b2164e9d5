/** The small filters that sounds are shaped with; coefficients may be changed between frames. */
import { cosine, exp2, sine, smoothing } from "./exact";
import type { Hertz } from "../../types";

const PI_LOG2E = 4.532360141827194;

/** One pole: low-pass by `low`, high-pass by `high`. */
export class OnePole {
  #a: number;
  #y = 0;

  constructor(cutoff: Hertz, rate: Hertz) {
    this.#a = smoothing(Math.min(cutoff, rate * 0.45), rate);
  }

  low(x: number): number {
    this.#y += this.#a * (x - this.#y);
    return this.#y;
  }

  high(x: number): number {
    return x - this.low(x);
  }
}

/** Two-pole resonator, gain 1 at its peak, zeros at 0 Hz and half the rate. */
export class Resonator {
  readonly #rate: Hertz;
  #b = 0;
  #a1 = 0;
  #a2 = 0;
  #x1 = 0;
  #x2 = 0;
  #y1 = 0;
  #y2 = 0;

  constructor(frequency: Hertz, bandwidth: Hertz, rate: Hertz) {
    this.#rate = rate;
    this.tune(frequency, bandwidth);
  }

  tune(frequency: Hertz, bandwidth: Hertz): void {
    const f = Math.min(frequency, this.#rate * 0.45);
    const r = exp2((-PI_LOG2E * bandwidth) / this.#rate);
    this.#a1 = 2 * r * cosine(f / this.#rate);
    this.#a2 = -r * r;
    this.#b = (1 - r * r) / 2;
  }

  /** Adds what becomes of input[from..to) to the same frames of out. */
  add(input: Float32Array, out: Float32Array, from: number, to: number, gain: number): void {
    for (let i = from; i < to; i++) out[i] += gain * this.next(input[i]);
  }

  next(x: number): number {
    const y = this.#b * (x - this.#x2) + this.#a1 * this.#y1 + this.#a2 * this.#y2;
    this.#x2 = this.#x1;
    this.#x1 = x;
    this.#y2 = this.#y1;
    this.#y1 = y;
    return y;
  }
}

/** State-variable filter, stable while it is swept (Zavalishin, "The Art of VA Filter Design", 2012). */
export class Sweep {
  readonly #rate: Hertz;
  #g = 0;
  #k = 1;
  #h = 1;
  #s1 = 0;
  #s2 = 0;
  /** The three outputs of the last frame. */
  low = 0;
  band = 0;
  high = 0;

  constructor(cutoff: Hertz, q: number, rate: Hertz) {
    this.#rate = rate;
    this.tune(cutoff, q);
  }

  tune(cutoff: Hertz, q: number): void {
    const half = Math.min(Math.max(cutoff, 5), this.#rate * 0.45) / (2 * this.#rate);
    this.#g = sine(half) / cosine(half);
    this.#k = 1 / q;
    this.#h = 1 / (1 + this.#g * (this.#g + this.#k));
  }

  /** Feeds one frame; the band output has gain 1 at its peak. */
  next(x: number): void {
    const high = (x - (this.#g + this.#k) * this.#s1 - this.#s2) * this.#h;
    const band = this.#g * high + this.#s1;
    const low = this.#g * band + this.#s2;
    this.#s1 = this.#g * high + band;
    this.#s2 = this.#g * band + low;
    this.high = high;
    this.band = band * this.#k;
    this.low = low;
  }
}

/** In place: everything below the cutoff taken away, 12 dB an octave. Returns its argument. */
export function highPass(samples: Float32Array, cutoff: Hertz, rate: Hertz): Float32Array {
  // The state-variable filter again, on local numbers: every built-in sound passes here whole.
  const half = Math.min(Math.max(cutoff, 5), rate * 0.45) / (2 * rate);
  const g = sine(half) / cosine(half);
  const k = 1 / 0.707;
  const h = 1 / (1 + g * (g + k));
  let s1 = 0;
  let s2 = 0;
  for (let i = 0; i < samples.length; i++) {
    const high = (samples[i] - (g + k) * s1 - s2) * h;
    const band = g * high + s1;
    s1 = g * high + band;
    s2 = g * band + (g * band + s2);
    samples[i] = high;
  }
  return samples;
}
