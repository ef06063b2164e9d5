/** A replay: the score of what was typed, played again, gone through, saved and opened. No DOM. */
import { Transport } from "../instrument";
import type { Seconds } from "../types";
import { Score } from "./score";
import { type Word, Words } from "./words";

export interface ReplayOutlets {
  readonly now: () => Seconds;
  readonly play: (word: Word, at: Seconds) => void;
  /** Lets what sounds release. */
  readonly hush: () => void;
}

/** Thread: main. */
export class Replay {
  readonly score = new Score();
  readonly transport: Transport<Word>;
  readonly #words: Words;
  readonly #hush: () => void;

  constructor(words: Words, { now, play, hush }: ReplayOutlets) {
    this.#words = words;
    this.#hush = hush;
    // The text may be edited while it plays: what was taken away is silent.
    const again = (word: Word, at: Seconds): void => {
      if (word.whisper || words.has(word)) play(word, at);
    };
    this.transport = new Transport<Word>({ now, play: again });
  }

  /** While a replay plays: so many words on or back. Returns whether one plays. */
  scrub(steps: number): boolean {
    if (!this.transport.playing) return false;
    this.#hush();
    this.transport.scrub(steps);
    return true;
  }

  /** The text with its times, as a file's text. */
  save(): string {
    return this.score.write(this.#words.all);
  }

  /** A saved score in place of the text; `clear` empties the page. Throws one sentence, before anything is changed. */
  open(text: string, clear: () => void): void {
    new Score().read(text, new Words());
    clear();
    this.score.read(text, this.#words);
  }
}
