/** The rotation that brings one set of points nearest to another, and what it needs: the polar factor of a matrix. */
import type { Matrix } from "../types";
import { symmetricEigen } from "./eigen";
import { matrix } from "./matrix";

/**
 * The orthogonal d × d matrix R that minimises Σ |R·a_i − b_i|² over paired rows (Schönemann 1966): the polar factor
 * U·Vᵀ of BᵀA. Directions without any variance are completed to an orthogonal matrix.
 */
export function orthogonalProcrustes(a: Matrix, b: Matrix): Matrix {
  if (a.rows !== b.rows || a.columns !== b.columns)
    throw new Error(`Points of ${a.rows} × ${a.columns} cannot be turned onto ${b.rows} × ${b.columns}.`);
  const d = a.columns;
  const cross = new Float64Array(d * d);
  for (let i = 0; i < a.rows; i++)
    for (let r = 0; r < d; r++) for (let c = 0; c < d; c++) cross[r * d + c] += b.data[i * d + r] * a.data[i * d + c];
  const gram = new Float64Array(d * d);
  for (let r = 0; r < d; r++)
    for (let c = 0; c < d; c++) for (let k = 0; k < d; k++) gram[r * d + c] += cross[k * d + r] * cross[k * d + c];
  const { values, vectors } = symmetricEigen(gram, d);
  const left: number[][] = [];
  for (let k = 0; k < d; k++) {
    const image = Array.from({ length: d }, (_, r) => {
      let sum = 0;
      for (let c = 0; c < d; c++) sum += cross[r * d + c] * vectors[k * d + c];
      return sum;
    });
    const strong = values[k] > 1e-20 * Math.max(values[0], 1e-300);
    left.push(orthonormal(strong ? image : [], left, d));
  }
  const out = matrix(d, d);
  for (let r = 0; r < d; r++)
    for (let c = 0; c < d; c++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += left[k][r] * vectors[k * d + c];
      out.data[r * d + c] = sum;
    }
  return out;
}

/** `wish` made orthogonal to the others and of length 1; where nothing is left of it, the first axis that leaves some. */
function orthonormal(wish: readonly number[], others: readonly number[][], d: number): number[] {
  for (let axis = -1; axis < d; axis++) {
    const v = axis < 0 ? wish.slice() : Array.from({ length: d }, (_, i) => (i === axis ? 1 : 0));
    if (v.length === 0) continue;
    const before = Math.hypot(...v);
    for (let pass = 0; pass < 2; pass++)
      for (const o of others) {
        const along = o.reduce((sum, x, i) => sum + x * v[i], 0);
        for (let i = 0; i < d; i++) v[i] -= along * o[i];
      }
    const norm = Math.hypot(...v);
    if (norm > 1e-6 * before) return v.map((x) => x / norm);
  }
  throw new Error("No direction is left to complete a rotation.");
}
