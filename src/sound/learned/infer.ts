/**
 * The vector of a sound under frozen nets: the one v that best tells the sound's own moments from a fixed background,
 * ½λ|v|² + mean softplus(−(a+v)·b) over near pairs + mean softplus((a+v)·g) over the background. Convex, so that it has
 * one answer, wherever the sound comes from; Newton's steps.
 */

/** How hard a vector is held back. */
const HOLD = 0.02;
const STEPS = 6;

/** `a`, `b`: near pairs (rows of `size` numbers); `background`: rows that are no moments of the sound. */
export function inferVector(a: Float32Array, b: Float32Array, background: Float32Array, size: number): Float64Array {
  const pairs = a.length / size;
  const others = background.length / size;
  const v = new Float64Array(size);
  const gradient = new Float64Array(size);
  const curve = new Float64Array(size * size);
  for (let step = 0; step < STEPS; step++) {
    for (let c = 0; c < size; c++) gradient[c] = HOLD * v[c];
    curve.fill(0);
    for (let c = 0; c < size; c++) curve[c * size + c] = HOLD;
    for (let i = 0; i < pairs; i++) add(a, i * size, b, i * size, 1, 1 / pairs);
    for (let k = 0; k < others; k++) add(a, (k % pairs) * size, background, k * size, 0, 1 / others);
    solve(curve, gradient, size);
    for (let c = 0; c < size; c++) v[c] -= gradient[c];
  }
  return v;

  /** One pair's share of gradient and curvature (its lower triangle). */
  function add(x: Float32Array, at: number, y: Float32Array, to: number, near: number, share: number): void {
    let z = 0;
    for (let c = 0; c < size; c++) z += (x[at + c] + v[c]) * y[to + c];
    const p = 1 / (1 + Math.exp(-z));
    const g = share * (p - near);
    const h = share * p * (1 - p);
    for (let r = 0; r < size; r++) {
      gradient[r] += g * y[to + r];
      const along = h * y[to + r];
      for (let c = 0; c <= r; c++) curve[r * size + c] += along * y[to + c];
    }
  }
}

/** Solves m·x = g in place of g by Cholesky's factors of the lower triangle, which are left in m. */
function solve(m: Float64Array, g: Float64Array, n: number): void {
  for (let r = 0; r < n; r++)
    for (let c = 0; c <= r; c++) {
      let sum = m[r * n + c];
      for (let k = 0; k < c; k++) sum -= m[r * n + k] * m[c * n + k];
      m[r * n + c] = r === c ? Math.sqrt(Math.max(sum, 1e-12)) : sum / m[c * n + c];
    }
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < r; k++) g[r] -= m[r * n + k] * g[k];
    g[r] /= m[r * n + r];
  }
  for (let r = n - 1; r >= 0; r--) {
    for (let k = r + 1; k < n; k++) g[r] -= m[k * n + r] * g[k];
    g[r] /= m[r * n + r];
  }
}
