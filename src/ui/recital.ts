/** A poem performed line by line: pasted words stand silent, and each Enter in an empty field plays the next line. No DOM. */
import { type Tokenise, Typing, type TypingEvent } from "../input";
import type { Word, Words } from "./words";

/** Thread: main. */
export class Recital {
  readonly #words: Words;
  readonly #tokenise: Tokenise;
  #lines: (readonly Word[])[] = [];

  constructor(words: Words, tokenise: Tokenise) {
    this.#words = words;
    this.#tokenise = tokenise;
  }

  /** Lays a text below what stands there, each line a voice; returns its words. */
  lay(text: string): readonly Word[] {
    const typing = new Typing(this.#tokenise);
    const laid: Word[] = [];
    this.#words.endLine();
    for (const line of text.split(/\r\n?|\n/)) {
      const list = typing
        .edit(`${line} `, 0)
        .flatMap((event) => (event.type === "word" ? [this.#words.add(event.token, event.shown)] : []));
      if (list.length > 0) this.#lines.push(list);
      laid.push(...list);
      this.#words.endLine();
    }
    return laid;
  }

  /** What an Enter plays: the words of the next line that still stand; none where something was typed before it. */
  next(events: readonly TypingEvent[]): readonly Word[] {
    const alone = events.some(({ type }) => type === "line") && !events.some(({ type }) => type === "word");
    if (!alone) return [];
    for (let line = this.#lines.shift(); line; line = this.#lines.shift()) {
      const left = line.filter((word) => this.#words.has(word));
      if (left.length > 0) return left;
    }
    return [];
  }

  clear(): void {
    this.#lines = [];
  }
}
