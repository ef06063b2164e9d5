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
/** Taps further apart than this begin a new tempo: 30 a minute. */
const SLOWEST: Seconds = 2;

export class MidiClock {
  #period: Seconds | undefined;
  /** Where the newest tick would have been on an even beat. */
  #at: Seconds = 0;
  #ticks = -1;
  #last: Seconds | undefined;
  /** Tapped: where a beat lies, and the distance of two. */
  #beat: { readonly at: Seconds; readonly length: Seconds } | undefined;
  #taps: readonly Seconds[] = [];

  /** 0..0.75: every second step is late by half of this part of a step; 2/3 is a triplet's. Steps of a beat in pairs only. */
  swing = 0;

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

  /** A beat tapped by hand; the mean of up to eight. A MIDI clock, while there is one, goes before. */
  tap(at: Seconds): void {
    const since = at - (this.#taps.at(-1) ?? -Infinity);
    this.#taps = since > SLOWEST || since <= 0 ? [at] : [...this.#taps.slice(-7), at];
    const [first] = this.#taps;
    if (this.#taps.length > 1) this.#beat = { at, length: (at - first) / (this.#taps.length - 1) };
  }

  /** Quarter notes a minute, of the MIDI clock or tapped; undefined before two of either. */
  get tempo(): number | undefined {
    if (this.#period !== undefined && this.#period > 0) return 60 / (this.#period * TICKS);
    return this.#beat && 60 / this.#beat.length;
  }

  /** The first time from `time` on that lies on the grid of `division` steps a quarter note; `time` without a clock. */
  next(time: Seconds, division: number): Seconds {
    const grid = this.#grid();
    if (!grid) return time;
    const step = grid.length / division;
    // Steps count from the beat, so that swing always delays the same ones.
    let count = Math.floor((time - grid.at) / step) - 1;
    for (;;) {
      const late = division % 2 === 0 && Math.abs(count % 2) === 1 ? (this.swing * step) / 2 : 0;
      const at = grid.at + count * step + late;
      if (at >= time - 1e-9 * step) return at;
      count++;
    }
  }

  /** Quarter notes since the clock's start, or since the last tap; undefined without either. */
  beats(time: Seconds): number | undefined {
    const grid = this.#grid();
    if (!grid) return undefined;
    return (time - grid.at) / grid.length + (this.#period === undefined ? 0 : Math.floor(this.#ticks / TICKS));
  }

  /** When that quarter note is; counts as `beats` does. Any time without a clock. */
  timeOf(beat: number): Seconds {
    const grid = this.#grid();
    if (!grid) return Infinity;
    return grid.at + (beat - (this.#period === undefined ? 0 : Math.floor(this.#ticks / TICKS))) * grid.length;
  }

  #grid(): { readonly at: Seconds; readonly length: Seconds } | undefined {
    if (this.#period === undefined) return this.#beat;
    return { at: this.#at - (this.#ticks % TICKS) * this.#period, length: this.#period * TICKS };
  }
}
