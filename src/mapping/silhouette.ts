/** How many clusters there are, by the mean silhouette (Rousseeuw 1987). */
import { kMeans, squaredDistance, takeRows } from "../math";
import type { Job, Matrix } from "../types";
import { evenly } from "./preparation/nmf";

/** Numbers of clusters that are tried, and rows that are looked at. */
const TRIED = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48];
const ROWS = 400;

/** The tried number of clusters of highest mean silhouette; 1 where there are fewer than three rows. */
export async function bestClusterCount(m: Matrix, job: Job): Promise<number> {
  const some = takeRows(m, evenly(m.rows, ROWS));
  let best = { k: 1, value: -Infinity };
  for (const k of TRIED) {
    if (k >= some.rows) break;
    await job.breathe();
    const value = silhouette(some, kMeans(some, k, job.seed).of, k);
    if (value > best.value) best = { k, value };
  }
  return best.k;
}

/** Mean over rows of (b − a)/max(a, b): a = mean distance in the own cluster, b = in the nearest other; alone counts 0. */
export function silhouette(m: Matrix, of: Int32Array, k: number): number {
  const size = new Int32Array(k);
  for (const c of of) size[c]++;
  let total = 0;
  for (let i = 0; i < m.rows; i++) {
    const sums = new Float64Array(k);
    for (let j = 0; j < m.rows; j++)
      sums[of[j]] += Math.sqrt(squaredDistance(m.data, i * m.columns, m.data, j * m.columns, m.columns));
    const own = of[i];
    if (size[own] < 2) continue;
    const a = sums[own] / (size[own] - 1);
    let b = Infinity;
    for (let c = 0; c < k; c++) if (c !== own && size[c] > 0) b = Math.min(b, sums[c] / size[c]);
    const most = Math.max(a, b);
    if (most > 0 && b < Infinity) total += (b - a) / most;
  }
  return total / m.rows;
}
