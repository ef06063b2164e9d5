/** The words of a performance: typed, waiting, sounding, heard. Pure; what the stage draws. */
import type { Touch } from "../input";
import type { PlacedWord } from "../protocol";
import type { Deed } from "./history";

export interface Word {
  /** Counts up from 0 in the order of typing. */
  readonly key: number;
  readonly token: string;
  /** As typed, punctuation included. */
  readonly shown: string;
  readonly line: number;
  state: "waiting" | "sounding" | "heard" | "failed";
  placed?: PlacedWord;
  /** How it was typed; what it adds to the sound. */
  touch?: Touch;
  /** Half-typed: it whispers, and does not stand among the words. */
  readonly whisper?: true;
}

/** At most this many words are drawn: so many before the newest sounding word, so many after it. */
const BEFORE = 140;
const AFTER = 60;

/** Everything typed, and which cloud belongs to which word. */
export class Words {
  readonly #words: Word[] = [];
  readonly #clouds = new Map<number, Word>();
  #line = 0;
  #focus = 0;
  #keys = 0;
  /** The lowest line that ever had a word. */
  #lowest = -1;

  get all(): readonly Word[] {
    return this.#words;
  }

  /** The line being typed; lines are voices. */
  get line(): number {
    return this.#line;
  }

  /** The words that have sounded or sound now, and are to be drawn. */
  get shown(): readonly Word[] {
    const at = this.#words.findLastIndex(({ key }) => key <= this.#focus);
    return this.#words.slice(Math.max(0, at - BEFORE), at + AFTER);
  }

  add(token: string, shown: string): Word {
    this.#lowest = Math.max(this.#lowest, this.#line);
    const word: Word = { key: this.#keys++, token, shown, line: this.#line, state: "waiting" };
    this.#words.push(word);
    return word;
  }

  /** A word that is still being typed: never drawn by itself. */
  whisper(token: string): Word {
    return { key: -1, token, shown: token, line: this.#line, state: "waiting", whisper: true };
  }

  /** The word of a keyboard's key, so many words from the first; each word has one key, again and again. */
  ofKey(offset: number): Word | undefined {
    const words = [...new Map(this.#words.map((word) => [word.token.toLowerCase(), word])).values()];
    return words[((offset % words.length) + words.length) % words.length];
  }

  /** The key of a word, counted as `ofKey` counts. */
  keyOf({ token }: Word): number {
    const tokens = new Set(this.#words.map((word) => word.token.toLowerCase()));
    return Math.max(0, [...tokens].indexOf(token.toLowerCase()));
  }

  /** Typing these words, as something to be undone. */
  deed(words: readonly Word[]): Deed {
    return {
      label: words.length === 1 ? `"${words[0].shown}"` : `${words.length} words`,
      undo: () => {
        for (const word of words) this.remove(word);
      },
      redo: () => {
        for (const word of words) this.putBack(word);
      },
    };
  }

  /** Whether the word still stands in the text. */
  has(word: Word): boolean {
    return this.#words.includes(word);
  }

  /** Ends the line, unless nothing stands on it yet: a new one begins below all others. */
  endLine(): void {
    // From the end: the line being typed is nearly always the last, and a paste asks this once a line.
    if (this.#words.findLast(({ line }) => line === this.#line)) this.#line = this.#lowest + 1;
  }

  /** What is typed next belongs to that line. */
  goTo(line: number): void {
    this.#line = line;
  }

  inLine(line: number): readonly Word[] {
    return this.#words.filter((word) => word.line === line);
  }

  /** The tokens before a word on its line. */
  before(word: Word): readonly string[] {
    const line = this.inLine(word.line);
    const at = line.indexOf(word);
    return line.slice(0, at < 0 ? line.length : at).map(({ token }) => token);
  }

  /** Takes the last word of the line back, to be typed again; of an empty line, that of the line above. */
  takeBack(): Word | undefined {
    const at = this.#words.findLastIndex(({ line }) => line <= this.#line);
    if (at < 0) return undefined;
    const [word] = this.#words.splice(at, 1);
    this.#line = word.line;
    return word;
  }

  /** Puts a word back where it was taken from. */
  putBack(word: Word): void {
    const at = this.#words.findIndex(({ key }) => key > word.key);
    this.#words.splice(at < 0 ? this.#words.length : at, 0, word);
    this.#line = word.line;
  }

  /** Takes a word away. */
  remove(word: Word): void {
    const at = this.#words.indexOf(word);
    if (at >= 0) this.#words.splice(at, 1);
  }

  clear(): void {
    this.#words.length = 0;
    this.#clouds.clear();
    this.#lowest = -1;
    this.#line = 0;
    this.#focus = 0;
  }

  /** Draws the end of the text. */
  showLast(): void {
    this.#focus = this.#keys;
  }

  /** That cloud belongs to that word from now on. */
  bind(cloud: number, word: Word): void {
    this.#clouds.set(cloud, word);
  }

  /** The word whose cloud this is, while it sounds. */
  of(cloud: number): Word | undefined {
    return this.#clouds.get(cloud);
  }

  started(cloud: number): Word | undefined {
    const word = this.#clouds.get(cloud);
    if (!word) return undefined;
    word.state = "sounding";
    if (!word.whisper) this.#focus = word.key;
    return word;
  }

  ended(cloud: number): void {
    const word = this.#clouds.get(cloud);
    this.#clouds.delete(cloud);
    // The same word may sound again from a later cloud.
    if (word && ![...this.#clouds.values()].includes(word)) word.state = "heard";
  }
}

/** A colour of its own for every sound: the hue (degrees) is made from the file's name. */
export function hueOf(file: string): number {
  let hash = 2166136261;
  for (let i = 0; i < file.length; i++) hash = Math.imul(hash ^ file.charCodeAt(i), 16777619);
  return ((hash >>> 0) % 3600) / 10;
}
