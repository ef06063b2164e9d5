/**
 * Follows a MIDI clock: 24 ticks a quarter note, each late by a little, become an even beat.
 * A second-order phase-locked loop on the ticks' time stamps. Pure: time stamps are handed over.
 */
import type { Seconds } from "../types";

/** Ticks a quarter note. */
const TICKS = 24;
/** How much of a tick's lateness moves the beat, and its period: a damped loop that settles within two bars. */
const PHASE = 0.06;
const PERIOD = 0.0009;
/** Ticks further from their place than this many periods: the clock jumped, follow it at once. */
const JUMP = 4;

export class MidiClock {
  #period: Seconds | undefined;
  /** Where the newest tick would have been on an even beat. */
  #at: Seconds = 0;
  #ticks = -1;
  #last: Seconds | undefined;

  /** A start message: the next tick is the first of a bar. */
  start(): void {
    this.#ticks = -1;
  }

  stop(): void {
    this.#period = undefined;
    this.#last = undefined;
  }

  tick(at: Seconds): void {
    this.#ticks++;
    const since = this.#last === undefined ? undefined : at - this.#last;
    this.#last = at;
    if (since === undefined) {
      this.#at = at;
      return;
    }
    if (this.#period === undefined) {
      this.#period = since;
      this.#at = at;
      return;
    }
    const due = this.#at + this.#period;
    const late = at - due;
    if (Math.abs(late) > JUMP * this.#period) {
      this.#at = at;
      return;
    }
    this.#at = due + PHASE * late;
    this.#period += PERIOD * late;
  }

  /** Quarter notes a minute; undefined before two ticks. */
  get tempo(): number | undefined {
    return this.#period === undefined || this.#period <= 0 ? undefined : 60 / (this.#period * TICKS);
  }

  /** The first time from `time` on that lies on the grid of `division` steps a quarter note; `time` without a clock. */
  next(time: Seconds, division: number): Seconds {
    if (this.#period === undefined) return time;
    const step = (this.#period * TICKS) / division;
    const beat = this.#at - (this.#ticks % TICKS) * this.#period;
    return beat + Math.ceil((time - beat) / step - 1e-9) * step;
  }
}
