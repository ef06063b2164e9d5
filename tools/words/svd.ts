/** Truncated SVD of a large sparse matrix by randomised subspace iteration (Halko, Martinsson & Tropp 2011). */
import { matrix, Random, symmetricEigen } from "../../src/math";
import { times, timesTransposed, type Sparse } from "./sparse";

/** Right singular vectors, columns × k row-major, and the singular values, falling. */
export interface Svd {
  readonly v: Float32Array;
  readonly values: Float64Array;
}

/** Columns of x (rows × k) made orthonormal by modified Gram–Schmidt, twice for accuracy; on the transposed copy, for speed. */
function orthonormal(x: Float32Array, rows: number, k: number): Float32Array {
  const t = new Float32Array(x.length);
  for (let r = 0; r < rows; r++) for (let j = 0; j < k; j++) t[j * rows + r] = x[r * k + j];
  for (let j = 0; j < k; j++) {
    const own = t.subarray(j * rows, (j + 1) * rows);
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i < j; i++) {
        const other = t.subarray(i * rows, (i + 1) * rows);
        let dot = 0;
        for (let r = 0; r < rows; r++) dot += own[r] * other[r];
        for (let r = 0; r < rows; r++) own[r] -= dot * other[r];
      }
    }
    let squares = 0;
    for (let r = 0; r < rows; r++) squares += own[r] * own[r];
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let r = 0; r < rows; r++) own[r] *= scale;
  }
  const out = new Float32Array(x.length);
  for (let r = 0; r < rows; r++) for (let j = 0; j < k; j++) out[r * k + j] = t[j * rows + r];
  return out;
}

/** The k leading directions of the first `rows` rows. `log` hears of progress. */
export function sparseSvd(
  m: Sparse,
  rows: number,
  k: number,
  seed: number,
  iterations: number,
  log: (note: string) => void,
): Svd {
  const wide = k + 16;
  const random = new Random(seed);
  let q: Float32Array = new Float32Array(rows * wide);
  for (let i = 0; i < q.length; i++) q[i] = random.normal();
  for (let i = 0; i < iterations; i++) {
    q = orthonormal(q, rows, wide);
    q = times(m, timesTransposed(m, q, wide, rows), wide, rows);
    log(`singular vectors, round ${i + 1} of ${iterations}`);
  }
  q = orthonormal(q, rows, wide);
  const b = timesTransposed(m, q, wide, rows);
  // B Bᵀ is small; its eigenvectors turn B's rows into the right singular vectors.
  const gram = new Float32Array(wide * wide);
  const sums = new Float64Array(wide * wide);
  for (let c = 0; c < m.columns; c++) {
    const at = c * wide;
    for (let i = 0; i < wide; i++) {
      const x = b[at + i];
      if (x !== 0) for (let j = 0; j < wide; j++) sums[i * wide + j] += x * b[at + j];
    }
  }
  gram.set(sums);
  const { values, vectors } = symmetricEigen(matrix(wide, wide, gram));
  const singular = Float64Array.from({ length: k }, (_, i) => Math.sqrt(Math.max(values[i], 0)));
  const v = new Float32Array(m.columns * k);
  for (let c = 0; c < m.columns; c++) {
    for (let i = 0; i < k; i++) {
      let sum = 0;
      for (let j = 0; j < wide; j++) sum += b[c * wide + j] * vectors.data[i * wide + j];
      v[c * k + i] = singular[i] > 0 ? sum / singular[i] : 0;
    }
  }
  return { v, values: singular };
}
