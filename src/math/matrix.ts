/** Row-major matrices: making them, viewing rows, multiplying. Numbers are 32-bit, sums are taken in 64 bits. */
import type { Matrix } from "../types";

/** A matrix over `data` (row-major, rows × columns numbers, zeros when left out); throws when the sizes disagree. */
export function matrix(rows: number, columns: number, data?: Float32Array): Matrix {
  const numbers = data ?? new Float32Array(rows * columns);
  if (numbers.length !== rows * columns)
    throw new Error(`A matrix of ${rows} × ${columns} needs ${rows * columns} numbers, not ${numbers.length}.`);
  return { rows, columns, data: numbers };
}

/** Row i as a view: writing to it writes to the matrix. */
export function row(m: Matrix, i: number): Float32Array {
  return m.data.subarray(i * m.columns, (i + 1) * m.columns);
}

/** A copy of the named rows, in the order given. */
export function takeRows(m: Matrix, rows: ArrayLike<number>): Matrix {
  const out = matrix(rows.length, m.columns);
  for (let i = 0; i < rows.length; i++) out.data.set(row(m, rows[i]), i * m.columns);
  return out;
}

/**
 * Σ a[i]·b[i] over n numbers from the given positions. 32-bit arrays only: one kind of array keeps the loop fast,
 * four sums at once keep the processor's pipeline full.
 */
export function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, n: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const p = aStart + i;
    const q = bStart + i;
    s0 += a[p] * b[q];
    s1 += a[p + 1] * b[q + 1];
    s2 += a[p + 2] * b[q + 2];
    s3 += a[p + 3] * b[q + 3];
  }
  for (; i < n; i++) s0 += a[aStart + i] * b[bStart + i];
  return s0 + s1 + (s2 + s3);
}

/** Σ (a[i] − b[i])² over n numbers from the given positions. */
export function squaredDistance(
  a: ArrayLike<number>,
  aStart: number,
  b: ArrayLike<number>,
  bStart: number,
  n: number,
): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const d = a[aStart + i] - b[bStart + i];
    sum += d * d;
  }
  return sum;
}
