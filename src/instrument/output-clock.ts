/**
 * The audio thread's clock by the browser's own pairs of readings (AudioContext.getOutputTimestamp), where they are exact:
 * Chromium takes both clocks in one place, to 0.03 ms, and a slip by one quantum is seen at once. Other browsers make the
 * pair up from a late reading: then this clock says that it is not exact, and AudioClock is asked. Pure.
 */
import type { Seconds } from "../types";

/** What getOutputTimestamp tells: seconds of audio, milliseconds of the page. */
export interface OutputStamp {
  readonly contextTime?: number;
  readonly performanceTime?: number;
}

/** The middle one of so many readings counts: single ones are wrong while the audio thread hangs. */
const MIDDLE = 5;
/** Readings by which exactness is judged, a second of them, and how near to their middle three of four must lie. */
const JUDGED = 40;
const LEAST = 10;
const EXACT: Seconds = 0.00015;
/** Readings, ten seconds of them, by which the way from rendering to output is known. */
const KEPT = 400;

export class OutputClock {
  /** Page time less audio time at the output. */
  #offsets: Seconds[] = [];
  /** How far rendering was ahead of the output: read late, never early. */
  #leads: Seconds[] = [];
  #offset: Seconds = NaN;
  #lead: Seconds = NaN;
  #last = 0;
  #exact = false;

  /** At page time `page` the audio clock read `audio`, and the browser told `stamp`. */
  add(page: Seconds, audio: Seconds, { contextTime = 0, performanceTime = 0 }: OutputStamp): void {
    // Nothing has come out since the last reading.
    if (performanceTime <= this.#last || contextTime <= 0) return;
    this.#last = performanceTime;
    this.#offsets.push(performanceTime / 1000 - contextTime);
    if (this.#offsets.length > JUDGED) this.#offsets.shift();
    this.#offset = middle(this.#offsets.slice(-MIDDLE));
    this.#leads.push(audio - (page - this.#offset));
    if (this.#leads.length > KEPT) this.#leads.shift();
    this.#lead = Math.max(...this.#leads);
    const level = middle(this.#offsets);
    const away = this.#offsets.map((offset) => Math.abs(offset - level)).sort((a, b) => a - b);
    this.#exact = away.length >= LEAST && away[Math.floor(0.75 * away.length)] < EXACT;
  }

  /** Whether the browser's pairs are exact; only then is `audioAt` of use. */
  get exact(): boolean {
    return this.#exact;
  }

  /** Audio time of the block that was begun at that page time, fractions included. */
  audioAt(page: Seconds): Seconds {
    return page - this.#offset + this.#lead;
  }
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
