/** Exact nearest neighbours by Euclid among the rows of a matrix. */
import type { Matrix } from "../types";

/** Rows found, best first, with squared distances. */
export interface Neighbours {
  readonly rows: Int32Array;
  readonly squared: Float64Array;
}

/** The row nearest to the point at `start` of `query`; of equals the first. −1 for an empty matrix. */
export function nearestRow(m: Matrix, query: Float32Array, start = 0): number {
  let best = -1;
  let least = Infinity;
  const { rows, columns, data } = m;
  for (let r = 0, at = 0; r < rows; r++, at += columns) {
    let sum = 0;
    for (let c = 0; c < columns; c++) {
      const d = data[at + c] - query[start + c];
      sum += d * d;
    }
    if (sum < least) {
      least = sum;
      best = r;
    }
  }
  return best;
}

/** The k nearest rows (fewer when the matrix has fewer), nearest first, of equals the first; `without` is passed over. */
export function kNearest(m: Matrix, query: Float32Array, k: number, start = 0, without = -1): Neighbours {
  const { rows, columns, data } = m;
  const size = Math.max(0, Math.min(k, rows - (without >= 0 && without < rows ? 1 : 0)));
  const found = new Int32Array(size).fill(-1);
  const squared = new Float64Array(size).fill(Infinity);
  if (size === 0) return { rows: found, squared };
  let worst = Infinity;
  for (let r = 0, at = 0; r < rows; r++, at += columns) {
    let sum = 0;
    for (let c = 0; c < columns; c++) {
      const d = data[at + c] - query[start + c];
      sum += d * d;
    }
    if (sum >= worst || r === without) continue;
    let i = size - 1;
    for (; i > 0 && squared[i - 1] > sum; i--) {
      squared[i] = squared[i - 1];
      found[i] = found[i - 1];
    }
    squared[i] = sum;
    found[i] = r;
    worst = squared[size - 1];
  }
  return { rows: found, squared };
}
