/**
 * Distances by local scaling: how far is far depends on where one is. Every point has a reach, the mean distance to its 30
 * nearest; a distance is divided by both reaches to the power 0.7. Points in the crowd no longer stand in everybody's list
 * (hubs), and those far from everything are still somebody's neighbours. After Zelnik-Manor and Perona 2004 (power 1/2,
 * the k-th neighbour); against hubs Schnitzer et al. 2012. Power and number: the least powers and numbers that left no
 * sound of a general collection unreached. For lists of near units only: points and maps stay as they are.
 */
import { kNearest, row, takeRows } from "../math";
import type { Matrix } from "../types";

const NEIGHBOURS = 30;
const POWER = 0.7;
/** Points that reaches are measured against, at most, evenly spread: keeps a search bounded in a large corpus. */
const REFERENCES = 4000;
/** Equal sounds have no reach: division by it must stay finite. */
const LEAST = 1e-9;

/** The reach of a point whose distances to the others are these (any order). */
export function reachOf(distances: Iterable<number>): number {
  const near = Float64Array.from(distances).sort().subarray(0, NEIGHBOURS);
  return Math.max(LEAST, near.reduce((sum, x) => sum + x, 0) / Math.max(1, near.length));
}

/** A distance seen from both its ends. */
export const scaledDistance = (distance: number, a: number, b: number): number => distance / (a * b) ** POWER;

/** Reaches of the rows of one matrix, by Euclid, measured when first asked for. */
class Reaches {
  readonly #vectors: Matrix;
  readonly #step: number;
  readonly #references: Matrix;
  readonly #known: Float64Array;

  constructor(vectors: Matrix) {
    this.#vectors = vectors;
    this.#step = Math.max(1, Math.ceil(vectors.rows / REFERENCES));
    const rows = Array.from({ length: Math.ceil(vectors.rows / this.#step) }, (_, i) => i * this.#step);
    this.#references = this.#step === 1 ? vectors : takeRows(vectors, rows);
    this.#known = new Float64Array(vectors.rows);
  }

  of(unit: number): number {
    if (this.#known[unit] > 0) return this.#known[unit];
    const itself = unit % this.#step === 0 ? unit / this.#step : -1;
    const { squared } = kNearest(this.#references, row(this.#vectors, unit), NEIGHBOURS, 0, itself);
    return (this.#known[unit] = reachOf(squared.map(Math.sqrt)));
  }
}

const measured = new WeakMap<Matrix, Reaches>();

/** The reaches of that matrix's rows; kept as long as it is. */
export function reachesOf(vectors: Matrix): Reaches {
  let reaches = measured.get(vectors);
  if (!reaches) measured.set(vectors, (reaches = new Reaches(vectors)));
  return reaches;
}
