/** The known words nearest to the one that sounded last, asked once a word, for what is said to a screen reader. */
import type { Instrument } from "../instrument";

const SAID = 3;

/** Thread: main. `changed`: there is an answer. */
export class NearWords {
  readonly #changed: () => void;
  #token = "";
  #answer: string | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** "toad, newt, pond"; "" where there is none; undefined as long as the answer is not there. */
  of(token: string, instrument: Instrument): string | undefined {
    if (token !== this.#token) void this.#ask(token, instrument);
    return this.#answer;
  }

  async #ask(token: string, instrument: Instrument): Promise<void> {
    this.#token = token;
    this.#answer = undefined;
    const found = await instrument.lexicon.explain(token, SAID + 1).catch(() => undefined);
    // A later word may have sounded meanwhile.
    if (token !== this.#token) return;
    const words = (found?.neighbours ?? []).map(({ word }) => word);
    const others = words.filter((word) => word !== token.toLowerCase()).slice(0, SAID);
    this.#answer = others.join(", ");
    this.#changed();
  }
}
