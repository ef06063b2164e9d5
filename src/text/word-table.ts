/** A fixed list of words with their vectors, and the rules that give every other token a place among them. */
import type { Matrix, WordSource, WordSpace, WordVector } from "../types";
import { parseArithmetic } from "./arithmetic";
import { EmojiNames } from "./emoji";
import { bare, fold } from "./fold";
import { baseForms, derivedFrom, respellings } from "./morphology";
import { numberName, numberValue, numberVector } from "./number";
import { PlainRows, type PointRows } from "./point-rows";
import { slips } from "./slips";
import { spellingPoint, SpellingIndex } from "./spelling";
import { addScaled, direction, unit } from "./vectors";

/** What a table is made from. */
export interface TableContents {
  readonly name: string;
  /** Most important first, folded, different; spaces are underscores. */
  readonly words: readonly string[];
  /** Row i is words[i], unit length. */
  readonly vectors: Matrix | PointRows;
  /** The first so many words are function words. */
  readonly functionWords?: number;
  /** Emoji → name. */
  readonly emoji?: ReadonlyMap<string, string>;
  /** A vector for a token that is not in the table but in the source of the table (subwords of fastText). */
  readonly beyond?: (token: string) => Float32Array | undefined;
  /** How far an inflection lies from its word: 0 on it, 0.15 beside it, 1 at 45 degrees. */
  readonly inflection?: number;
}

/** Answers kept; a book has fewer different words. */
const MEMORY = 30_000;
/** Longer tokens are no inflections and no slips of anything. */
const LONGEST_WORD = 48;

const place = (vector: Float32Array, source: WordSource, of: readonly string[]): WordVector => ({ vector, source, of });

/** A word space over a list of words. Lookup is pure: the memory changes only its speed. */
export class WordTable implements WordSpace {
  readonly name: string;
  readonly dimensions: number;
  readonly words: readonly string[];
  readonly #points: PointRows;
  #vectors: Matrix | undefined;
  readonly #rows = new Map<string, number>();
  readonly #functionWords: number;
  readonly #emoji: EmojiNames;
  readonly #beyond: TableContents["beyond"];
  readonly #inflection: number;
  readonly #memory = new Map<string, WordVector>();
  readonly #spelling: SpellingIndex;

  constructor(contents: TableContents) {
    this.name = contents.name;
    this.words = contents.words;
    this.#points = "data" in contents.vectors ? new PlainRows(contents.vectors) : contents.vectors;
    this.dimensions = contents.vectors.columns;
    this.words.forEach((word, i) => {
      if (!this.#rows.has(word)) this.#rows.set(word, i);
    });
    this.#functionWords = contents.functionWords ?? 0;
    this.#emoji = new EmojiNames(contents.emoji ?? new Map());
    this.#beyond = contents.beyond;
    this.#inflection = contents.inflection ?? 0.15;
    this.#spelling = new SpellingIndex(this.words);
  }

  /** Made when first asked for, and then kept: whoever needs the important words only takes `leading`. */
  get vectors(): Matrix {
    return (this.#vectors ??= this.leading(this.words.length));
  }

  leading(n: number): Matrix {
    return this.#points.leading(n);
  }

  lookup(token: string): WordVector {
    const key = fold(token);
    const own = this.#rows.get(key);
    if (own !== undefined) return this.#at(own);
    let found = this.#memory.get(key);
    if (!found) {
      found = this.#find(key);
      if (this.#memory.size >= MEMORY) this.#memory.clear();
      this.#memory.set(key, found);
    }
    return found;
  }

  nearest(vector: Float32Array, n: number): { word: string; similarity: number }[] {
    return this.#points.nearest(vector, n).map((found) => ({
      word: this.words[found.row],
      similarity: found.similarity,
    }));
  }

  #find(word: string): WordVector {
    return (
      this.#arithmetic(word) ??
      this.#known(word) ??
      this.#emojiPlace(word) ??
      this.#compound(word) ??
      this.#spelled(word)
    );
  }

  /** All that needs no guess at spelling but for numbers, emoji and compounds, which come after it. */
  #known(word: string): WordVector | undefined {
    const own = this.#rows.get(word);
    if (own !== undefined) return this.#at(own);
    const beyond = this.#beyond?.(word);
    if (beyond) return place(beyond, "known", [word]);
    const value = numberValue(word);
    if (value !== undefined) return this.#number(word, value);
    if (word.length > LONGEST_WORD) return undefined;
    return (
      this.#variant(word, baseForms(word), 1) ??
      this.#variant(word, [bare(word), ...respellings(word)], 0.5) ??
      this.#variant(word, respellings(word).flatMap(baseForms), 1) ??
      this.#contraction(word)
    );
  }

  #at(i: number): WordVector {
    const word = this.words[i];
    const source = i < this.#functionWords ? "function" : word.includes("_") ? "phrase" : "known";
    return place(this.#points.row(i), source, [word]);
  }

  /** The first known base, a little aside: the same ending leads the same way from every word. */
  #variant(word: string, bases: readonly string[], share: number): WordVector | undefined {
    for (const base of bases) {
      const i = base === word ? undefined : this.#rows.get(base);
      if (i === undefined) continue;
      let same = 0;
      while (same < base.length && base[same] === word[same]) same++;
      const vector = Float32Array.from(this.#points.row(i));
      addScaled(vector, direction(`ending ${word.slice(same)}`, this.dimensions), this.#inflection * share);
      const source = i < this.#functionWords ? "function" : "inflection";
      return place(unit(vector), source, [this.words[i]]);
    }
    return undefined;
  }

  /** we're, she'd, that's: the parts round the apostrophe, when the table has them. */
  #contraction(word: string): WordVector | undefined {
    const at = word.search(/n't$|'/u);
    if (at < 1) return undefined;
    const first = this.#rows.get(word.slice(0, at));
    const second = this.#rows.get(word.slice(at)) ?? this.#rows.get(word.slice(at + 1));
    if (first === undefined || second === undefined) return undefined;
    return this.#pool(word, [this.#points.row(first), this.#points.row(second)], "function", [
      this.words[first],
      this.words[second],
    ]);
  }

  #number(word: string, value: number): WordVector {
    const name = numberName(value);
    const own = name === undefined ? undefined : this.#rows.get(name);
    if (own !== undefined) return place(this.#points.row(own), "number", [this.words[own]]);
    const i = this.#rows.get("number") ?? this.#rows.get("hundred");
    const centre = i === undefined ? direction("number", this.dimensions) : this.#points.row(i);
    return place(numberVector(word, value, centre), "number", i === undefined ? [] : [this.words[i]]);
  }

  #emojiPlace(word: string): WordVector | undefined {
    const parts = this.#emoji.wordsOf(word);
    if (!parts) return undefined;
    const found = parts.map((part) => ({ place: this.#known(part.word), weight: part.weight }));
    const sum = new Float32Array(this.dimensions);
    const of: string[] = [];
    for (const { place: part, weight } of found) {
      if (!part || part.source === "function") continue;
      addScaled(sum, part.vector, weight);
      of.push(...part.of);
    }
    if (of.length === 0) return undefined;
    addScaled(sum, direction(`emoji ${word}`, this.dimensions), 0.1);
    return place(unit(sum), "emoji", of);
  }

  /** Phrases from their words (`old_pond`, `half-light`), words from known stems (`unsharkish`), compounds written solid. */
  #compound(word: string): WordVector | undefined {
    if (word.length > LONGEST_WORD * 2) return undefined;
    const parts = word.split(/[-_.,‐‑/]/u).filter((part) => part.length > 0);
    if (parts.length > 1) {
      const found = parts.map((part) => this.#known(part));
      if (found.every((part) => part !== undefined)) {
        const content = found.filter((part) => part.source !== "function");
        const used = content.length > 0 ? content : found;
        return this.#pool(
          word,
          used.map((part) => part.vector),
          "phrase",
          used.flatMap((part) => part.of),
        );
      }
      return undefined;
    }
    return this.#variant(word, word.length > 4 ? derivedFrom(word) : [], 2) ?? this.#solid(word);
  }

  /** Two known words written as one (`moonglade`): the split whose rarer word is the most important. */
  #solid(word: string): WordVector | undefined {
    let best = 20_000;
    let found: readonly [number, number] | undefined;
    for (let at = 3; at <= word.length - 3; at++) {
      const first = this.#rows.get(word.slice(0, at));
      const end = word.slice(at);
      const second =
        this.#rows.get(end) ??
        baseForms(end)
          .map((base) => this.#rows.get(base))
          .find((i) => i !== undefined);
      if (first === undefined || second === undefined || Math.max(first, second) >= best) continue;
      best = Math.max(first, second);
      found = [first, second];
    }
    if (!found) return undefined;
    const of = found.map((i) => this.words[i]);
    return this.#pool(
      word,
      found.map((i) => this.#points.row(i)),
      "phrase",
      of,
    );
  }

  #pool(word: string, vectors: readonly Float32Array[], source: WordSource, of: readonly string[]): WordVector {
    const sum = new Float32Array(this.dimensions);
    for (const vector of vectors) addScaled(sum, vector, 1);
    addScaled(sum, direction(`whole ${word}`, this.dimensions), 0.1);
    return place(unit(sum), source, of);
  }

  #arithmetic(word: string): WordVector | undefined {
    const terms = parseArithmetic(word);
    if (!terms) return undefined;
    const sum = new Float32Array(this.dimensions);
    for (const { operator, word: operand, amount } of terms) {
      const { vector } = this.lookup(operand);
      if (operator === "~") {
        unit(sum);
        for (let i = 0; i < sum.length; i++) sum[i] *= 1 - amount;
        addScaled(sum, vector, amount);
      } else addScaled(sum, vector, operator === "+" ? amount : -amount);
    }
    return place(
      unit(sum),
      "arithmetic",
      terms.map((term) => term.word),
    );
  }

  /** The word it was meant to be, one slip away; else among those written alike, the less alike the more on its own. */
  #spelled(word: string): WordVector {
    const calm = word.replace(/(\p{L})\1{2,}/gu, "$1$1");
    const short = word.replace(/(\p{L})\1{2,}/gu, "$1");
    const held = calm === word ? undefined : (this.#known(calm) ?? this.#known(short));
    if (held) return this.#aside(word, held.vector, 0.05, held.of);
    const rowOf = (candidate: string): number | undefined => this.#rows.get(candidate);
    const meant = slips(word, rowOf);
    const base = meant.length > 0 ? meant : slips(baseForms(word)[0] ?? "", rowOf);
    if (base.length > 0) return this.#meant(word, base);
    return this.#alike(word);
  }

  /** Where the word that was meant is to be expected: between several when they are about equally likely. */
  #meant(word: string, candidates: readonly { readonly row: number; readonly probability: number }[]): WordVector {
    const sum = new Float32Array(this.dimensions);
    const likely = candidates.slice(0, 4);
    for (const { row: i, probability } of likely) addScaled(sum, this.#points.row(i), probability);
    const of = likely.filter(({ probability }) => probability >= 0.2).map(({ row: i }) => this.words[i]);
    return this.#aside(word, unit(sum), 0.05, of);
  }

  #alike(word: string): WordVector {
    const alike = this.#spelling.alike(bare(word), 10);
    const best = alike.length > 0 ? alike[0].similarity : 0;
    const sum = new Float32Array(this.dimensions);
    for (const { row: i, similarity } of alike) addScaled(sum, this.#points.row(i), (similarity / best) ** 5);
    const trust = Math.min(1, Math.max(0, (best - 0.3) / 0.4));
    const of = trust > 0 ? alike.slice(0, 3).map(({ row: i }) => this.words[i]) : [];
    const pooled = alike.length > 0 ? unit(sum) : sum;
    return this.#aside(word, pooled, 1 - 0.95 * trust, of);
  }

  /** Between a point and the place that the spelling alone decides; words that share letters share some of that place. */
  #aside(word: string, vector: Float32Array, share: number, of: readonly string[]): WordVector {
    const own = spellingPoint(word, this.dimensions);
    const sum = new Float32Array(this.dimensions);
    addScaled(sum, vector, 1 - share);
    addScaled(sum, unit(own), share);
    return place(unit(sum), "spelling", of);
  }
}
