/** The words nearest to a point: exact, by cosine, over all rows. */
import type { Matrix } from "../types";

/** A row and its cosine to what was asked for. */
export interface Hit {
  readonly row: number;
  readonly similarity: number;
}

/** The n rows of the highest score, best first, of equals the earlier. */
export function nearestBy(rows: number, n: number, score: (row: number) => number): Hit[] {
  const most = Math.min(n, rows);
  const found: Hit[] = [];
  if (most < 1) return found;
  let worst = -Infinity;
  for (let r = 0; r < rows; r++) {
    const similarity = score(r);
    if (found.length === most && similarity <= worst) continue;
    let i = found.length < most ? found.length : most - 1;
    for (; i > 0 && found[i - 1].similarity < similarity; i--) found[i] = found[i - 1];
    found[i] = { row: r, similarity };
    worst = found[found.length - 1].similarity;
  }
  return found;
}

/** Rows with the largest dot product with `vector`, best first, of equals the earlier; rows are unit length. */
export function nearestRows(vectors: Matrix, vector: ArrayLike<number>, n: number): Hit[] {
  const { rows, columns, data } = vectors;
  let length = 0;
  for (let c = 0; c < columns; c++) length += vector[c] * vector[c];
  const scale = length > 0 ? 1 / Math.sqrt(length) : 0;
  return nearestBy(rows, n, (r) => {
    const at = r * columns;
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += data[at + c] * vector[c];
    return sum * scale;
  });
}
