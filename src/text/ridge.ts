/** Linear equations with a symmetric positive matrix. */

/** X with A·X = B for symmetric positive definite A (n × n) and B (n × n), by Cholesky's factorisation; A and B are overwritten. */
export function solveSymmetric(a: Float64Array, b: Float64Array, n: number): Float64Array {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / a[j * n + j];
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const factor = a[i * n + k];
      for (let c = 0; c < n; c++) b[i * n + c] -= factor * b[k * n + c];
    }
    for (let c = 0; c < n; c++) b[i * n + c] /= a[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      const factor = a[k * n + i];
      for (let c = 0; c < n; c++) b[i * n + c] -= factor * b[k * n + c];
    }
    for (let c = 0; c < n; c++) b[i * n + c] /= a[i * n + i];
  }
  return b;
}
