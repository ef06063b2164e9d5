/**
 * Watches the audio thread by a coarse clock: load, missed deadlines, times of single quanta, and how much quality the
 * load allows. The worklet has no clock finer than a millisecond; sums over half a second are right on average all the same.
 */
import type { ProcessTimes } from "../src/protocol";
import type { Frames, Hertz } from "../src/types";

/** Seconds of audio over which load is measured and quality decided. */
const SPAN = 0.5;
/** Above HIGH quality falls at once; it comes back one step after CALM spans below LOW. */
const HIGH = 0.8;
const LOW = 0.5;
const CALM = 6;
/** A clock offset that grew by more than this between two spans means that the device waited for us. */
const GAP_MS = 3;
/** Spans that `times` looks back over: a minute. */
const KEPT = 120;
/** Whole milliseconds told apart; what is longer counts as the last. */
const LONGEST = 64;

export type Quality = 0 | 1 | 2;

export class LoadMeter {
  /** Time in process over time of audio, 0 .. */
  load = 0;
  underruns = 0;
  quality: Quality = 0;
  /** Quanta that took longer than the sound they made. */
  late = 0;
  readonly #rate: Hertz;
  readonly #clock: () => number;
  #began = 0;
  #busy = 0;
  #frames = 0;
  #quanta = 0;
  #quantum: Frames = 128;
  #audio = 0;
  #calm = 0;
  #offset = Infinity;
  #lastOffset = NaN;
  /** Half-second means in a ring, and how many quanta took how many milliseconds in each of its spans. */
  readonly #means = new Float32Array(KEPT).fill(NaN);
  readonly #counts = new Uint32Array(KEPT * LONGEST);
  #at = 0;

  /** `clock`: milliseconds. */
  constructor(rate: Hertz, clock: () => number) {
    this.#rate = rate;
    this.#clock = clock;
  }

  /** When the present quantum was begun, milliseconds of the clock. */
  get began(): number {
    return this.#began;
  }

  begin(): void {
    this.#began = this.#clock();
    this.#offset = Math.min(this.#offset, this.#began - (this.#audio / this.#rate) * 1000);
  }

  /** After a quantum of `frames`; true when a span ended and load, underruns and quality are new. */
  end(frames: Frames): boolean {
    const took = this.#clock() - this.#began;
    this.#busy += took;
    this.#frames += frames;
    this.#audio += frames;
    this.#quanta++;
    this.#quantum = frames;
    this.#counts[this.#at * LONGEST + Math.min(LONGEST - 1, Math.max(0, took))]++;
    if (took > (frames / this.#rate) * 1000) this.late++;
    if (this.#frames < SPAN * this.#rate) return false;
    this.load = this.#busy / ((this.#frames / this.#rate) * 1000);
    if (this.#offset - this.#lastOffset > GAP_MS) this.underruns++;
    this.#lastOffset = this.#offset;
    this.#offset = Infinity;
    this.#means[this.#at] = this.#busy / this.#quanta;
    this.#at = (this.#at + 1) % KEPT;
    this.#counts.fill(0, this.#at * LONGEST, (this.#at + 1) * LONGEST);
    this.#busy = 0;
    this.#frames = 0;
    this.#quanta = 0;
    this.#decide();
    return true;
  }

  /** Of the last minute. Sorts: not for every quantum. */
  times(): Omit<ProcessTimes, "lookAhead"> {
    const means = this.#means.filter((mean) => mean >= 0).sort();
    const counts = new Float64Array(LONGEST);
    this.#counts.forEach((count, i) => (counts[i % LONGEST] += count));
    const all = counts.reduce((sum, count) => sum + count, 0);
    let sum = 0;
    const p99 = counts.findIndex((count) => (sum += count) >= 0.99 * all);
    // A quantum that began and ended within one tick of the clock took less than a millisecond.
    const upper = (tick: number): number => (all === 0 ? 0 : tick + 1);
    const max = counts.findLastIndex((count) => count > 0);
    return {
      p50: means[means.length >> 1] ?? 0,
      p99: upper(p99),
      max: upper(max),
      quantum: (this.#quantum / this.#rate) * 1000,
      late: this.late,
    };
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
