/** An affine transform of vectors, the out-of-sample half of most maps. */
import { dot, LowestSums, matrix, row, varies, type Moments, type Pca } from "../math";
import type { Job, Matrix } from "../types";
import type { Numbers } from "./buffer";
import type { Target } from "./target";

/** y = weights·x + offset; weights is (out × in). */
export interface Affine {
  readonly weights: Matrix;
  readonly offset: Float32Array;
}

/** Applies the transform. */
export function applyAffine(affine: Affine, x: Float32Array): Float32Array {
  const { rows, columns, data } = affine.weights;
  const out = new Float32Array(rows);
  for (let r = 0; r < rows; r++) out[r] = affine.offset[r] + dot(data, r * columns, x, 0, columns);
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

/** Projecting on these components, as a transform. */
export function pcaTransform(p: Pca): Affine {
  const { rows, columns, data } = p.components;
  const offset = new Float32Array(rows);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) offset[r] -= data[r * columns + c] * p.mean[c];
  return { weights: p.components, offset };
}

/** Every row of m transformed. */
export function affineRows(affine: Affine, m: Matrix): Matrix {
  const out = matrix(m.rows, affine.weights.rows);
  for (let i = 0; i < m.rows; i++) row(out, i).set(applyAffine(affine, row(m, i)));
  return out;
}

/** The same to 32 bits, in SIMD where there are kernels, with others served in between. */
export function affineRowsPatiently(affine: Affine, m: Matrix, job: Job): Promise<Matrix> {
  return new LowestSums(affine.weights, affine.offset).all(m, job);
}

/** An affine transform as a map's target. */
export function targetOf(affine: Affine): Target {
  return {
    kind: "affine",
    dimensions: affine.weights.rows,
    apply: (vector) => applyAffine(affine, vector),
    pack: () => ({ weights: affine.weights.data, offset: affine.offset }),
  };
}

/** The target that `pack` gave. */
export function affineTarget(arrays: { readonly [name: string]: Numbers }): Target {
  const weights = arrays["weights"] as Float32Array;
  const offset = arrays["offset"] as Float32Array;
  const rows = offset.length;
  return targetOf({ weights: { rows, columns: weights.length / Math.max(1, rows), data: weights }, offset });
}
