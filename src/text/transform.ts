/** A word space seen through a fitted transformation: centred, without its dominant directions, under another metric. */
import { columnMoments, matrix, pca, row } from "../math";
import type { Matrix, WordSpace, WordVector } from "../types";
import { nearestRows } from "./nearest";
import { direction, unit } from "./vectors";

/** Distances by name; each is realised as a geometry in which the cosine orders pairs as that distance does. */
export const METRICS = ["cosine", "euclidean", "mahalanobis", "rbf"] as const;
export type Metric = (typeof METRICS)[number];

export interface TransformOptions {
  /** Subtract the mean of all words. */
  readonly centre?: boolean;
  /** Take out so many dominant directions (Mu & Viswanath 2018: about a hundredth of the dimensions). */
  readonly remove?: number;
  readonly metric?: Metric;
  /** Of the RBF kernel exp(−gamma · |a − b|²); 1 when left out. */
  readonly gamma?: number;
}

/** Numbers in, numbers out; the result has unit length. */
type Map = (vector: Float32Array) => Float32Array;

/** Rows fitted on: the most important words speak for all. */
const FITTED = 20_000;

function removal(vectors: Matrix, options: TransformOptions): Map {
  const rows = Math.min(FITTED, vectors.rows);
  const sample = matrix(rows, vectors.columns, vectors.data.subarray(0, rows * vectors.columns));
  const mean = options.centre ? columnMoments(sample).mean : new Float64Array(vectors.columns);
  const count = Math.min(options.remove ?? 0, vectors.columns - 1);
  const axes = count > 0 ? pca(sample, count).components : matrix(0, vectors.columns);
  return (vector) => {
    const out = Float32Array.from(vector, (x, i) => x - mean[i]);
    for (let a = 0; a < axes.rows; a++) {
      const axis = row(axes, a);
      let dot = 0;
      for (let i = 0; i < out.length; i++) dot += out[i] * axis[i];
      for (let i = 0; i < out.length; i++) out[i] -= dot * axis[i];
    }
    return unit(out);
  };
}

/** Mahalanobis: along the principal axes, each divided by its deviation, every pair is as far as the words' spread says. */
function whitening(vectors: Matrix): Map {
  const rows = Math.min(FITTED, vectors.rows);
  const sample = matrix(rows, vectors.columns, vectors.data.subarray(0, rows * vectors.columns));
  const { mean, components, variances } = pca(sample, vectors.columns);
  const floor = variances[0] * 1e-6;
  return (vector) => {
    const out = new Float32Array(components.rows);
    for (let k = 0; k < out.length; k++) {
      const axis = row(components, k);
      let dot = 0;
      for (let i = 0; i < vector.length; i++) dot += (vector[i] - mean[i]) * axis[i];
      out[k] = variances[k] > floor ? dot / Math.sqrt(variances[k]) : 0;
    }
    return unit(out);
  };
}

/** RBF: random Fourier components, whose dot products tend to the kernel's values (Rahimi & Recht 2007). */
function kernelMap(dimensions: number, gamma: number): Map {
  const half = Math.max(64, dimensions);
  const waves = Array.from({ length: half }, (_, i) => {
    const wave = direction(`rbf ${i}`, dimensions);
    // A unit direction times the length of a normal vector is a normal vector, near enough for many dimensions.
    const length = Math.sqrt(2 * gamma * dimensions);
    return wave.map((x) => x * length);
  });
  return (vector) => {
    const out = new Float32Array(2 * half);
    waves.forEach((wave, k) => {
      let phase = 0;
      for (let i = 0; i < dimensions; i++) phase += wave[i] * vector[i];
      out[2 * k] = Math.cos(phase);
      out[2 * k + 1] = Math.sin(phase);
    });
    return unit(out);
  };
}

function mapOf(vectors: Matrix, options: TransformOptions): Map {
  const plain = removal(vectors, options);
  const metric = options.metric ?? "cosine";
  if (metric === "rbf") {
    const kernel = kernelMap(vectors.columns, options.gamma ?? 1);
    return (vector) => kernel(plain(vector));
  }
  if (metric !== "mahalanobis") return plain;
  const moved = matrix(Math.min(FITTED, vectors.rows), vectors.columns);
  for (let r = 0; r < moved.rows; r++) row(moved, r).set(plain(row(vectors, r)));
  const white = whitening(moved);
  return (vector) => white(plain(vector));
}

/** Wraps a space; tokens are looked up in it and then moved. The same space comes back when nothing is asked for. */
export function transformSpace(space: WordSpace, options: TransformOptions): WordSpace {
  const metric = options.metric ?? "cosine";
  if (!options.centre && !(options.remove ?? 0) && (metric === "cosine" || metric === "euclidean")) return space;
  const map = mapOf(space.vectors, options);
  const dimensions = map(row(space.vectors, 0)).length;
  const vectors = matrix(space.vectors.rows, dimensions);
  for (let r = 0; r < vectors.rows; r++) row(vectors, r).set(map(row(space.vectors, r)));
  const memory = new WeakMap<WordVector, WordVector>();
  const { prepare, inContext } = space;
  return {
    name: `${space.name} (${metric})`,
    dimensions,
    words: space.words,
    vectors,
    lookup: (token) => {
      const found = space.lookup(token);
      let moved = memory.get(found);
      if (!moved) {
        moved = { ...found, vector: map(found.vector) };
        memory.set(found, moved);
      }
      return moved;
    },
    nearest: (vector, n) =>
      nearestRows(vectors, vector, n).map((found) => ({ word: space.words[found.row], similarity: found.similarity })),
    ...(prepare && { prepare }),
    ...(inContext && {
      inContext: async (line) => (await inContext(line)).map((found) => ({ ...found, vector: map(found.vector) })),
    }),
  };
}
