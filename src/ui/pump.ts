/** Keeps going what plays by itself: asks about ten times a second, and rests when nothing is left to play. */

const EVERY = 100;

export interface PumpOutlets {
  /** Whether anything still plays by itself. */
  busy(): boolean;
  /** Schedules what is due. */
  pump(): void;
  /** Nothing is left. */
  idle(): void;
}

/** Thread: main. */
export class Pump {
  readonly #outlets: PumpOutlets;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(outlets: PumpOutlets) {
    this.#outlets = outlets;
  }

  /** Begins, unless it runs already or there is nothing to do. */
  run(): void {
    if (this.#timer !== undefined || !this.#outlets.busy()) return;
    this.#timer = setInterval(() => this.#once(), EVERY);
    this.#once();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #once(): void {
    this.#outlets.pump();
    if (this.#outlets.busy()) return;
    this.close();
    this.#outlets.idle();
  }
}
