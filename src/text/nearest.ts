/** The words nearest to a point: exact, by cosine, over all rows. */
import type { Matrix } from "../types";

/** Rows with the largest dot product with `vector`, best first, of equals the earlier; rows are unit length. */
export function nearestRows(
  vectors: Matrix,
  vector: ArrayLike<number>,
  n: number,
): { readonly row: number; readonly similarity: number }[] {
  const { rows, columns, data } = vectors;
  const most = Math.min(n, rows);
  const found: { row: number; similarity: number }[] = [];
  if (most < 1) return found;
  let worst = -Infinity;
  let length = 0;
  for (let c = 0; c < columns; c++) length += vector[c] * vector[c];
  const scale = length > 0 ? 1 / Math.sqrt(length) : 0;
  for (let r = 0, at = 0; r < rows; r++, at += columns) {
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += data[at + c] * vector[c];
    sum *= scale;
    if (found.length === most && sum <= worst) continue;
    let i = found.length < most ? found.length : most - 1;
    for (; i > 0 && found[i - 1].similarity < sum; i--) found[i] = found[i - 1];
    found[i] = { row: r, similarity: sum };
    worst = found[found.length - 1].similarity;
  }
  return found;
}
