/** A transport: plays a recorded performance again, exactly, stretched or looped. Pure: clock and playing are handed in. */
import type { Seconds } from "../types";

/** Something that happened `at` seconds after the beginning. */
export interface Recorded<Item> {
  readonly at: Seconds;
  readonly item: Item;
}

export interface TransportOutlets<Item> {
  /** Engine time now. */
  now(): Seconds;
  /** A replay begins on a multiple of it, so that every replay meets the engine's grid alike; 0 or absent: anywhere. */
  tick?(): Seconds;
  /** `index` counts the recording's entries. */
  play(item: Item, at: Seconds, index: number): void;
}

const AHEAD: Seconds = 1.5;
/** Between the press and the first word: time to send what comes first. */
const LEAD: Seconds = 0.06;

/** Thread: main. Call `pump` about ten times a second while `playing`. */
export class Transport<Item> {
  readonly #outlets: TransportOutlets<Item>;
  #entries: readonly Recorded<Item>[] = [];
  #length: Seconds = 0;
  #next = 0;
  /** Engine time of the recording's beginning, in this round. */
  #origin: Seconds = 0;
  #stretch = 1;
  #playing = false;

  /** Begins anew at the end. */
  looping = false;

  constructor(outlets: TransportOutlets<Item>) {
    this.#outlets = outlets;
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** Where in the recording it is, in the recording's own time. */
  get position(): Seconds {
    if (!this.#playing) return 0;
    return Math.max(0, (this.#outlets.now() - this.#origin) / this.#stretch);
  }

  /**
   * Plays from `from` on; `entries` ascend. `stretch` 2 takes twice as long. The recording ends `tail` seconds
   * after its last entry: that is where a loop begins anew.
   */
  start(
    entries: readonly Recorded<Item>[],
    {
      from = 0,
      stretch = 1,
      tail = 0.5,
    }: { readonly from?: Seconds; readonly stretch?: number; readonly tail?: Seconds } = {},
  ): void {
    this.#entries = entries;
    this.#stretch = stretch;
    this.#length = (entries.at(-1)?.at ?? 0) + tail;
    this.#next = entries.findIndex(({ at }) => at >= from);
    this.#playing = this.#next >= 0;
    const begin = this.#outlets.now() + LEAD;
    const tick = this.#outlets.tick?.() ?? 0;
    this.#origin = (tick > 0 ? Math.ceil(begin / tick) * tick : begin) - from * stretch;
    this.pump();
  }

  stop(): void {
    this.#playing = false;
  }

  /** Goes `steps` entries on or back, from where it is, without stopping. */
  scrub(steps: number): void {
    if (!this.#playing) return;
    const { position } = this;
    const here = this.#entries.findLastIndex(({ at }) => at <= position + 1e-6);
    const to = Math.min(this.#entries.length - 1, Math.max(0, here + steps));
    this.start(this.#entries, { from: this.#entries[to].at, stretch: this.#stretch, tail: this.#tail });
  }

  get #tail(): Seconds {
    return this.#length - (this.#entries.at(-1)?.at ?? 0);
  }

  /** Schedules what is due within the next moments. */
  pump(): void {
    const until = this.#outlets.now() + AHEAD;
    while (this.#playing) {
      const entry = this.#entries[this.#next];
      if (!entry) {
        const end = this.#origin + this.#length * this.#stretch;
        if (this.looping && end <= until) {
          this.#origin = end;
          this.#next = 0;
          continue;
        }
        if (!this.looping && this.#outlets.now() >= end) this.#playing = false;
        return;
      }
      const at = this.#origin + entry.at * this.#stretch;
      if (at > until) return;
      this.#outlets.play(entry.item, at, this.#next);
      this.#next++;
    }
  }
}
