/** Collects the first N different words of a vector file, folded, as rows of unit length. */
import { matrix } from "../../math";
import type { Matrix } from "../../types";
import { fold } from "../fold";

/** What a file gave; `notes` are sentences for the performer about what was not as it should be. */
export interface FileRows {
  readonly words: string[];
  readonly vectors: Matrix;
  readonly notes: string[];
  readonly beyond?: (token: string) => Float32Array | undefined;
}

export class RowCollector {
  readonly words: string[] = [];
  readonly dimensions: number;
  readonly #most: number;
  readonly #known = new Set<string>();
  #data: Float32Array;
  #empty = 0;

  constructor(dimensions: number, most: number) {
    this.dimensions = dimensions;
    this.#most = most;
    this.#data = new Float32Array(dimensions * Math.min(most, 4096));
  }

  get full(): boolean {
    return this.words.length >= this.#most;
  }

  /** Takes a row unless its folded word came before (files are sorted by frequency) or its numbers are unusable. */
  add(word: string, numbers: ArrayLike<number>): boolean {
    const key = fold(word.trim()).replace(/\s+/gu, "_");
    if (this.full || key.length === 0 || this.#known.has(key)) return false;
    let squares = 0;
    for (let i = 0; i < this.dimensions; i++) squares += numbers[i] * numbers[i];
    if (!(squares > 0) || !Number.isFinite(squares)) {
      this.#empty++;
      return false;
    }
    const at = this.words.length * this.dimensions;
    if (at + this.dimensions > this.#data.length) {
      const grown = new Float32Array(Math.min(this.#data.length * 2, this.#most * this.dimensions));
      grown.set(this.#data);
      this.#data = grown;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let i = 0; i < this.dimensions; i++) this.#data[at + i] = numbers[i] * scale;
    this.#known.add(key);
    this.words.push(key);
    return true;
  }

  /** Throws one sentence when nothing was collected. */
  finish(file: string, notes: readonly string[]): FileRows {
    if (this.words.length === 0)
      throw new Error(`${file} holds no word vector. Choose a word2vec, GloVe or fastText file.`);
    const empty = this.#empty > 0 ? [`${file}: ${this.#empty} words without usable numbers were left out.`] : [];
    const used = this.#data.slice(0, this.words.length * this.dimensions);
    return {
      words: this.words,
      vectors: matrix(this.words.length, this.dimensions, used),
      notes: [...notes, ...empty],
    };
  }
}
