/** Column moments and z-scores. What is not finite counts as missing: it moves no moment and becomes the mean. */
import type { Matrix } from "../types";
import { matrix } from "./matrix";

/** Mean and population deviation of every column. */
export interface Moments {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Means and population deviations over the finite numbers of each column; a column without any has mean 0. */
export function columnMoments(m: Matrix): Moments {
  const { rows, columns, data } = m;
  const mean = new Float64Array(columns);
  const deviation = new Float64Array(columns);
  const count = new Float64Array(columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const x = data[r * columns + c];
      if (!Number.isFinite(x)) continue;
      mean[c] += x;
      count[c]++;
    }
  for (let c = 0; c < columns; c++) mean[c] /= Math.max(1, count[c]);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const d = data[r * columns + c] - mean[c];
      if (Number.isFinite(d)) deviation[c] += d * d;
    }
  for (let c = 0; c < columns; c++) deviation[c] = Math.sqrt(deviation[c] / Math.max(1, count[c]));
  return { mean, deviation };
}

/** Whether a deviation is more than the rounding of its column's numbers; a constant column carries nothing. */
export function varies(moments: Moments, column: number): boolean {
  return moments.deviation[column] > 1e-7 * Math.max(1e-6, Math.abs(moments.mean[column]));
}

/** Each column to mean 0 and deviation 1; constant columns and missing numbers to 0. */
export function standardise(m: Matrix, moments: Moments = columnMoments(m)): Matrix {
  const out = matrix(m.rows, m.columns);
  for (let c = 0; c < m.columns; c++) {
    if (!varies(moments, c)) continue;
    const scale = 1 / moments.deviation[c];
    for (let i = c; i < m.data.length; i += m.columns) {
      const z = (m.data[i] - moments.mean[c]) * scale;
      out.data[i] = Number.isFinite(z) ? z : 0;
    }
  }
  return out;
}
