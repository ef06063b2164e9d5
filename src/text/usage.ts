/** How words are used in a text: what stands near each of them, as a vector in a given space. */
import type { Job } from "../types";
import type { Reading } from "./reading";
import { addScaled, unit } from "./vectors";

/** Words up to so many places away count as company. */
const REACH = 6;
/** Rare company is smoothed by this power, or one chance meeting would outweigh a habit. */
const SMOOTH = 0.75;

/** The words that one word meets: `weights[other]` for each of `others`, their sum `met`. Valid until the next is asked for. */
interface Company {
  readonly others: readonly number[];
  readonly weights: Float64Array;
  readonly met: number;
}

const NOBODY: Company = { others: [], weights: new Float64Array(0), met: 0 };

/** Looks every word's company up in the text; those of which `counts` says no keep no company with others. */
class Companies {
  readonly #sequence: Int32Array;
  readonly #counts: readonly boolean[];
  /** Where each word stands: its places are #places[#starts[w]] … #places[#starts[w + 1] − 1]. */
  readonly #starts: Int32Array;
  readonly #places: Int32Array;
  readonly #weights: Float64Array;
  readonly #others: number[] = [];

  constructor({ words, sequence }: Reading, counts: readonly boolean[]) {
    this.#sequence = sequence;
    this.#counts = counts;
    this.#weights = new Float64Array(words.length);
    const starts = new Int32Array(words.length + 1);
    for (const word of sequence) if (word >= 0) starts[word + 1]++;
    for (let w = 0; w < words.length; w++) starts[w + 1] += starts[w];
    const next = starts.slice();
    this.#places = new Int32Array(starts[words.length]);
    sequence.forEach((word, i) => {
      if (word >= 0) this.#places[next[word]++] = i;
    });
    this.#starts = starts;
  }

  of(word: number): Company {
    const others = this.#others;
    const weights = this.#weights;
    for (const other of others) weights[other] = 0;
    others.length = 0;
    let met = 0;
    for (let p = this.#starts[word]; p < this.#starts[word + 1]; p++) {
      const at = this.#places[p];
      const last = Math.min(this.#sequence.length - 1, at + REACH);
      for (let i = Math.max(0, at - REACH); i <= last; i++) {
        const other = this.#sequence[i];
        if (other < 0 || other === word || !this.#counts[other]) continue;
        const weight = 1 / Math.abs(i - at);
        if (weights[other] === 0) others.push(other);
        weights[other] += weight;
        met += weight;
      }
    }
    return { others, weights, met };
  }
}

/**
 * u(w) = Σ √weight · PPMI(w, c) · point(c) over the company c that w keeps, unit length; undefined where it keeps none, or
 * is not wanted. Words without a point keep no company with others.
 */
export async function usageVectors(
  reading: Reading,
  points: readonly (Float32Array | undefined)[],
  wanted: (word: number) => boolean,
  job: Job,
): Promise<(Float32Array | undefined)[]> {
  const { words } = reading;
  const companies = new Companies(
    reading,
    words.map((word, w) => word.content && points[w] !== undefined),
  );
  const smooth = new Float64Array(words.length);
  for (let w = 0; w < words.length; w++) {
    const { others, weights } = companies.of(w);
    for (const other of others) smooth[other] += weights[other];
    if ((w & 255) === 0) await job.breathe();
  }
  let total = 0;
  for (let w = 0; w < words.length; w++) total += smooth[w] = Math.pow(smooth[w], SMOOTH);
  const found: (Float32Array | undefined)[] = [];
  for (let w = 0; w < words.length; w++) {
    let sum: Float32Array | undefined;
    const { others, weights, met } = wanted(w) ? companies.of(w) : NOBODY;
    for (const other of others) {
      const point = points[other];
      const information = Math.log(weights[other] / met / (smooth[other] / total));
      if (!point || !(information > 0)) continue;
      sum ??= new Float32Array(point.length);
      addScaled(sum, point, information * Math.sqrt(weights[other]));
    }
    found.push(sum && unit(sum));
    if ((w & 127) === 0) {
      job.progress(w / words.length, "weighing the company of words");
      await job.breathe();
    }
  }
  return found;
}
