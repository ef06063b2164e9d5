/** Synthetic spaces for the tests of mappings: seeded, small, with the shapes of the real ones. */
import { hashString, matrix, Random, row } from "../../src/math";
import type { Job, Matrix, SoundSpace, WordSpace } from "../../src/types";

/** A job that reports to nobody and is never cancelled. */
export const quiet = (seed = 1): Job => ({ seed, progress: () => undefined, breathe: () => Promise.resolve() });

/** Gaussian clusters: rows × columns, `clusters` centres of deviation 1, spread `noise` about them. */
export function clustered(rows: number, columns: number, clusters: number, noise: number, seed: number): Matrix {
  const random = new Random(seed);
  const centres = matrix(clusters, columns);
  for (let i = 0; i < centres.data.length; i++) centres.data[i] = random.normal();
  const out = matrix(rows, columns);
  for (let r = 0; r < rows; r++) {
    const centre = row(centres, random.below(clusters));
    for (let c = 0; c < columns; c++) out.data[r * columns + c] = centre[c] + noise * random.normal();
  }
  return out;
}

/** A word space over the rows of `vectors` (normalised here): words w0, w1, …; others get a hashed vector. */
export function wordSpace(vectors: Matrix): WordSpace {
  const d = vectors.columns;
  const unit = matrix(vectors.rows, d);
  for (let r = 0; r < vectors.rows; r++) {
    const norm = Math.hypot(...row(vectors, r)) || 1;
    row(unit, r).set(row(vectors, r).map((x) => x / norm));
  }
  const words = Array.from({ length: vectors.rows }, (_, i) => `w${i}`);
  const at = new Map(words.map((word, i) => [word, i]));
  return {
    name: "synthetic",
    dimensions: d,
    words,
    vectors: unit,
    lookup(token) {
      const i = at.get(token);
      if (i !== undefined) return { vector: row(unit, i), source: "known", of: [token] };
      const random = new Random(hashString(token));
      const v = Float32Array.from({ length: d }, () => random.normal());
      const norm = Math.hypot(...v);
      return { vector: v.map((x) => x / norm), source: "spelling", of: [] };
    },
    nearest(vector, n) {
      const found = words.map((word, i) => ({
        word,
        similarity: row(unit, i).reduce((s, x, c) => s + x * vector[c], 0),
      }));
      return found.sort((a, b) => b.similarity - a.similarity).slice(0, n);
    },
  };
}

/** A sound space whose vectors, descriptors and ear are the given points. */
export function soundSpace(points: Matrix): SoundSpace {
  const descriptorNames = Array.from({ length: points.columns }, (_, i) => `d${i}`);
  return { name: "synthetic", vectors: points, descriptors: points, descriptorNames, ear: points };
}
