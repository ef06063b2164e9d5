/** Eigenvalues and eigenvectors of a real symmetric matrix: Householder tridiagonalisation, then implicit QL. */

import { finish } from "./steps";

/** Eigenvalues falling; row i of `vectors` (n × n, row-major) is the unit eigenvector of values[i]. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * All eigenpairs of the symmetric n × n matrix `symmetric` (row-major, not written to).
 * The sign is fixed: each vector's number of largest magnitude (the first of equals) is positive.
 * Algorithm: tred2 and tql2 of Bowdler, Martin, Reinsch and Wilkinson (Handbook for Automatic Computation II, 1971).
 */
export function symmetricEigen(symmetric: ArrayLike<number>, n: number): Eigen {
  return finish(eigenSteps(symmetric, n));
}

/** The same in steps of well under 10 ms (n up to 512), so that others can be served between them. */
export function* eigenSteps(symmetric: ArrayLike<number>, n: number): Generator<undefined, Eigen> {
  const v = Float64Array.from(symmetric);
  const d = new Float64Array(n);
  const e = new Float64Array(n);
  yield* tridiagonalise(v, d, e, n);
  yield* qlIterate(v, d, e, n);
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => d[b] - d[a] || a - b);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  order.forEach((column, i) => {
    values[i] = d[column];
    let largest = 0;
    for (let k = 0; k < n; k++) {
      const x = v[k * n + column];
      if (Math.abs(x) > Math.abs(largest) * (1 + 1e-9)) largest = x;
    }
    const sign = largest < 0 ? -1 : 1;
    for (let k = 0; k < n; k++) vectors[i * n + k] = sign * v[k * n + column];
  });
  return { values, vectors };
}

/** Householder reduction; on return v holds the orthogonal transformation, d the diagonal, e the subdiagonal. */
function* tridiagonalise(v: Float64Array, d: Float64Array, e: Float64Array, n: number): Generator<undefined, void> {
  for (let j = 0; j < n; j++) d[j] = v[(n - 1) * n + j];
  for (let i = n - 1; i > 0; i--) {
    yield;
    let scale = 0;
    let h = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(d[k]);
    if (scale === 0) {
      e[i] = d[i - 1];
      for (let j = 0; j < i; j++) {
        d[j] = v[(i - 1) * n + j];
        v[i * n + j] = 0;
        v[j * n + i] = 0;
      }
    } else {
      for (let k = 0; k < i; k++) {
        d[k] /= scale;
        h += d[k] * d[k];
      }
      let f = d[i - 1];
      let g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      d[i - 1] = f - g;
      e.fill(0, 0, i);
      for (let j = 0; j < i; j++) {
        f = d[j];
        v[j * n + i] = f;
        g = e[j] + v[j * n + j] * f;
        for (let k = j + 1; k < i; k++) {
          g += v[k * n + j] * d[k];
          e[k] += v[k * n + j] * f;
        }
        e[j] = g;
      }
      f = 0;
      for (let j = 0; j < i; j++) {
        e[j] /= h;
        f += e[j] * d[j];
      }
      const hh = f / (h + h);
      for (let j = 0; j < i; j++) e[j] -= hh * d[j];
      for (let j = 0; j < i; j++) {
        f = d[j];
        g = e[j];
        for (let k = j; k < i; k++) v[k * n + j] -= f * e[k] + g * d[k];
        d[j] = v[(i - 1) * n + j];
        v[i * n + j] = 0;
      }
    }
    d[i] = h;
  }
  yield* accumulate(v, d, n);
  e[0] = 0;
}

/** Multiplies the Householder reflections out; v becomes orthogonal, d the diagonal. */
function* accumulate(v: Float64Array, d: Float64Array, n: number): Generator<undefined, void> {
  for (let i = 0; i < n - 1; i++) {
    yield;
    v[(n - 1) * n + i] = v[i * n + i];
    v[i * n + i] = 1;
    const h = d[i + 1];
    if (h !== 0) {
      for (let k = 0; k <= i; k++) d[k] = v[k * n + i + 1] / h;
      for (let j = 0; j <= i; j++) {
        let g = 0;
        for (let k = 0; k <= i; k++) g += v[k * n + i + 1] * v[k * n + j];
        for (let k = 0; k <= i; k++) v[k * n + j] -= g * d[k];
      }
    }
    for (let k = 0; k <= i; k++) v[k * n + i + 1] = 0;
  }
  for (let j = 0; j < n; j++) {
    d[j] = v[(n - 1) * n + j];
    v[(n - 1) * n + j] = 0;
  }
  v[n * n - 1] = 1;
}

/** Implicit QL on the tridiagonal (d, e), rotating the columns of v; at most 60 sweeps an eigenvalue. */
function* qlIterate(v: Float64Array, d: Float64Array, e: Float64Array, n: number): Generator<undefined, void> {
  for (let i = 1; i < n; i++) e[i - 1] = e[i];
  e[n - 1] = 0;
  let f = 0;
  let size = 0;
  for (let l = 0; l < n; l++) {
    yield;
    size = Math.max(size, Math.abs(d[l]) + Math.abs(e[l]));
    let m = l;
    while (m < n - 1 && Math.abs(e[m]) > Number.EPSILON * size) m++;
    for (let sweep = 0; m > l && sweep < 60; sweep++) {
      let g = d[l];
      let p = (d[l + 1] - g) / (2 * e[l]);
      let r = p < 0 ? -Math.hypot(p, 1) : Math.hypot(p, 1);
      d[l] = e[l] / (p + r);
      d[l + 1] = e[l] * (p + r);
      const dl1 = d[l + 1];
      let h = g - d[l];
      for (let i = l + 2; i < n; i++) d[i] -= h;
      f += h;
      p = d[m];
      let c = 1;
      let c2 = 1;
      let c3 = 1;
      let s = 0;
      let s2 = 0;
      const el1 = e[l + 1];
      for (let i = m - 1; i >= l; i--) {
        c3 = c2;
        c2 = c;
        s2 = s;
        g = c * e[i];
        h = c * p;
        r = Math.hypot(p, e[i]);
        e[i + 1] = s * r;
        s = e[i] / r;
        c = p / r;
        p = c * d[i] - s * g;
        d[i + 1] = h + s * (c * g + s * d[i]);
        for (let k = 0; k < n; k++) {
          const at = k * n + i;
          const x = v[at + 1];
          v[at + 1] = s * v[at] + c * x;
          v[at] = c * v[at] - s * x;
        }
      }
      p = (-s * s2 * c3 * el1 * e[l]) / dl1;
      e[l] = s * p;
      d[l] = c * p;
      if (Math.abs(e[l]) <= Number.EPSILON * size) break;
    }
    d[l] += f;
    e[l] = 0;
  }
}
