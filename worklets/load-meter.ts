/**
 * Watches the audio thread by a coarse clock: load, missed deadlines, and how much quality the load allows.
 * The worklet has no clock finer than a millisecond; sums over half a second are right on average all the same.
 */
import type { Hertz } from "../src/types";

/** Seconds of audio over which load is measured and quality decided. */
const SPAN = 0.5;
/** Above HIGH quality falls at once; it comes back one step after CALM spans below LOW. */
const HIGH = 0.8;
const LOW = 0.5;
const CALM = 6;
/** A clock offset that grew by more than this between two spans means that the device waited for us. */
const GAP_MS = 3;

export type Quality = 0 | 1 | 2;

export class LoadMeter {
  /** Time in process over time of audio, 0 .. */
  load = 0;
  underruns = 0;
  quality: Quality = 0;
  readonly #rate: Hertz;
  readonly #clock: () => number;
  #began = 0;
  #busy = 0;
  #frames = 0;
  #audio = 0;
  #calm = 0;
  #offset = Infinity;
  #lastOffset = NaN;

  /** `clock`: milliseconds. */
  constructor(rate: Hertz, clock: () => number) {
    this.#rate = rate;
    this.#clock = clock;
  }

  begin(): void {
    this.#began = this.#clock();
    this.#offset = Math.min(this.#offset, this.#began - (this.#audio / this.#rate) * 1000);
  }

  /** After a quantum of `frames`; true when a span ended and load, underruns and quality are new. */
  end(frames: number): boolean {
    this.#busy += this.#clock() - this.#began;
    this.#frames += frames;
    this.#audio += frames;
    if (this.#frames < SPAN * this.#rate) return false;
    this.load = this.#busy / ((this.#frames / this.#rate) * 1000);
    if (this.#offset - this.#lastOffset > GAP_MS) this.underruns++;
    this.#lastOffset = this.#offset;
    this.#offset = Infinity;
    this.#busy = 0;
    this.#frames = 0;
    this.#decide();
    return true;
  }

  #decide(): void {
    this.#calm = this.load < LOW ? this.#calm + 1 : 0;
    if (this.load > HIGH && this.quality < 2) this.quality = this.quality === 0 ? 1 : 2;
    else if (this.#calm >= CALM && this.quality > 0) {
      this.quality = this.quality === 2 ? 1 : 0;
      this.#calm = 0;
    }
  }
}
