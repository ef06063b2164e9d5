/** From a key's time stamp to the quantum in which the first grain of its word was read. Pure: clocks are handed in. */

/** The newest readings count. */
const KEPT = 50;
/** Clouds whose beginning is still awaited; one that never begins must not stay for ever. */
const AWAITED = 200;

/** Milliseconds; the newest reading, the middle of the newest fifty, and what nine of ten stay below. */
export interface KeyLatency {
  readonly last: number;
  readonly median: number;
  readonly p90: number;
  readonly count: number;
}

export class LatencyMeter {
  readonly #awaited = new Map<number, number>();
  #readings: number[] = [];

  /** The key that ended a word, and the cloud it became. `stamp`: milliseconds of the page's clock. */
  pressed(id: number, stamp: number): void {
    this.#awaited.set(id, stamp);
    if (this.#awaited.size <= AWAITED) return;
    const oldest = this.#awaited.keys().next();
    if (!oldest.done) this.#awaited.delete(oldest.value);
  }

  /**
   * The cloud's first grain was read in a quantum that began at most at `latest`, milliseconds of the page's clock.
   * So the reading is an upper bound: it flatters nobody.
   */
  began(id: number, latest: number): void {
    const stamp = this.#awaited.get(id);
    if (stamp === undefined) return;
    this.#awaited.delete(id);
    this.#readings = [...this.#readings.slice(1 - KEPT), Math.max(0, latest - stamp)];
  }

  /** Undefined until a typed word has sounded. */
  get reading(): KeyLatency | undefined {
    const sorted = [...this.#readings].sort((a, b) => a - b);
    const last = this.#readings.at(-1);
    if (last === undefined) return undefined;
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    return { last, median: at(0.5), p90: at(0.9), count: sorted.length };
  }
}
