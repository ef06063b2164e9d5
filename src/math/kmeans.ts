/** Seeded k-means with k-means++ starts. */
import type { Matrix } from "../types";
import { matrix, row, squaredDistance } from "./matrix";
import { nearestRow } from "./nearest";
import { Random } from "./random";

/** Centres (one a row) and each row's centre. */
export interface Clusters {
  readonly centres: Matrix;
  readonly of: Int32Array;
  /** Sum of squared distances to the centres. */
  readonly inertia: number;
}

/**
 * Best of `starts` runs of at most `iterations` Lloyd steps (Arthur and Vassilvitskii 2007 for the start); k is at
 * most the number of rows. A centre left empty moves to the row farthest from its own. `spherical`: centres are brought
 * to unit length, which for rows of unit length is the k-means of cosines (Dhillon and Modha 2001).
 */
export function kMeans(m: Matrix, k: number, seed: number, starts = 4, iterations = 30, spherical = false): Clusters {
  const random = new Random(seed);
  const count = Math.max(1, Math.min(k, m.rows));
  let best: Clusters | undefined;
  for (let s = 0; s < starts; s++) {
    const found = lloyd(m, spreadCentres(m, count, random), iterations, spherical);
    if (!best || found.inertia < best.inertia) best = found;
  }
  return best as Clusters;
}

function spreadCentres(m: Matrix, k: number, random: Random): Matrix {
  const centres = matrix(k, m.columns);
  row(centres, 0).set(row(m, random.below(m.rows)));
  const least = new Float64Array(m.rows).fill(Infinity);
  for (let c = 1; c < k; c++) {
    let total = 0;
    for (let i = 0; i < m.rows; i++) {
      const d = squaredDistance(m.data, i * m.columns, centres.data, (c - 1) * m.columns, m.columns);
      least[i] = Math.min(least[i], d);
      total += least[i];
    }
    let at = random.next() * total;
    let chosen = 0;
    while (chosen < m.rows - 1 && (at -= least[chosen]) > 0) chosen++;
    row(centres, c).set(row(m, chosen));
  }
  return centres;
}

function lloyd(m: Matrix, centres: Matrix, iterations: number, spherical: boolean): Clusters {
  const of = new Int32Array(m.rows).fill(-1);
  const d = m.columns;
  for (let t = 0; t < iterations; t++) {
    let moved = false;
    for (let i = 0; i < m.rows; i++) {
      const c = nearestRow(centres, m.data, i * d);
      if (c !== of[i]) moved = true;
      of[i] = c;
    }
    if (!moved) break;
    const size = new Float64Array(centres.rows);
    const sums = new Float64Array(centres.data.length);
    for (let i = 0; i < m.rows; i++) {
      size[of[i]]++;
      for (let c = 0; c < d; c++) sums[of[i] * d + c] += m.data[i * d + c];
    }
    for (let k = 0; k < centres.rows; k++) {
      if (size[k] === 0) row(centres, k).set(row(m, farthest(m, centres, of)));
      else {
        const sum = sums.subarray(k * d, k * d + d);
        const length = spherical ? Math.sqrt(sum.reduce((all, x) => all + x * x, 0)) || 1 : size[k];
        for (let c = 0; c < d; c++) centres.data[k * d + c] = sum[c] / length;
      }
    }
  }
  let inertia = 0;
  for (let i = 0; i < m.rows; i++) inertia += squaredDistance(m.data, i * d, centres.data, of[i] * d, d);
  return { centres, of, inertia };
}

function farthest(m: Matrix, centres: Matrix, of: Int32Array): number {
  let most = -1;
  let found = 0;
  for (let i = 0; i < m.rows; i++) {
    const d = squaredDistance(m.data, i * m.columns, centres.data, of[i] * m.columns, m.columns);
    if (d > most) {
      most = d;
      found = i;
    }
  }
  return found;
}
