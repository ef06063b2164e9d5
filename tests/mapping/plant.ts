/** The planted structure of the tests: unequal clusters, noise, a known turn, and the share of pairs found again. */
import type { Random } from "../../src/math";
import { matrix, nearestRow, row } from "../../src/math";
import { affineRows } from "../../src/mapping/affine";
import type { Matrix } from "../../src/types";

export const D = 10;

/** `rows` points of 12 Gaussian clusters of unequal size and spread in 10 dimensions, about mean 0. */
export function cloud(rows: number, random: Random): Matrix {
  const centres = Array.from({ length: 12 }, () => Array.from({ length: D }, () => 2 * random.normal()));
  const out = matrix(rows, D);
  for (let i = 0; i < rows; i++) {
    const k = Math.floor(12 * random.next() ** 1.7);
    row(out, i).set(centres[k].map((x) => x + (0.5 + 0.08 * k) * random.normal()));
  }
  for (let c = 0; c < D; c++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += out.data[i * D + c] / rows;
    for (let i = 0; i < rows; i++) out.data[i * D + c] -= mean;
  }
  return out;
}

/** The turn by `angle` in five orthogonal planes. */
export function planes(angle: number): Matrix {
  const out = matrix(D, D);
  for (let p = 0; p < D; p += 2) {
    out.data[p * D + p] = Math.cos(angle);
    out.data[p * D + p + 1] = -Math.sin(angle);
    out.data[(p + 1) * D + p] = Math.sin(angle);
    out.data[(p + 1) * D + p + 1] = Math.cos(angle);
  }
  return out;
}

/** Turned, with noise of 5% of each column's deviation. */
export function turned(a: Matrix, turn: Matrix, random: Random): Matrix {
  const out = affineRows({ weights: turn, offset: new Float32Array(D) }, a);
  for (let c = 0; c < D; c++) {
    let squares = 0;
    for (let i = 0; i < out.rows; i++) squares += out.data[i * D + c] ** 2 / out.rows;
    for (let i = 0; i < out.rows; i++) out.data[i * D + c] += 0.05 * Math.sqrt(squares) * random.normal();
  }
  return out;
}

/** Share of rows of `a` whose nearest row of `b` is their own. */
export function share(a: Matrix, b: Matrix): number {
  let right = 0;
  for (let i = 0; i < a.rows; i++) if (nearestRow(b, a.data, i * D) === i) right++;
  return right / a.rows;
}
