/**
 * Typing: turns the unfinished text of an input field into words, by the one token rule of the project.
 * Pure: the tokeniser is handed in and times are handed over, so that it runs and is tested without a page.
 */
import type { Seconds } from "../types";

/** A token as the tokeniser finds it; `start` and `end` index the text. */
interface FoundToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type Tokenise = (text: string) => readonly FoundToken[];

/** What typing has to say, in the order in which it happened. */
export type TypingEvent =
  /** The word being typed now; "" when there is none. It may be placed ahead of time. */
  | { readonly type: "partial"; readonly token: string }
  /** A word has ended. `shown` is what was typed, punctuation included. */
  | { readonly type: "word"; readonly token: string; readonly shown: string }
  | { readonly type: "line" };

/** A word followed by punctuation ends when nothing was typed for this long. */
export const WORD_PAUSE: Seconds = 0.4;

/** Scripts written without spaces: their words end where the tokeniser cuts them, or when an input method commits. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

export class Typing {
  readonly #tokenise: Tokenise;
  #text = "";
  #changed: Seconds = 0;
  #waits = false;

  constructor(tokenise: Tokenise) {
    this.#tokenise = tokenise;
  }

  /** The unfinished text: what the field should show. */
  get text(): string {
    return this.#text;
  }

  /** When the pause after punctuation is over, in the clock of `at`; undefined when nothing waits for it. */
  get pauseAt(): Seconds | undefined {
    return this.#waits ? this.#changed + WORD_PAUSE : undefined;
  }

  /**
   * The field now reads `text` at time `at`.
   * `composing`: an input method still holds the text, so no word ends. `committed`: it has just let go of it.
   */
  edit(text: string, at: Seconds, state: "typed" | "composing" | "committed" = "typed"): TypingEvent[] {
    this.#text = text;
    this.#changed = at;
    this.#waits = false;
    if (state !== "composing") return this.#take(state);
    return [{ type: "partial", token: this.#tokenise(text).at(-1)?.text ?? "" }];
  }

  /** Time has passed; ends a word that only waited for the pause. */
  pause(at: Seconds): TypingEvent[] {
    const due = this.pauseAt;
    return due === undefined || at < due - 1e-3 ? [] : this.#take("pause");
  }

  /** Enter: everything typed so far ends, and so does the line. */
  line(): TypingEvent[] {
    return [...this.#take("all"), { type: "line" }];
  }

  #take(state: "typed" | "committed" | "pause" | "all"): TypingEvent[] {
    const text = this.#text;
    const tokens = this.#tokenise(text);
    const events: TypingEvent[] = [];
    let from = 0;
    this.#waits = false;
    for (const [i, token] of tokens.entries()) {
      const next = tokens.at(i + 1)?.start ?? text.length;
      const gap = text.slice(token.end, next);
      const space = gap.search(/\s/);
      const last = i === tokens.length - 1;
      if (last && space < 0 && !ends(token.text, gap, state)) {
        this.#waits = gap !== "";
        break;
      }
      // Closing punctuation belongs to the word before the space, opening punctuation to the word after it.
      const until = token.end + (space < 0 ? (last ? gap.length : 0) : space);
      events.push({ type: "word", token: token.text, shown: text.slice(from, until).trim() });
      from = until;
    }
    this.#text = state === "all" ? "" : text.slice(from).trimStart();
    const partial = this.#text === "" ? "" : (tokens.at(-1)?.text ?? "");
    events.push({ type: "partial", token: partial });
    return events;
  }
}

function ends(token: string, gap: string, state: "typed" | "committed" | "pause" | "all"): boolean {
  if (state === "all") return true;
  if (state === "pause") return gap !== "";
  return state === "committed" && SPACELESS.test(token);
}
