/** Undo and redo of everything a performer does: each deed knows how to be undone and done again. */
import type { Seconds } from "../types";

export interface Deed {
  /** Deeds of one key that follow closely are one: a turn of a knob is undone as a whole. */
  readonly key?: string;
  /** It may change places with other free deeds: knobs that are turned at once are each one turn. */
  readonly free?: true;
  readonly label: string;
  undo(): void;
  redo(): void;
}

interface Step {
  deed: Deed;
  at: Seconds;
}

/** Two turns of one knob further apart than this are two deeds. */
const APART: Seconds = 1;
const MOST = 500;

/** Pure; times are handed over. */
export class History {
  #done: Step[] = [];
  #undone: Step[] = [];
  #replaying = false;

  /** The deed that undo would take back. */
  get last(): string | undefined {
    return this.#done.at(-1)?.deed.label;
  }

  /** The deed that redo would do again. */
  get next(): string | undefined {
    return this.#undone.at(-1)?.deed.label;
  }

  /** A deed that has been done. What undoing itself does is not recorded. */
  record(deed: Deed, at: Seconds): void {
    if (this.#replaying) return;
    this.#undone = [];
    const same = this.#same(deed, at);
    if (same) {
      const first = same.deed;
      same.deed = { ...deed, undo: () => first.undo(), redo: () => deed.redo() };
      same.at = at;
      return;
    }
    this.#done.push({ deed, at });
    if (this.#done.length > MOST) this.#done.shift();
  }

  /** The deed that this one goes on. */
  #same({ key, free }: Deed, at: Seconds): Step | undefined {
    for (let i = this.#done.length - 1; key !== undefined && i >= 0; i--) {
      const step = this.#done[i];
      if (at - step.at >= APART) return undefined;
      if (step.deed.key === key) return step;
      if (!free || !step.deed.free) return undefined;
    }
    return undefined;
  }

  undo(): string | undefined {
    return this.#move(this.#done, this.#undone, (deed) => deed.undo());
  }

  redo(): string | undefined {
    return this.#move(this.#undone, this.#done, (deed) => deed.redo());
  }

  #move(from: Step[], to: Step[], act: (deed: Deed) => void): string | undefined {
    const step = from.pop();
    if (!step) return undefined;
    this.#replaying = true;
    try {
      act(step.deed);
    } finally {
      this.#replaying = false;
    }
    // Far from any other time: an undone deed never joins with the next turn of the same knob.
    to.push({ deed: step.deed, at: -Infinity });
    return step.deed.label;
  }
}
