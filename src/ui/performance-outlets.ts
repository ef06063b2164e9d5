/** What a performance asks of the session around it. */
import type { Instrument } from "../instrument";
import type { ControlValues } from "../protocol";
import type { Decibels, Seconds } from "../types";

/** Voices of the engine; lines beyond share them. */
export const VOICES = 64;
/** Steps a quarter note, by the value of the control "quantise". */
export const DIVISIONS: readonly number[] = [0, 1, 2, 4, 3, 6];

export interface PerformanceOutlets {
  /** The instrument, when words can sound now. */
  ready(): Instrument | undefined;
  changed(): void;
  /** The next step of the clock's grid, in engine time; now when there is no clock. */
  grid(division: number): Seconds;
  problem(error: unknown): void;
}

/** How a word is struck: `softer` is added to its level, `own` goes over everything else, `stamp` is the key's. */
export interface Strike {
  readonly softer: Decibels;
  readonly own: ControlValues;
  readonly voice: number;
  readonly stamp?: number | undefined;
  /** Which draw of chance its cloud has; absent: the next one. */
  readonly chance?: number;
}
