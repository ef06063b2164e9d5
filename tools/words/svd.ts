/** Truncated SVD of a large sparse matrix by randomised subspace iteration (Halko, Martinsson & Tropp 2011). */
import { Random, symmetricEigen } from "../../src/math";
import { times, timesTransposed, type Sparse } from "./sparse";

/** Every row in the leading directions (rows × k, row-major; u·σ), and the singular values, falling. */
export interface Svd {
  readonly projected: Float32Array;
  readonly values: Float64Array;
}

/** xᵀ·y for two dense matrices of the same shape (rows × k), k × k. */
function gram(x: Float32Array, y: Float32Array, rows: number, k: number): Float64Array {
  const out = new Float64Array(k * k);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < k; i++) {
      const a = x[r * k + i];
      for (let j = 0; j < k; j++) out[i * k + j] += a * y[r * k + j];
    }
  }
  return out;
}

/** x (rows × wide) times the first k rows of `vectors`, each scaled. */
function turn(
  x: Float32Array,
  rows: number,
  wide: number,
  vectors: Float64Array,
  k: number,
  scale: (i: number) => number,
): Float32Array {
  const out = new Float32Array(rows * k);
  for (let i = 0; i < k; i++) {
    const s = scale(i);
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      for (let j = 0; j < wide; j++) sum += x[r * wide + j] * vectors[i * wide + j];
      out[r * k + i] = sum * s;
    }
  }
  return out;
}

/** The columns of x made orthonormal: x·U·Λ^(−½) with UΛUᵀ = xᵀx. */
function orthonormal(x: Float32Array, rows: number, k: number): Float32Array {
  const { values, vectors } = symmetricEigen(gram(x, x, rows, k), k);
  return turn(x, rows, k, vectors, k, (i) => (values[i] > values[0] * 1e-12 ? 1 / Math.sqrt(values[i]) : 0));
}

/** The k leading directions of the first `fitted` rows, and all rows in them. `log` hears of progress. */
export function sparseSvd(
  m: Sparse,
  fitted: number,
  k: number,
  seed: number,
  iterations: number,
  log: (note: string) => void,
): Svd {
  const wide = k + 16;
  const random = new Random(seed);
  let q: Float32Array = new Float32Array(fitted * wide);
  for (let i = 0; i < q.length; i++) q[i] = random.normal();
  for (let i = 0; i < iterations; i++) {
    q = orthonormal(times(m, timesTransposed(m, q, wide, fitted), wide, fitted), fitted, wide);
    log(`singular vectors, round ${i + 1} of ${iterations}`);
  }
  // With B = mᵀq: BᵀB = qᵀ(mB), and a row of m in the right singular vectors B·U·Σ⁻¹ is its row of mB·U·Σ⁻¹.
  const mb = times(m, timesTransposed(m, q, wide, fitted), wide);
  const { values, vectors } = symmetricEigen(gram(q, mb, fitted, wide), wide);
  const singular = Float64Array.from({ length: k }, (_, i) => Math.sqrt(Math.max(values[i], 0)));
  const projected = turn(mb, m.rows, wide, vectors, k, (i) => (singular[i] > 0 ? 1 / singular[i] : 0));
  return { projected, values: singular };
}
