/** Shaping the sound: knobs, presets, chance, and undo of all of it. No DOM. */
import { control } from "../controls";
import { Knobs, morph, morphRoutes, type Preset, PRESETS, randomised, type Route } from "../instrument";
import type { ControlValues } from "../protocol";
import type { Seconds } from "../types";
import { type Deed, History } from "./history";

/** Thread: main. `changed`: draw anew. */
export class Shaping {
  readonly knobs = new Knobs();
  readonly history = new History();
  readonly #changed: () => void;
  readonly #routed: (routes: readonly Route[]) => void;
  #chance: number;
  #routes: readonly Route[] = [];
  #gathered: Map<string, number> | undefined;

  /** The performer's own presets. */
  own: readonly Preset[] = [];
  /** What was last undone or done again, for a screen reader. */
  said: string | undefined;

  /** `routed`: what modulators move has changed. */
  constructor(seed: number, changed: () => void, routed: (routes: readonly Route[]) => void = () => undefined) {
    this.#changed = changed;
    this.#routed = routed;
    this.#chance = seed;
    this.knobs.listen(changed);
  }

  /** A knob turned by hand: can be undone. */
  turn(id: string, value: number): void {
    const before = this.knobs.get(id);
    this.knobs.set(id, value);
    const after = this.knobs.get(id);
    if (after === before) return;
    if (this.#gathered) {
      if (!this.#gathered.has(id)) this.#gathered.set(id, before);
      return;
    }
    this.did({
      key: `knob ${id}`,
      free: true,
      label: control(id).label,
      undo: () => this.knobs.set(id, before),
      redo: () => this.knobs.set(id, after),
    });
  }

  /** All turns from now on are one deed. `end` closes it, `back` lets every knob go back first. */
  gather(label: string): { end(): void; back(): void } {
    const before = (this.#gathered = new Map<string, number>());
    const lay = (values: ReadonlyMap<string, number>): void => {
      for (const [id, value] of values) this.knobs.set(id, value);
    };
    const end = (): void => {
      if (this.#gathered !== before) return;
      this.#gathered = undefined;
      const after = new Map([...before.keys()].map((id) => [id, this.knobs.get(id)]));
      const turned = [...after].some(([id, value]) => value !== before.get(id));
      if (turned) this.did({ label, undo: () => lay(before), redo: () => lay(after) });
    };
    const back = (): void => {
      lay(before);
      end();
    };
    return { end, back };
  }

  /**
   * Many knobs at once, and what moves them: a preset, a morph, chance. Deeds of one key that follow closely are undone
   * as one.
   */
  assign(values: ControlValues, label: string, key = label, routes = this.#routes): void {
    const before = [this.knobs.values, this.#routes] as const;
    const lay = (to: ControlValues, by: readonly Route[]): void => {
      this.knobs.assign(to);
      this.routes = by;
    };
    lay(values, routes);
    const deed = { label, undo: () => lay(...before), redo: () => lay(values, routes) };
    this.did(key === "" ? deed : { ...deed, key });
  }

  /** A preset, or what lies between two of them: t = 0 the first, 1 the second. */
  blend(a: Preset, b: Preset, t: number): void {
    const routes = morphRoutes(a.routes ?? [], b.routes ?? [], t);
    const label = t === 0 ? `preset ${a.name}` : "morph";
    this.assign(morph(a.values, b.values, t), label, label, routes);
  }

  /** What modulators move. */
  get routes(): readonly Route[] {
    return this.#routes;
  }

  /** As kept or laid: nothing to be undone. */
  set routes(routes: readonly Route[]) {
    this.#routes = routes;
    this.#routed(routes);
    this.#changed();
  }

  /** Modulators changed by hand: can be undone. */
  route(routes: readonly Route[], label: string): void {
    const before = this.#routes;
    this.routes = routes;
    this.did({ key: label, label, undo: () => (this.routes = before), redo: () => (this.routes = routes) });
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
    this.own = [
      ...this.own,
      {
        name: `mine ${Math.max(0, ...numbers) + 1}`,
        values: this.knobs.values,
        ...(this.#routes.length > 0 ? { routes: this.#routes } : {}),
      },
    ];
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
