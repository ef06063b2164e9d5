/** Emoji as the words of their Unicode names. */

/** A word of a name; words that many names share (face, hand, person) weigh little. */
export interface NamePart {
  readonly word: string;
  readonly weight: number;
}

const VARIATION = /[\ufe0e\ufe0f]|\p{Emoji_Modifier}/gu;
const plain = (emoji: string): string => emoji.replace(VARIATION, "");
const wordsIn = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Names by emoji; skin tones and variation selectors make no difference. */
export class EmojiNames {
  readonly #names = new Map<string, string>();
  /** In how many names a word stands. */
  readonly #counts = new Map<string, number>();

  constructor(names: ReadonlyMap<string, string>) {
    for (const [emoji, name] of names) {
      this.#names.set(plain(emoji), name);
      for (const word of new Set(wordsIn(name))) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    }
  }

  /** The words of the emoji's name; of a joined emoji without a name, of its parts; undefined when nothing is named. */
  wordsOf(token: string): NamePart[] | undefined {
    if (this.#names.size === 0 || token.length > 64) return undefined;
    const key = plain(token);
    const names = [this.#names.get(key) ?? key.split("\u200d").map((part) => this.#names.get(part) ?? "")].flat();
    const words = names.flatMap(wordsIn);
    if (words.length === 0) return undefined;
    return words.map((word) => ({ word, weight: 1 / Math.sqrt(1 + (this.#counts.get(word) ?? 0)) }));
  }
}
