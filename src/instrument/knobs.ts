/** The present value of every row of the table of knobs, and who wants to know when one is turned. */
import { clampControl, control, CONTROLS } from "../controls";
import type { ControlValues } from "../protocol";

type Listener = (id: string, value: number) => void;

/** Thread: main. */
export class Knobs {
  readonly #values = new Map<string, number>();
  readonly #listeners = new Set<Listener>();
  readonly #hearers = new Set<Listener>();
  readonly #moved = new Map<string, number>();

  /** In the control's own unit. Throws with the known names when there is no such control. */
  get(id: string): number {
    return this.#values.get(id) ?? control(id).default;
  }

  /** Brings the value into range; tells only what has changed. */
  set(id: string, value: number): void {
    const inside = clampControl(control(id), value);
    if (inside === this.get(id)) return;
    this.#values.set(id, inside);
    for (const listener of this.#listeners) listener(id, inside);
    if (!this.#moved.has(id)) this.#tell(id);
  }

  /** What is heard of a control: where a modulator has moved it, else where its knob stands. */
  readonly heard = { get: (id: string): number => this.#moved.get(id) ?? this.get(id) };

  /** A modulator moves what is heard, not the knob; undefined lets go. Values are brought into range. */
  move(id: string, value: number | undefined): void {
    const before = this.heard.get(id);
    if (value === undefined) this.#moved.delete(id);
    else this.#moved.set(id, clampControl(control(id), value));
    if (this.heard.get(id) !== before) this.#tell(id);
  }

  /** Calls back after each change of what is heard, until the returned function is called. */
  hear(hearer: Listener): () => void {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  }

  #tell(id: string): void {
    const value = this.heard.get(id);
    for (const hearer of this.#hearers) hearer(id, value);
  }

  /** Everything that is not at its default. */
  get values(): ControlValues {
    const changed = CONTROLS.filter((c) => this.get(c.id) !== c.default);
    return Object.fromEntries(changed.map((c) => [c.id, this.get(c.id)]));
  }

  /** Sets every control: to its value here, else to its default. Unknown names are passed over. */
  assign(values: ControlValues): void {
    for (const c of CONTROLS) this.set(c.id, values[c.id] ?? c.default);
  }

  /** Calls back after each change, until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
