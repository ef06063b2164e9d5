/** Keeping a trained matrix a rotation, and drawing one. */
import { matrix, orthogonalProcrustes, Random } from "../math";
import type { Matrix } from "../types";

/** W ← (1 + β)·W − β·W·Wᵀ·W, in place (Cissé et al. 2017): pulls a nearly orthogonal d × d matrix back. */
export function pullOrthogonal(w: Float64Array, d: number, beta: number): void {
  const gram = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) for (let k = 0; k < d; k++) gram[i * d + j] += w[i * d + k] * w[j * d + k];
  const before = w.slice();
  for (let i = 0; i < d; i++)
    for (let c = 0; c < d; c++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += gram[i * d + k] * before[k * d + c];
      w[i * d + c] = (1 + beta) * before[i * d + c] - beta * sum;
    }
}

/** The orthogonal matrix nearest to w. */
export function nearestOrthogonal(w: Float64Array, d: number): Matrix {
  const unit = matrix(d, d);
  const rows = matrix(d, d);
  for (let i = 0; i < d; i++) {
    unit.data[i * d + i] = 1;
    // Row i of `rows` is W·e_i.
    for (let r = 0; r < d; r++) rows.data[i * d + r] = w[r * d + i];
  }
  return orthogonalProcrustes(unit, rows);
}

/** A seeded orthogonal matrix, all directions alike. */
export function randomTurn(d: number, seed: number): Matrix {
  const random = new Random(seed);
  return nearestOrthogonal(
    Float64Array.from({ length: d * d }, () => random.normal()),
    d,
  );
}
