/** Registered and non-registered parameters of one channel: a number is selected, then a value of 14 bits is entered. */

/** What an entry came to. `whole`: 0..1; `high` and `low`: its halves. */
interface Entry {
  readonly kind: "nrpn" | "rpn";
  readonly number: number;
  readonly whole: number;
  readonly high: number;
  readonly low: number;
}

const NOTHING = 127;
const MOST = 16383;

export class Registered {
  #kind: Entry["kind"] | undefined;
  #high = NOTHING;
  #low = NOTHING;
  #coarse = 0;
  #fine = 0;

  /** "selected": the message only chose a number. undefined: it has nothing to do with parameters. */
  take(number: number, value: number): Entry | "selected" | undefined {
    if (number >= 98 && number <= 101) {
      const kind = number < 100 ? "nrpn" : "rpn";
      // The other family's selection ends.
      if (kind !== this.#kind) [this.#high, this.#low] = [NOTHING, NOTHING];
      this.#kind = kind;
      if (number % 2 === 1) this.#high = value;
      else this.#low = value;
      [this.#coarse, this.#fine] = [0, 0];
      return "selected";
    }
    if (!this.#kind || (this.#high === NOTHING && this.#low === NOTHING)) return undefined;
    if (number === 6) [this.#coarse, this.#fine] = [value, 0];
    else if (number === 38) this.#fine = value;
    else if (number === 96) this.#step(1);
    else if (number === 97) this.#step(-1);
    else return undefined;
    const all = (this.#coarse << 7) | this.#fine;
    // Without a fine half 127 is the end of the way.
    const whole = number === 6 ? this.#coarse / 127 : all / MOST;
    return { kind: this.#kind, number: (this.#high << 7) | this.#low, whole, high: this.#coarse, low: this.#fine };
  }

  /** Increment and decrement: by one step of seven bits. */
  #step(by: 1 | -1): void {
    const next = Math.min(127, Math.max(0, this.#coarse + by));
    if (next === this.#coarse) this.#fine = by > 0 ? 127 : 0;
    this.#coarse = next;
  }
}
