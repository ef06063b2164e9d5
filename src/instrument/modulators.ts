/** Moves controls by their modulators, forty times a second while there are any: a few numbers each time, no messages. */
import type { Seconds } from "../types";
import type { Knobs } from "./knobs";
import { CYCLES, Follower, moved, type Route, type Source, Turns, typingLevel, wave } from "./modulation";

/** Milliseconds between two moves; the engine smooths what lies between. */
const EVERY = 25;
/** After a longer pause (a hidden page) an LFO goes on where it was. */
const LONGEST: Seconds = 0.5;

/** What the modulators listen to. */
export interface ModulatorInputs {
  readonly knobs: Knobs;
  /** Engine time. */
  now(): Seconds;
  /** Where the clock is, in quarter notes at that engine time; undefined without one. */
  beats(time: Seconds): number | undefined;
  /** Of what leaves the instrument, linear. */
  level(): number;
  /** Letters a second. */
  pace(): number;
}

/** Thread: main. */
export class Modulators {
  readonly #inputs: ModulatorInputs;
  readonly #turns = [new Turns(), new Turns()];
  readonly #follower = new Follower();
  #routes: readonly Route[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #last: Seconds | undefined;
  #moving: ReadonlySet<string> = new Set();

  constructor(inputs: ModulatorInputs) {
    this.#inputs = inputs;
  }

  get routes(): readonly Route[] {
    return this.#routes;
  }

  set routes(routes: readonly Route[]) {
    this.#routes = routes;
    if (routes.length === 0) this.close();
    else {
      this.#timer ??= setInterval(() => this.tick(), EVERY);
      this.tick();
    }
  }

  /** One move, from what the inputs say now. */
  tick(): void {
    const { knobs } = this.#inputs;
    const time = this.#inputs.now();
    const beats = this.#inputs.beats(time);
    const elapsed = Math.min(LONGEST, Math.max(0, time - (this.#last ?? time)));
    this.#last = time;
    const knob = (id: string): number => knobs.get(id);
    const lfo = ([1, 2] as const).map((n) => {
      const turns = this.#turns[n - 1].advance(elapsed, knob(`lfo${n}Rate`), CYCLES[knob(`lfo${n}Sync`)] ?? 0, beats);
      return wave(knob(`lfo${n}Shape`), turns, n);
    });
    const values: Readonly<Record<Source, number>> = {
      "lfo 1": lfo[0],
      "lfo 2": lfo[1],
      loudness: this.#follower.advance(elapsed, this.#inputs.level(), knob("followFall") / 1000),
      typing: typingLevel(this.#inputs.pace()),
    };
    const wanted = moved(this.#routes, (source) => values[source], knob);
    for (const id of this.#moving) if (!wanted.has(id)) knobs.move(id, undefined);
    for (const [id, value] of wanted) knobs.move(id, value);
    this.#moving = new Set(wanted.keys());
  }

  /** Everything is where its knob stands. */
  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#last = undefined;
    for (const id of this.#moving) this.#inputs.knobs.move(id, undefined);
    this.#moving = new Set();
  }
}
