/** Preparations that move and stretch columns: all are one affine transform, fitted on the rows given. */
import { columnMoments, matrix, pca, Random, varies } from "../../math";
import type { Matrix } from "../../types";
import { pcaTransform, targetOf, type Affine } from "../affine";
import type { Target } from "../target";
import { columnwise } from "../targets/columnwise";

/** x → (x − from)/by, column by column; columns whose `by` is 0 become 0. */
function moved(from: ArrayLike<number>, by: ArrayLike<number>): Target {
  const factor = Float32Array.from(by, (s) => (s > 0 ? 1 / s : 0));
  return columnwise(
    factor,
    Float32Array.from(from, (m, c) => (by[c] > 0 ? -m / by[c] : 0)),
  );
}

/** Deviations, 0 where a column is constant but for rounding. */
function deviations(m: Matrix): { readonly mean: Float64Array; readonly deviation: Float64Array } {
  const moments = columnMoments(m);
  return { mean: moments.mean, deviation: moments.deviation.map((s, c) => (varies(moments, c) ? s : 0)) };
}

/** Mean 0, deviation 1. */
export function standardised(m: Matrix): Target {
  const { mean, deviation } = deviations(m);
  return moved(mean, deviation);
}

/** Divided by its deviation, so that the variance is 1; the mean stays where that leaves it. */
export function byVariance(m: Matrix): Target {
  const { mean, deviation } = deviations(m);
  return moved(
    mean.map(() => 0),
    deviation,
  );
}

/** The least number to 0, the greatest to 1. */
export function minMax(m: Matrix): Target {
  const least = new Float64Array(m.columns).fill(Infinity);
  const most = new Float64Array(m.columns).fill(-Infinity);
  m.data.forEach((x, i) => {
    least[i % m.columns] = Math.min(least[i % m.columns], x);
    most[i % m.columns] = Math.max(most[i % m.columns], x);
  });
  const { deviation } = deviations(m);
  return moved(
    least,
    most.map((x, c) => (deviation[c] > 0 ? x - least[c] : 0)),
  );
}

/** The median to 0, the middle half (quartile to quartile) to length 1. */
export function robust(m: Matrix): Target {
  const median = new Float64Array(m.columns);
  const middle = new Float64Array(m.columns);
  const column = new Float64Array(m.rows);
  for (let c = 0; c < m.columns; c++) {
    for (let r = 0; r < m.rows; r++) column[r] = m.data[r * m.columns + c];
    column.sort();
    median[c] = quantile(column, 0.5);
    middle[c] = quantile(column, 0.75) - quantile(column, 0.25);
  }
  return moved(median, middle);
}

/** Linear between the order statistics (the usual type 7). */
function quantile(sorted: Float64Array, at: number): number {
  const place = at * (sorted.length - 1);
  const low = Math.floor(place);
  return sorted[low] + (place - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
}

/** (x − mean)/√(variance + 10⁻⁵) over the rows: batch normalisation with the whole set as its batch, gain 1, offset 0. */
export function batchNorm(m: Matrix): Target {
  const { mean, deviation } = columnMoments(m);
  return moved(
    mean,
    deviation.map((s) => Math.sqrt(s * s + 1e-5)),
  );
}

/** Principal axes, each to variance 1; axes under 10⁻⁶ of the largest are dropped. */
export function whitened(m: Matrix): Target {
  const found = pca(m, m.columns);
  let kept = 0;
  while (kept < found.variances.length && found.variances[kept] > 1e-6 * found.variances[0]) kept++;
  return targetOf(stretched(pcaTransform(found), found.variances, Math.max(1, kept)));
}

/** The first `kept` rows of a transform, each divided by the root of its variance. */
function stretched(axes: Affine, variances: Float64Array, kept: number): Affine {
  const { columns, data } = axes.weights;
  const scale = (r: number): number => (variances[r] > 1e-24 ? 1 / Math.sqrt(variances[r]) : 0);
  return {
    weights: matrix(
      kept,
      columns,
      data.slice(0, kept * columns).map((w, i) => w * scale(Math.floor(i / columns))),
    ),
    offset: axes.offset.slice(0, kept).map((o, r) => o * scale(r)),
  };
}

/** Principal axes of largest variance. */
export const principal = (m: Matrix, dimensions: number): Target => targetOf(pcaTransform(pca(m, dimensions)));

/** Normal random directions, lengths kept on average (Johnson and Lindenstrauss 1984). */
export function randomProjection(m: Matrix, dimensions: number, seed: number): Target {
  const random = new Random(seed);
  const weights = matrix(dimensions, m.columns);
  for (let i = 0; i < weights.data.length; i++) weights.data[i] = random.normal() / Math.sqrt(dimensions);
  return targetOf({ weights, offset: new Float32Array(dimensions) });
}
