/** Sums of outer products, aᵀ·b: covariances of rows. Four rows at once, so that each sum is loaded and stored once for four. */

/** Rows that one call takes together; what is missing in the last call stands for zeros. */
export const TOGETHER = 4;

/**
 * out[i·d + j] += Σ_r a[r·p + i]·b[r·d + j] over TOGETHER rows of a (p columns) and b (d columns); with `upper` only
 * j ≥ i (for a = b, whose sums are symmetric).
 */
export function addProducts(
  out: Float64Array,
  a: Float64Array,
  p: number,
  b: Float64Array,
  d: number,
  upper: boolean,
): void {
  const [second, third, fourth] = [d, 2 * d, 3 * d];
  for (let i = 0; i < p; i++) {
    const a0 = a[i];
    const a1 = a[p + i];
    const a2 = a[2 * p + i];
    const a3 = a[3 * p + i];
    for (let j = upper ? i : 0, at = i * d; j < d; j++)
      out[at + j] += a0 * b[j] + a1 * b[second + j] + a2 * b[third + j] + a3 * b[fourth + j];
  }
}

/** Rows r … r + TOGETHER − 1 of `data` (c columns) less `mean` into `to`; zeros beyond the last row. */
export function centredRows(
  data: Float32Array,
  rows: number,
  columns: number,
  r: number,
  mean: Float64Array,
  to: Float64Array,
): void {
  for (let q = 0; q < TOGETHER; q++) {
    const at = q * columns;
    if (r + q >= rows) to.fill(0, at, at + columns);
    else for (let c = 0; c < columns; c++) to[at + c] = data[(r + q) * columns + c] - mean[c];
  }
}
