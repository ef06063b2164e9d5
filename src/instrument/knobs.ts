/** The present value of every row of the table of knobs, and who wants to know when one is turned. */
import { clampControl, control, CONTROLS } from "../controls";
import type { ControlValues } from "../protocol";

type Listener = (id: string, value: number) => void;

/** Thread: main. */
export class Knobs {
  readonly #values = new Map<string, number>();
  readonly #listeners = new Set<Listener>();

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
