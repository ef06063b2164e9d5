/**
 * Look-ahead peak limiter: what it lets through never exceeds its ceiling, and a gain of 1 is left untouched but for the
 * delay of one frame less than the look-ahead. Gain = minimum over the look-ahead, then its mean over the same length, so that it arrives just in time.
 */
import type { Frames, Gain } from "../src/types";

export class Limiter {
  readonly #ceiling: Gain;
  readonly #delay: Frames;
  readonly #release: number;
  /** Rings of `delay` frames: samples of each channel, wanted gains, held gains. */
  readonly #lines: readonly Float32Array[];
  readonly #wanted: Float64Array;
  readonly #held: Float64Array;
  #at = 0;
  #slow = 1;
  #sum: number;

  /** `delay`: look-ahead in frames, at least 1. `release`: frames in which the gain recovers by two thirds. */
  constructor(channels: number, options: { readonly delay: Frames; readonly release: Frames; readonly ceiling: Gain }) {
    this.#delay = Math.max(1, Math.round(options.delay));
    this.#ceiling = options.ceiling;
    this.#release = 1 / Math.max(1, options.release);
    this.#lines = Array.from({ length: channels }, () => new Float32Array(this.#delay));
    this.#wanted = new Float64Array(this.#delay).fill(1);
    this.#held = new Float64Array(this.#delay).fill(1);
    this.#sum = this.#delay;
  }

  /** One block of any length; `outputs[c]` becomes `inputs[c]` delayed and limited; a missing input is silence. */
  process(inputs: readonly Float32Array[], outputs: readonly Float32Array[], frames: Frames): void {
    const delay = this.#delay;
    for (let i = 0; i < frames; i++) {
      let peak = 0;
      for (let c = 0; c < inputs.length; c++) peak = Math.max(peak, Math.abs(inputs[c][i]));
      const at = this.#at;
      this.#wanted[at] = peak > this.#ceiling ? this.#ceiling / peak : 1;
      let least = 1;
      // Nearly always all ones: the search is only made while something is held.
      if (this.#slow < 1 || this.#wanted[at] < 1)
        for (let k = 0; k < delay; k++) least = Math.min(least, this.#wanted[k]);
      this.#slow = Math.min(least, this.#slow + this.#release * (1.0001 - this.#slow));
      this.#sum += this.#slow - this.#held[at];
      this.#held[at] = this.#slow;
      const next = at + 1 === delay ? 0 : at + 1;
      this.#at = next;
      const mean = this.#sum / delay;
      const gain = mean > 0.9999999 ? 1 : mean;
      for (let c = 0; c < outputs.length; c++) {
        const line = this.#lines[c];
        line[at] = inputs.length > 0 ? inputs[Math.min(c, inputs.length - 1)][i] : 0;
        outputs[c][i] = Math.max(-this.#ceiling, Math.min(this.#ceiling, gain * line[next]));
      }
    }
  }
}
