/** The words as `relational` sees them: linear maps onto the sounds' axes, and each word's nearest anchors. */
import { addProducts, allRows, centredRows, LowestSums, matrix, pca, TOGETHER } from "../../math";
import type { Job, Matrix } from "../../types";
import type { Affine } from "../affine";
import { SAME } from "../anchored";

/**
 * The words' first principal axes onto the sounds' (`axes` of them; further point columns stay 0), each to its
 * deviation, all together to the spread of the sounds.
 */
export function matchedAxes(vectors: Matrix, deviations: Float64Array, axes: number): Affine {
  const kept = Math.min(axes, deviations.length, vectors.columns);
  const p = pca(vectors, kept);
  const weights = matrix(deviations.length, vectors.columns);
  const offset = new Float32Array(deviations.length);
  let all = 0;
  let used = 0;
  deviations.forEach((s, i) => {
    all += s * s;
    if (i < kept && p.variances[i] > 1e-12) used += s * s;
  });
  const spread = used > 0 ? Math.sqrt(all / used) : 0;
  for (let r = 0; r < kept; r++) {
    if (!(p.variances[r] > 1e-12)) continue;
    const factor = (spread * deviations[r]) / Math.sqrt(p.variances[r]);
    for (let c = 0; c < vectors.columns; c++) {
      const w = factor * p.components.data[r * vectors.columns + c];
      weights.data[r * vectors.columns + c] = w;
      offset[r] -= w * p.mean[c];
    }
  }
  return { weights, offset };
}

/**
 * The linear map y = scale·Σ_i (x − mean x)·(x_i − mean x)ᵀ (w_i − mean w) of the points `given` (w) to the words (x):
 * one Frank–Wolfe step of the inner-product Gromov–Wasserstein problem (Vayer 2020; Scetbon, Peyré and Cuturi 2022),
 * brought to total variance `spread` over these words.
 */
export function crossCovariance(vectors: Matrix, given: Matrix, spread: number): Affine {
  const p = given.columns;
  const d = vectors.columns;
  const mean = columnMeans(given);
  const origin = columnMeans(vectors);
  const sums = new Float64Array(p * d);
  const x = new Float64Array(TOGETHER * d);
  const y = new Float64Array(TOGETHER * p);
  for (let r = 0; r < given.rows; r += TOGETHER) {
    centredRows(vectors.data, given.rows, d, r, origin, x);
    centredRows(given.data, given.rows, p, r, mean, y);
    addProducts(sums, y, p, x, d, false);
  }
  const affine = { weights: matrix(p, d, Float32Array.from(sums)), offset: new Float32Array(p) };
  let squared = 0;
  for (let r = 0; r < given.rows; r += TOGETHER) {
    centredRows(vectors.data, given.rows, d, r, origin, x);
    for (let c = 0; c < p * d; c += d) {
      // Four sums at once: none waits for the one before.
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let k = 0; k < d; k++) {
        const weight = sums[c + k];
        s0 += weight * x[k];
        s1 += weight * x[d + k];
        s2 += weight * x[2 * d + k];
        s3 += weight * x[3 * d + k];
      }
      squared += (s0 * s0 + s1 * s1 + s2 * s2 + s3 * s3) / given.rows;
    }
  }
  const scale = squared > 1e-20 ? Math.sqrt(spread / squared) : 0;
  for (let i = 0; i < affine.weights.data.length; i++) affine.weights.data[i] *= scale;
  for (let c = 0; c < p; c++)
    for (let k = 0; k < d; k++) affine.offset[c] -= affine.weights.data[c * d + k] * origin[k];
  return affine;
}

function columnMeans(m: Matrix): Float64Array {
  const mean = new Float64Array(m.columns);
  for (let i = 0; i < m.data.length; i++) mean[i % m.columns] += m.data[i] / m.rows;
  return mean;
}

/** The k nearest anchors of each word by cosine: rows k·i … k·i + k − 1, best first; −1 where there are fewer. */
export interface AnchorGraph {
  readonly k: number;
  readonly rows: Int32Array;
  readonly cosines: Float32Array;
}

/** Further anchors looked up, in case that some are the word itself. */
const SPARE = 3;

/** Exact. Vectors of unit length; anchors that are the word itself (or its double) are left out. */
export async function anchorGraph(words: Matrix, anchors: Matrix, near: number, job: Job): Promise<AnchorGraph> {
  const found = await new LowestSums(anchors).find(words, allRows(words.rows), -1, near + SPARE, job);
  const wide = found.rows.length / Math.max(1, words.rows);
  const rows = new Int32Array(words.rows * near).fill(-1);
  const cosines = new Float32Array(words.rows * near);
  for (let i = 0; i < words.rows; i++) {
    let count = 0;
    for (let q = i * wide; q < (i + 1) * wide && count < near; q++) {
      if (found.rows[q] < 0 || -found.sums[q] > SAME) continue;
      cosines[i * near + count] = -found.sums[q];
      rows[i * near + count++] = found.rows[q];
    }
  }
  return { k: near, rows, cosines };
}
