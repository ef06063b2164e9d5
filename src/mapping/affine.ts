/** An affine transform of vectors, the out-of-sample half of most maps. */
import type { Pca, Moments } from "../math";
import { matrix, varies } from "../math";
import type { Matrix } from "../types";

/** y = weights·x + offset; weights is (out × in). */
export interface Affine {
  readonly weights: Matrix;
  readonly offset: Float32Array;
}

/** Applies the transform; what is not finite in x counts as 0. */
export function applyAffine(affine: Affine, x: ArrayLike<number>): Float32Array {
  const { rows, columns, data } = affine.weights;
  const out = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    let sum = affine.offset[r];
    for (let c = 0; c < columns; c++) {
      const v = x[c];
      if (Number.isFinite(v)) sum += data[r * columns + c] * v;
    }
    out[r] = sum;
  }
  return out;
}

/** Standardising with these moments and then projecting on these components, as one transform. */
export function standardisedPca(moments: Moments, p: Pca): Affine {
  const { rows, columns } = p.components;
  const weights = matrix(rows, columns);
  const offset = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    let shift = 0;
    for (let c = 0; c < columns; c++) {
      const loading = p.components.data[r * columns + c];
      const weight = varies(moments, c) ? loading / moments.deviation[c] : 0;
      weights.data[r * columns + c] = weight;
      shift -= weight * moments.mean[c] + loading * p.mean[c];
    }
    offset[r] = shift;
  }
  return { weights, offset };
}
