/** From how words are used to what they mean: a linear map learned from the words that both text and space know. */
import { matrix } from "../math";
import type { Job, Matrix } from "../types";
import { solveSymmetric } from "./ridge";
import { addScaled, unit } from "./vectors";

/** A word to learn from. */
export interface UsedWord {
  readonly usage: Float32Array;
  readonly meaning: Float32Array;
  readonly weight: number;
}

/** How strongly the map is held to a plain identity, in words met once: a poem has too few words to fit one. */
const HELD = 200;
/** Nearly all of a prediction may be the word's own pull on the map, but what is left must be more than rounding. */
const MOST_OWN = 0.95;

/** Weighted means, drawn to 0 where little is known. */
function meanOf(words: readonly UsedWord[], of: (word: UsedWord) => Float32Array, k: number): Float32Array {
  const sum = new Float32Array(k);
  let total = HELD;
  for (const word of words) {
    addScaled(sum, of(word), word.weight);
    total += word.weight;
  }
  return sum.map((x) => x / total);
}

/** meaning − mean ≈ (usage − mean) · M, by ridge regression toward the identity. Immutable. */
export class UsageMap {
  readonly #map: Matrix;
  /** Lower triangle L with L·Lᵀ = Σ weight · x·xᵀ + HELD · 1. */
  readonly #factor: Float64Array;
  readonly #usage: Float32Array;
  readonly #meaning: Float32Array;

  private constructor(map: Matrix, factor: Float64Array, usage: Float32Array, meaning: Float32Array) {
    this.#map = map;
    this.#factor = factor;
    this.#usage = usage;
    this.#meaning = meaning;
  }

  /** Takes words × k² steps. Rejects only when cancelled. */
  static async fit(words: readonly UsedWord[], k: number, job: Job): Promise<UsageMap> {
    const usage = meanOf(words, (word) => word.usage, k);
    const meaning = meanOf(words, (word) => word.meaning, k);
    const left = new Float64Array(k * k);
    const right = new Float64Array(k * k);
    for (let i = 0; i < k; i++) left[i * k + i] = right[i * k + i] = HELD;
    const x = new Float64Array(k);
    const y = new Float64Array(k);
    for (const [n, word] of words.entries()) {
      for (let i = 0; i < k; i++) {
        x[i] = word.usage[i] - usage[i];
        y[i] = word.meaning[i] - meaning[i];
      }
      for (let i = 0; i < k; i++) {
        const weighed = x[i] * word.weight;
        const at = i * k;
        // The solver reads the lower triangle only.
        for (let j = 0; j <= i; j++) left[at + j] += weighed * x[j];
        for (let j = 0; j < k; j++) right[at + j] += weighed * y[j];
      }
      if ((n & 63) === 0) {
        job.progress(n / words.length, "learning what the text's company means");
        await job.breathe();
      }
    }
    const solved = solveSymmetric(left, right, k);
    return new UsageMap(matrix(k, k, Float32Array.from(solved)), left, usage, meaning);
  }

  /** Where a word that was not learned from belongs; unit length. */
  meaningOf(usage: Float32Array): Float32Array {
    return unit(this.#predict(usage));
  }

  /** Where a word belongs that was learned from, had it not been: else it would confirm itself. Unit length. */
  meaningWithout({ usage, meaning, weight }: UsedWord): Float32Array {
    const out = this.#predict(usage);
    const own = Math.min(MOST_OWN, this.#leverage(usage) * weight);
    // Leaving a word out of a ridge regression moves its prediction in closed form (Allen 1974).
    for (let i = 0; i < out.length; i++) out[i] = (out[i] - own * meaning[i]) / (1 - own);
    return unit(out);
  }

  #predict(usage: Float32Array): Float32Array {
    const { rows, columns, data } = this.#map;
    const out = Float64Array.from(this.#meaning);
    for (let i = 0; i < rows; i++) {
      const x = usage[i] - this.#usage[i];
      const at = i * columns;
      for (let j = 0; j < columns; j++) out[j] += x * data[at + j];
    }
    return Float32Array.from(out);
  }

  /** xᵀ · (L·Lᵀ)⁻¹ · x. */
  #leverage(usage: Float32Array): number {
    const k = usage.length;
    const factor = this.#factor;
    const solved = new Float64Array(k);
    let sum = 0;
    for (let i = 0; i < k; i++) {
      const at = i * k;
      let x = usage[i] - this.#usage[i];
      for (let j = 0; j < i; j++) x -= factor[at + j] * solved[j];
      x /= factor[at + i];
      solved[i] = x;
      sum += x * x;
    }
    return sum;
  }
}
