/** Optimal assignment: each row gets its own column, the sum of costs least. */
import type { Matrix } from "../types";

/**
 * Column of each row; needs rows ≤ columns and finite costs. Shortest augmenting paths with potentials, O(rows²·columns)
 * (Kuhn 1955, Munkres 1957, in the form of Jonker and Volgenant 1987).
 */
export function optimalAssignment(cost: Matrix): Int32Array {
  const { rows, columns, data } = cost;
  if (rows > columns) throw new Error(`${rows} rows cannot each have one of ${columns} columns.`);
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const before = new Int32Array(columns + 1);
  for (let r = 1; r <= rows; r++) {
    rowOf[0] = r;
    let column = 0;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const done = new Uint8Array(columns + 1);
    do {
      done[column] = 1;
      const i = rowOf[column];
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= columns; j++) {
        if (done[j]) continue;
        const reduced = data[(i - 1) * columns + j - 1] - u[i] - v[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          before[j] = column;
        }
        if (least[j] < delta) {
          delta = least[j];
          next = j;
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (done[j]) {
          u[rowOf[j]] += delta;
          v[j] -= delta;
        } else least[j] -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      rowOf[column] = rowOf[before[column]];
      column = before[column];
    }
  }
  const out = new Int32Array(rows);
  for (let j = 1; j <= columns; j++) if (rowOf[j] > 0) out[rowOf[j] - 1] = j - 1;
  return out;
}
