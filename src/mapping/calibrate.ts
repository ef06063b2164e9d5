/** Distances of one space brought to those that occur in another, quantile by quantile. */
import { Random, squaredDistance } from "../math";
import type { Matrix } from "../types";

const LEVELS = 65;
const PAIRS = 4000;

/** 65 evenly spaced quantiles of the distances of drawn pairs of rows. */
export function quantiles(m: Matrix, seed: number): Float64Array {
  const random = new Random(seed);
  const found = Float64Array.from({ length: PAIRS }, () => {
    const [i, j] = [random.below(m.rows), random.below(m.rows)];
    return Math.sqrt(squaredDistance(m.data, i * m.columns, m.data, j * m.columns, m.columns));
  }).sort();
  return Float64Array.from({ length: LEVELS }, (_, k) => found[Math.round((k * (PAIRS - 1)) / (LEVELS - 1))]);
}

/** Distances of all pairs of rows (n × n) at the same quantile of the other space. */
export function wantedDistances(
  m: Matrix,
  { from, to }: { readonly from: Float64Array; readonly to: Float64Array },
): Float64Array {
  const n = m.rows;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const d = Math.sqrt(squaredDistance(m.data, i * m.columns, m.data, j * m.columns, m.columns));
      out[i * n + j] = at(d, from, to);
      out[j * n + i] = out[i * n + j];
    }
  return out;
}

/** Linear between the levels; held at the ends. */
function at(distance: number, from: Float64Array, to: Float64Array): number {
  let low = 0;
  let high = LEVELS - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle] <= distance) low = middle;
    else high = middle;
  }
  const span = from[high] - from[low];
  const share = span > 0 ? Math.max(0, Math.min(1, (distance - from[low]) / span)) : 0;
  return to[low] + share * (to[high] - to[low]);
}
