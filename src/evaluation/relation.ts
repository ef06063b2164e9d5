/** How well distances between sounds follow distances between words: rho, near-triplets, overlap of neighbours. */
import { dot, spearman, squaredDistance } from "../math";
import type { Matrix } from "../types";

const NEAR = 10;

/** See docs/mapping.md, "How the relation is measured". */
export interface Relation {
  /** Spearman's correlation over all pairs of words, −1..1. */
  readonly rho: number;
  /** Share of triplets (a, one of a's 10 nearest, any other) in the right order, ties half; 0.5 is chance. */
  readonly nearTriplets: number;
  /** Shared 10-nearest neighbours, 0..1; equal distances in the order of the words. */
  readonly overlap10: number;
}

/**
 * Row i of `words` (unit length, cosine) sounds like row i of `sounds` (Euclid). Fewer than three words say nothing:
 * all scores are 0. Time and memory grow with the square of the words.
 */
export function measureRelation(words: Matrix, sounds: Matrix): Relation {
  const n = words.rows;
  if (n < 3) return { rho: 0, nearTriplets: 0, overlap10: 0 };
  const wordDistance = allDistances(n, (i, j) => 1 - cosine(words, i, j));
  const soundDistance = allDistances(n, (i, j) => {
    const d = sounds.columns;
    return Math.sqrt(squaredDistance(sounds.data, i * d, sounds.data, j * d, d));
  });
  const pairs = (n * (n - 1)) / 2;
  const a = new Float64Array(pairs);
  const b = new Float64Array(pairs);
  for (let i = 0, p = 0; i < n; i++)
    for (let j = i + 1; j < n; j++, p++) {
      a[p] = wordDistance[i * n + j];
      b[p] = soundDistance[i * n + j];
    }
  const near = Math.min(NEAR, n - 2);
  let right = 0;
  let shared = 0;
  for (let i = 0; i < n; i++) {
    const nearWords = nearest(wordDistance, n, i, near);
    const nearSounds = new Set(nearest(soundDistance, n, i, near));
    for (const j of nearWords) {
      if (nearSounds.has(j)) shared++;
      const d = soundDistance[i * n + j];
      for (let k = 0; k < n; k++) {
        if (k === i || k === j) continue;
        const other = soundDistance[i * n + k];
        right += d < other ? 1 : d === other ? 0.5 : 0;
      }
    }
  }
  return {
    rho: spearman(a, b),
    nearTriplets: right / (n * near * (n - 2)),
    overlap10: shared / (n * near),
  };
}

function cosine(m: Matrix, i: number, j: number): number {
  const d = m.columns;
  const ii = dot(m.data, i * d, m.data, i * d, d);
  const jj = dot(m.data, j * d, m.data, j * d, d);
  return ii > 0 && jj > 0 ? dot(m.data, i * d, m.data, j * d, d) / Math.sqrt(ii * jj) : 0;
}

function allDistances(n: number, distance: (i: number, j: number) => number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const d = distance(i, j);
      out[i * n + j] = d;
      out[j * n + i] = d;
    }
  return out;
}

/** The k others nearest to i, of equals the first. */
function nearest(distances: Float64Array, n: number, i: number, k: number): number[] {
  const others: number[] = [];
  for (let j = 0; j < n; j++) if (j !== i) others.push(j);
  return others.sort((a, b) => distances[i * n + a] - distances[i * n + b] || a - b).slice(0, k);
}
