/**
 * Two clocks side by side: the page's (event time stamps) and the audio thread's. Pure: pairs of readings are handed in.
 *
 * Whoever reads the audio clock reads it late, by up to a block and by whatever the thread was busy with, never early.
 * So the true relation is the line that lies below all readings and as close to them as can be: the edge of their lower
 * convex hull over their mean time (Moon, Skelly & Towsley, "Estimation and removal of clock skew", INFOCOM 1999).
 */
import type { Seconds } from "../types";

/** Readings kept: ten seconds at forty a second. */
const KEPT = 400;
/** So many readings in a row this far above the line: the audio clock stood still, and what was before counts no longer. */
const JUMP: Seconds = 0.003;
const PROOFS = 12;
/** No sound card's clock is further off; the first few readings would otherwise suggest anything. */
const MOST_SKEW = 5e-4;

interface Reading {
  /** Page time. */
  readonly at: Seconds;
  /** Page time less audio time. */
  readonly offset: Seconds;
}

export class AudioClock {
  #readings: Reading[] = [];
  #above = 0;
  #line: { readonly at: Seconds; readonly offset: Seconds; readonly slope: number } | undefined;

  /** The audio clock read `audio` at page time `page`. */
  add(page: Seconds, audio: Seconds): void {
    const reading = { at: page, offset: page - audio };
    const last = this.#readings.at(-1);
    // An audio clock that went back, or has not moved, is another context's or is not running.
    if (last && audio <= last.at - last.offset) {
      if (audio < last.at - last.offset - JUMP) this.#forget();
      return;
    }
    this.#above = this.#line && reading.offset - this.#offsetAt(page) > JUMP ? this.#above + 1 : 0;
    this.#readings.push(reading);
    if (this.#above >= PROOFS) this.#readings = this.#readings.slice(-PROOFS);
    else if (this.#readings.length > KEPT) this.#readings.shift();
    if (this.#above >= PROOFS) this.#above = 0;
    this.#fit();
  }

  /** Whether anything is known yet. */
  get known(): boolean {
    return this.#line !== undefined;
  }

  /** Audio time of the block that was begun at that page time, fractions included. NaN while nothing is known. */
  audioAt(page: Seconds): Seconds {
    return page - this.#offsetAt(page);
  }

  #offsetAt(page: Seconds): Seconds {
    const line = this.#line;
    return line ? line.offset + line.slope * (page - line.at) : NaN;
  }

  #forget(): void {
    this.#readings = [];
    this.#line = undefined;
    this.#above = 0;
  }

  #fit(): void {
    const hull: Reading[] = [];
    let sum = 0;
    for (const reading of this.#readings) {
      while (hull.length > 1 && !below(hull[hull.length - 2], hull[hull.length - 1], reading)) hull.pop();
      hull.push(reading);
      sum += reading.at;
    }
    const mean = sum / this.#readings.length;
    const right = hull.findIndex(({ at }) => at >= mean);
    const b = hull[Math.max(0, right)];
    const a = hull[Math.max(0, right - 1)];
    const slope = a === b ? 0 : (b.offset - a.offset) / (b.at - a.at);
    if (Math.abs(slope) <= MOST_SKEW) this.#line = { at: b.at, offset: b.offset, slope };
    else {
      const lowest = this.#readings.reduce((low, reading) => (reading.offset < low.offset ? reading : low));
      this.#line = { at: lowest.at, offset: lowest.offset, slope: 0 };
    }
  }
}

/** Whether b lies below the line from a to c. */
const below = (a: Reading, b: Reading, c: Reading): boolean =>
  (b.offset - a.offset) * (c.at - a.at) < (c.offset - a.offset) * (b.at - a.at);
