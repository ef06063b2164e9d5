/** Every keystroke with its time: what was typed, corrected and taken back, in the order of the hand. Pure. */
import type { Seconds } from "../types";

/** One stroke of the hand. */
export interface Keystroke {
  /** Engine time; in a score, seconds from its first word (negative: before it). */
  readonly at: Seconds;
  /** What was pressed: a character, "Enter", "Backspace", "Paste", or "Edit" for whatever else changed the text. */
  readonly key: string;
  /** The unfinished text that it left. */
  readonly text: string;
}

/** More is no keystroke: what an input method or a paste brought is kept so far, in characters. */
const KEY = 100;
const TEXT = 10_000;

/** Brings the page's time stamps to engine time; strokes made before there is an engine wait until there is one. */
export class KeyLog {
  readonly #timeOf: (stamp: number) => Seconds | undefined;
  readonly #take: (stroke: Keystroke) => void;
  #waiting: { readonly key: string; readonly text: string; readonly stamp: number }[] = [];

  /** `timeOf`: engine time of a time stamp (milliseconds of the page), undefined while there is no engine. */
  constructor(timeOf: (stamp: number) => Seconds | undefined, take: (stroke: Keystroke) => void) {
    this.#timeOf = timeOf;
    this.#take = take;
  }

  /** A key was pressed at that time stamp and left that text. */
  stroke(key: string, text: string, stamp: number): void {
    this.#waiting.push({ key: key.slice(0, KEY), text: text.slice(0, TEXT), stamp });
    this.flush();
  }

  /** Hands over what has waited, as far as its time is known. */
  flush(): void {
    while (this.#waiting.length > 0) {
      const [{ key, text, stamp }] = this.#waiting;
      const at = this.#timeOf(stamp);
      if (at === undefined) return;
      this.#waiting.shift();
      this.#take({ at, key, text });
    }
  }

  clear(): void {
    this.#waiting = [];
  }
}
