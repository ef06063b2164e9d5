/** The generalised space: points sampled over a word space stand for its words, so that no vocabulary has to be chosen. */
import { matrix, pca, project, Random, row } from "../math";
import type { Matrix, WordSpace, WordVector } from "../types";
import { nearestRows } from "./nearest";
import { sobol, SOBOL_DIMENSIONS } from "./sobol";
import { addScaled, unit } from "./vectors";

export interface SampledOptions {
  /** How many points; 4,000 when left out. */
  readonly points?: number;
  /** 0: all of the space alike; 1: as thick as words stand in it. 0.5 when left out. */
  readonly language?: number;
  readonly seed?: number;
}

/** Words whose spread the sample takes after. */
const FITTED = 20_000;
/** A word goes to so many of its nearest points. */
const NEAR = 4;

/** Points that fill the principal axes evenly, each number brought to the words' own distribution along its axis. */
function allOfSpace(space: WordSpace, count: number): Matrix {
  const rows = Math.min(FITTED, space.vectors.rows);
  const sample = matrix(rows, space.dimensions, space.vectors.data.subarray(0, rows * space.dimensions));
  const axes = pca(sample, Math.min(SOBOL_DIMENSIONS, space.dimensions));
  const coordinates = project(axes, sample);
  const k = coordinates.columns;
  const sorted = Array.from({ length: k }, (_, c) =>
    Float32Array.from({ length: rows }, (_unused, r) => coordinates.data[r * k + c]).sort(),
  );
  const even = sobol(count, k);
  const out = matrix(count, space.dimensions);
  for (let n = 0; n < count; n++) {
    const point = row(out, n);
    point.set(axes.mean);
    for (let c = 0; c < k; c++) {
      const at = even[n * k + c] * (rows - 1);
      const low = Math.floor(at);
      const value = sorted[c][low] + (sorted[c][Math.min(rows - 1, low + 1)] - sorted[c][low]) * (at - low);
      addScaled(point, row(axes.components, c), value);
    }
    unit(point);
  }
  return out;
}

/** Points between two near words: as thick as language is, but on no word. */
function languageShaped(space: WordSpace, count: number, seed: number): Matrix {
  const random = new Random(seed);
  const rows = Math.min(FITTED, space.vectors.rows);
  const out = matrix(count, space.dimensions);
  for (let n = 0; n < count; n++) {
    const one = row(space.vectors, random.below(rows));
    let best = one;
    let most = -1;
    for (let tries = 0; tries < 32; tries++) {
      const other = row(space.vectors, random.below(rows));
      let dot = 0;
      for (let i = 0; i < other.length; i++) dot += one[i] * other[i];
      if (dot > most && dot < 0.999) {
        most = dot;
        best = other;
      }
    }
    const share = random.next() / 2;
    const point = row(out, n);
    addScaled(point, one, 1 - share);
    addScaled(point, best, share);
    unit(point);
  }
  return out;
}

/** Learns from sampled points in place of words: row i of `vectors` is the point named words[i]. */
export function sampledSpace(space: WordSpace, options: SampledOptions = {}): WordSpace {
  const count = Math.max(16, Math.round(options.points ?? 4000));
  const language = Math.min(1, Math.max(0, options.language ?? 0.5));
  const shaped = Math.round(count * language);
  const vectors = matrix(count, space.dimensions);
  vectors.data.set(languageShaped(space, shaped, options.seed ?? 1).data, 0);
  vectors.data.set(allOfSpace(space, count - shaped).data, shaped * space.dimensions);
  const words = Array.from({ length: count }, (_, i) => `point_${i + 1}`);
  const rowOf = new Map(words.map((word, i) => [word, i]));
  const memory = new WeakMap<WordVector, WordVector>();
  const toPoints = (found: WordVector): WordVector => {
    const sum = new Float32Array(space.dimensions);
    for (const near of nearestRows(vectors, found.vector, NEAR)) {
      addScaled(sum, row(vectors, near.row), Math.max(0.01, near.similarity) ** 4);
    }
    return { ...found, vector: unit(sum) };
  };
  const { inContext } = space;
  return {
    name: `sampled from ${space.name}`,
    dimensions: space.dimensions,
    words,
    vectors,
    lookup: (token) => {
      const own = rowOf.get(token);
      if (own !== undefined) return { vector: row(vectors, own), source: "known", of: [token] };
      const found = space.lookup(token);
      let moved = memory.get(found);
      if (!moved) {
        moved = toPoints(found);
        memory.set(found, moved);
      }
      return moved;
    },
    // Points have no meaning by themselves: their neighbours are words.
    nearest: (vector, n) => space.nearest(vector, n),
    ...(space.prepare && { prepare: space.prepare }),
    ...(inContext && { inContext: async (line) => (await inContext(line)).map(toPoints) }),
  };
}
