/** Shaping the sound: knobs, presets, chance, and undo of all of it. No DOM. */
import { control } from "../controls";
import { Knobs, type Preset, PRESETS, randomised } from "../instrument";
import type { ControlValues } from "../protocol";
import type { Seconds } from "../types";
import { type Deed, History } from "./history";

/** Thread: main. `changed`: draw anew. */
export class Shaping {
  readonly knobs = new Knobs();
  readonly history = new History();
  readonly #changed: () => void;
  #chance: number;

  /** The performer's own presets. */
  own: readonly Preset[] = [];
  /** What was last undone or done again, for a screen reader. */
  said: string | undefined;

  constructor(seed: number, changed: () => void) {
    this.#changed = changed;
    this.#chance = seed;
    this.knobs.listen(changed);
  }

  /** A knob turned by hand: can be undone. */
  turn(id: string, value: number): void {
    const before = this.knobs.get(id);
    this.knobs.set(id, value);
    const after = this.knobs.get(id);
    const deed = {
      key: `knob ${id}`,
      label: control(id).label,
      undo: () => this.knobs.set(id, before),
      redo: () => this.knobs.set(id, after),
    };
    if (after !== before) this.did(deed);
  }

  /** Many knobs at once: a preset, a morph, chance. Deeds of one key that follow closely are undone as one. */
  assign(values: ControlValues, label: string, key = label): void {
    const before = this.knobs.values;
    this.knobs.assign(values);
    const deed = { label, undo: () => this.knobs.assign(before), redo: () => this.knobs.assign(values) };
    this.did(key === "" ? deed : { ...deed, key });
  }

  /** Those that came along, then the performer's own. */
  get presets(): readonly Preset[] {
    return [...PRESETS, ...this.own];
  }

  get builtinPresets(): number {
    return PRESETS.length;
  }

  /** Keeps the present values; returns the new preset's place. */
  savePreset(): number {
    const numbers = this.own.map(({ name }) => Number(/^mine (\d+)$/.exec(name)?.[1] ?? 0));
    this.own = [...this.own, { name: `mine ${Math.max(0, ...numbers) + 1}`, values: this.knobs.values }];
    this.#changed();
    return this.presets.length - 1;
  }

  forgetPreset(index: number): void {
    this.own = this.own.filter((_, i) => i !== index - PRESETS.length);
    this.#changed();
  }

  /** Turns everything that chance may turn. */
  chance(): void {
    // A walk of its own, seeded: the same presses give the same settings.
    const next = (): number => (this.#chance = (Math.imul(this.#chance, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    this.assign(randomised(this.knobs.values, next), "chance", "");
  }

  /** Something was done that can be undone. */
  did(deed: Deed): void {
    this.history.record(deed, this.#clock());
  }

  undo(): void {
    this.#told(this.history.undo(), "Undone");
  }

  redo(): void {
    this.#told(this.history.redo(), "Done again");
  }

  /** For telling deeds apart only. */
  #clock(): Seconds {
    return performance.now() / 1000;
  }

  #told(label: string | undefined, what: string): void {
    this.said = label === undefined ? `Nothing to be ${what.toLowerCase()}` : `${what}: ${label}`;
    this.#changed();
  }
}
