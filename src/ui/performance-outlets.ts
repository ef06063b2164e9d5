/** What a performance asks of the session around it. */
import type { Instrument } from "../instrument";
import type { Seconds } from "../types";

export interface PerformanceOutlets {
  /** The instrument, when words can sound now. */
  ready(): Instrument | undefined;
  changed(): void;
  /** The next step of the clock's grid, in engine time; now when there is no clock. */
  grid(division: number): Seconds;
  problem(error: unknown): void;
}
