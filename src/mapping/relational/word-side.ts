/** The words as `relational` sees them: a linear map of matched scales, and each anchor's nearest anchors. */
import { dot, matrix, pca } from "../../math";
import type { Job, Matrix } from "../../types";
import { applyAffine, type Affine } from "../affine";

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
 * The linear map y = scale·Σ_i (x_i − mean)·w_iᵀ w of the points `given` to the words: one Frank–Wolfe step of the
 * inner-product Gromov–Wasserstein problem (Vayer 2020; Scetbon, Peyré and Cuturi 2022), brought to total variance
 * `spread` over these words.
 */
export function crossCovariance(vectors: Matrix, given: Matrix, spread: number): Affine {
  const p = given.columns;
  const d = vectors.columns;
  const mean = new Float64Array(p);
  for (let i = 0; i < given.data.length; i++) mean[i % p] += given.data[i] / given.rows;
  const sums = new Float64Array(p * d);
  for (let i = 0; i < given.rows; i++)
    for (let c = 0; c < p; c++) {
      const x = given.data[i * p + c] - mean[c];
      for (let k = 0; k < d; k++) sums[c * d + k] += x * vectors.data[i * d + k];
    }
  const weights = matrix(p, d, Float32Array.from(sums));
  const affine = { weights, offset: new Float32Array(p) };
  const m = new Float64Array(p);
  let squared = 0;
  for (let i = 0; i < given.rows; i++) {
    const y = applyAffine(affine, vectors.data.subarray(i * d, (i + 1) * d));
    y.forEach((v, c) => {
      m[c] += v / given.rows;
      squared += (v * v) / given.rows;
    });
  }
  const variance = squared - m.reduce((sum, v) => sum + v * v, 0);
  const scale = variance > 1e-20 ? Math.sqrt(spread / variance) : 0;
  for (let i = 0; i < weights.data.length; i++) weights.data[i] *= scale;
  return affine;
}

/** The k nearest other anchors of each by cosine: rows k·i … k·i + k − 1, best first; −1 where there are fewer. */
export interface AnchorGraph {
  readonly k: number;
  readonly rows: Int32Array;
  readonly cosines: Float32Array;
}

/** Exact; each pair is compared once. Vectors of unit length. */
export async function anchorGraph(anchors: Matrix, k: number, job: Job): Promise<AnchorGraph> {
  const n = anchors.rows;
  const d = anchors.columns;
  const rows = new Int32Array(n * k).fill(-1);
  const cosines = new Float32Array(n * k).fill(-Infinity);
  const offer = (i: number, j: number, cosine: number): void => {
    let at = i * k + k - 1;
    if (cosine <= cosines[at]) return;
    for (; at > i * k && cosines[at - 1] < cosine; at--) {
      cosines[at] = cosines[at - 1];
      rows[at] = rows[at - 1];
    }
    cosines[at] = cosine;
    rows[at] = j;
  };
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const cosine = dot(anchors.data, i * d, anchors.data, j * d, d);
      offer(i, j, cosine);
      offer(j, i, cosine);
    }
    if ((i & 15) === 0) await job.breathe();
  }
  return { k, rows, cosines };
}
