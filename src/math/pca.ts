/** Principal components of a matrix's rows, with a fixed sign convention. */
import type { Job, Matrix } from "../types";
import { eigenSteps } from "./eigen";
import { matrix } from "./matrix";
import { addProducts, centredRows, TOGETHER } from "./products";
import { finish, finishPatiently } from "./steps";

/** Rows of the covariance between two breaths: a few milliseconds at 200 columns. */
const STRIDE = 64;

/** A fitted projection: (x − mean)·componentsᵀ. Row i of `components` is the i-th axis; variances fall. */
export interface Pca {
  readonly mean: Float64Array;
  readonly components: Matrix;
  readonly variances: Float64Array;
}

/**
 * The `dimensions` axes of largest variance (at most the number of columns), by the eigenvectors of the covariance.
 * Sign: each axis's loading of largest magnitude is positive (scikit-learn's convention since 1.5).
 */
export function pca(m: Matrix, dimensions: number): Pca {
  return finish(pcaSteps(m, dimensions));
}

/** The same numbers, with others served in between: for the large matrices of a fit. */
export function pcaPatiently(m: Matrix, dimensions: number, job: Job): Promise<Pca> {
  return finishPatiently(pcaSteps(m, dimensions), job);
}

function* pcaSteps(m: Matrix, dimensions: number): Generator<undefined, Pca> {
  const { rows, columns, data } = m;
  const kept = Math.max(1, Math.min(dimensions, columns));
  const mean = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) mean[i % columns] += data[i];
  for (let c = 0; c < columns; c++) mean[c] /= Math.max(1, rows);
  const { values, vectors } = yield* eigenSteps(yield* covariance(m, mean), columns);
  const components = matrix(kept, columns, Float32Array.from(vectors.subarray(0, kept * columns)));
  return { mean, components, variances: values.slice(0, kept).map((v) => Math.max(0, v)) };
}

/** Every row of m on the axes. */
export function project(p: Pca, m: Matrix): Matrix {
  const d = p.components.rows;
  const out = matrix(m.rows, d);
  const shifted = new Float64Array(m.columns);
  for (let r = 0; r < m.rows; r++) {
    for (let c = 0; c < m.columns; c++) shifted[c] = m.data[r * m.columns + c] - p.mean[c];
    for (let k = 0; k < d; k++) {
      let sum = 0;
      for (let c = 0, at = k * m.columns; c < m.columns; c++) sum += shifted[c] * p.components.data[at + c];
      out.data[r * d + k] = sum;
    }
  }
  return out;
}

/** Population covariance of the columns, columns × columns. */
function* covariance(m: Matrix, mean: Float64Array): Generator<undefined, Float64Array> {
  const { rows, columns, data } = m;
  const out = new Float64Array(columns * columns);
  const x = new Float64Array(TOGETHER * columns);
  for (let r = 0; r < rows; r += TOGETHER) {
    if (r % STRIDE === STRIDE - TOGETHER) yield;
    centredRows(data, rows, columns, r, mean, x);
    addProducts(out, x, columns, x, columns, true);
  }
  for (let i = 0; i < columns; i++)
    for (let j = i; j < columns; j++) {
      out[i * columns + j] /= Math.max(1, rows);
      out[j * columns + i] = out[i * columns + j];
    }
  return out;
}
