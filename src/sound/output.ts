/** What becomes of an encoder's vectors before they are compared: aggregated in time, reduced, brought to length 1. */
import { columnMoments, matrix, pca, project, row, standardise, takeRows } from "../math";
import type { Matrix } from "../types";
import { numberFrom, oneOf, type OptionTable } from "./options";

/** How several vectors of one unit become one; none: side by side in time, repeated where there are fewer. */
export const AGGREGATIONS = ["mean", "max", "median", "none"] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/**
 * How points are compared: by straight lines that count by how crowded their ends are (reach.ts; when nothing is said), by
 * straight lines as they are, as angles, or by inner product (more is nearer).
 */
const METRICS = ["local", "euclid", "cosine", "inner"] as const;
export type SearchMetric = (typeof METRICS)[number];

/** The options that every encoder takes. */
export interface OutputOptions {
  /** Dimensions kept of the standardised vectors; 0: all, as they are. */
  readonly pca: number;
  /** Every vector is brought to length 1. */
  readonly l2: "yes" | "no";
  readonly metric: SearchMetric;
  /** How much the encoder counts beside others ("+"). */
  readonly weight: number;
}

export const OUTPUT_OPTIONS: OptionTable<OutputOptions> = {
  pca: numberFrom(0, 1024, true),
  l2: oneOf(["yes", "no"]),
  metric: oneOf(METRICS),
  weight: numberFrom(0, 100),
};

/** Rows that the projection is fitted on, at most, evenly spread. */
const FITTED = 4000;
/** Vectors side by side at most. */
const LAID = 8;

/** Vectors of one unit to one vector; `width`: vectors laid side by side by "none" (at most 8). */
export function aggregate(looks: readonly Float32Array[], how: Aggregation, width = LAID): Float32Array {
  const [first] = looks;
  if (how === "none") {
    const count = Math.min(width, LAID);
    const out = new Float32Array(first.length * count);
    // Fewer are repeated from the start; more are taken evenly spread.
    for (let i = 0; i < count; i++) {
      const k = looks.length <= count ? i % looks.length : Math.floor((i * looks.length) / count);
      out.set(looks[k], i * first.length);
    }
    return out;
  }
  if (looks.length === 1) return first;
  return first.map((_, c) => {
    if (how === "max") return looks.reduce((most, look) => Math.max(most, look[c]), -Infinity);
    if (how === "mean") return looks.reduce((sum, look) => sum + look[c], 0) / looks.length;
    const sorted = Float64Array.from(looks, (look) => look[c]).sort();
    const half = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  });
}

/** Standardised, the largest `kept` principal axes of it. Deterministic. */
function reduce(vectors: Matrix, kept: number): Matrix {
  const standard = standardise(vectors, columnMoments(vectors));
  const step = Math.max(1, Math.ceil(standard.rows / FITTED));
  const sample = Array.from({ length: Math.ceil(standard.rows / step) }, (_, i) => i * step);
  return project(pca(takeRows(standard, sample), kept), standard);
}

/** Cosine is the Euclid of vectors of length 1: points always lie by Euclid, but for `inner`. */
export function finishVectors(vectors: Matrix, { pca: kept = 0, l2 = "no", metric }: Partial<OutputOptions>): Matrix {
  const reduced = kept > 0 ? reduce(vectors, kept) : vectors;
  return l2 === "yes" || metric === "cosine" ? unitLength(reduced) : reduced;
}

function unitLength(vectors: Matrix): Matrix {
  const out = matrix(vectors.rows, vectors.columns);
  for (let r = 0; r < out.rows; r++) {
    const from = row(vectors, r);
    const length = Math.sqrt(from.reduce((sum, x) => sum + x * x, 0));
    if (length > 0) row(out, r).set(from.map((x) => x / length));
  }
  return out;
}
