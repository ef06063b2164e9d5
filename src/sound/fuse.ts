/** Encoders beside each other: every part brought to a total deviation of its weight, then joined column by column. */
import { columnMoments, matrix } from "../math";
import type { Matrix } from "../types";

/** Distances of the whole are the root of the sum of the parts' squares. A single part stays as it is. One weight a part. */
export function fuse(parts: readonly Matrix[], weights: readonly number[]): Matrix {
  if (parts.length === 1) return parts[0];
  const rows = parts[0].rows;
  const out = matrix(
    rows,
    parts.reduce((sum, part) => sum + part.columns, 0),
  );
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const total = Math.sqrt(columnMoments(part).deviation.reduce((sum, d) => sum + d * d, 0));
    const scale = total > 0 ? weights[i] / total : 0;
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < part.columns; c++)
        out.data[r * out.columns + at + c] = part.data[r * part.columns + c] * scale;
    at += part.columns;
  }
  return out;
}
