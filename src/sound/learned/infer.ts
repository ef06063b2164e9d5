/**
 * The vector of a sound under frozen nets: the one v that best tells the sound's own moments from a fixed background,
 * ½λ|v|² + mean softplus(−(a+v)·b) over near pairs + mean softplus((a+v)·g) over the background. Convex, so that it has
 * one answer, wherever the sound comes from; Newton's steps, halved where they lead upwards.
 */

/** How hard a vector is held back. */
const HOLD = 0.02;
/** Looks at the loss, at most. */
const LOOKS = 24;
/** After a step this small the curvature is kept: near the answer it hardly changes. */
const CLOSE = 0.1;
/** What the loss may rise by without being a rise. */
const ROUNDING = 1e-12;
/** No number would move further: that is the answer. */
const SETTLED = 1e-6;

/** `a`, `b`: near pairs (rows of `size` numbers); `background`: rows that are no moments of the sound. */
export function inferVector(a: Float32Array, b: Float32Array, background: Float32Array, size: number): Float64Array {
  const pairs = a.length / size;
  const others = background.length / size;
  /** Where the loss was lowest, the step from there, and where it is looked at now. */
  const known = new Float64Array(size);
  const step = new Float64Array(size);
  const v = new Float64Array(size);
  const curve = new Float64Array(size * size);
  let least = Infinity;
  let longest = Infinity;
  for (let look = 0; look < LOOKS; look++) {
    const curved = longest > CLOSE;
    const gradient = new Float64Array(size);
    const loss = lookAt(gradient, curved);
    if (loss > least + ROUNDING) {
      // Too far: half of the step. What was found of the curvature there does not count, the next good look finds it anew.
      longest = Infinity;
      for (let c = 0; c < size; c++) v[c] = known[c] - (step[c] *= 0.5);
      continue;
    }
    least = loss;
    known.set(v);
    if (curved) factor(curve, size);
    solve(curve, gradient, size);
    step.set(gradient);
    longest = 0;
    for (let c = 0; c < size; c++) {
      v[c] -= step[c];
      longest = Math.max(longest, Math.abs(step[c]));
    }
    if (longest < SETTLED) return v;
  }
  return known;

  /** Loss at v; its gradient and, where asked for, its curvature (the lower triangle) are written. */
  function lookAt(gradient: Float64Array, curved: boolean): number {
    let loss = 0;
    if (curved) curve.fill(0);
    for (let c = 0; c < size; c++) {
      loss += 0.5 * HOLD * v[c] * v[c];
      gradient[c] = HOLD * v[c];
      if (curved) curve[c * size + c] = HOLD;
    }
    for (let i = 0; i < pairs; i++) loss += add(gradient, curved, a, i * size, b, i * size, 1, 1 / pairs);
    for (let k = 0; k < others; k++)
      loss += add(gradient, curved, a, (k % pairs) * size, background, k * size, 0, 1 / others);
    return loss;
  }

  /** One pair's share. */
  function add(
    gradient: Float64Array,
    curved: boolean,
    x: Float32Array,
    at: number,
    y: Float32Array,
    to: number,
    near: number,
    share: number,
  ): number {
    let z = 0;
    for (let c = 0; c < size; c++) z += (x[at + c] + v[c]) * y[to + c];
    const p = 1 / (1 + Math.exp(-z));
    const g = share * (p - near);
    for (let r = 0; r < size; r++) gradient[r] += g * y[to + r];
    if (curved) {
      const h = share * p * (1 - p);
      for (let r = 0, row = 0; r < size; r++, row += size) {
        const along = h * y[to + r];
        for (let c = 0; c <= r; c++) curve[row + c] += along * y[to + c];
      }
    }
    const far = near === 1 ? -z : z;
    return share * (Math.max(0, far) + Math.log1p(Math.exp(-Math.abs(far))));
  }
}

/** Cholesky's factors of the lower triangle, in its place. */
function factor(m: Float64Array, n: number): void {
  for (let r = 0; r < n; r++)
    for (let c = 0; c <= r; c++) {
      let sum = m[r * n + c];
      for (let k = 0; k < c; k++) sum -= m[r * n + k] * m[c * n + k];
      m[r * n + c] = r === c ? Math.sqrt(Math.max(sum, 1e-12)) : sum / m[c * n + c];
    }
}

/** Solves m·x = g in place of g; `m` holds Cholesky's factors. */
function solve(m: Float64Array, g: Float64Array, n: number): void {
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < r; k++) g[r] -= m[r * n + k] * g[k];
    g[r] /= m[r * n + r];
  }
  for (let r = n - 1; r >= 0; r--) {
    for (let k = r + 1; k < n; k++) g[r] -= m[k * n + r] * g[k];
    g[r] /= m[r * n + r];
  }
}
