/** Principal axes of one set laid onto those of another. */
import { matrix, pca, type Random } from "../math";
import type { Matrix } from "../types";

/**
 * The rotation (or reflection) that brings the k-th principal axis of `words` onto that of `sounds`, each axis pointing
 * to where its third moment is positive. With `random`, axes whose third moments say little are turned round by chance.
 */
export function axesOnto(words: Matrix, sounds: Matrix, random?: Random): Matrix {
  const d = words.columns;
  const [from, to] = [words, sounds].map((m) => {
    const { components, mean } = pca(m, d);
    return { components, skew: Float64Array.from({ length: d }, (_, k) => skewness(m, mean, components, k)) };
  });
  const out = matrix(d, d);
  for (let k = 0; k < d; k++) {
    let sign = from.skew[k] * to.skew[k] < 0 ? -1 : 1;
    const sure = Math.min(Math.abs(from.skew[k]), Math.abs(to.skew[k]));
    if (random && random.next() < 0.5 * Math.exp(-4 * sure)) sign = -sign;
    for (let r = 0; r < d; r++)
      for (let c = 0; c < d; c++)
        out.data[r * d + c] += sign * to.components.data[k * d + r] * from.components.data[k * d + c];
  }
  return out;
}

/** The third standardised moment along an axis; 0 where nothing varies. */
function skewness(m: Matrix, mean: Float64Array, axes: Matrix, k: number): number {
  const d = m.columns;
  let [second, third] = [0, 0];
  for (let i = 0; i < m.rows; i++) {
    let along = 0;
    for (let c = 0; c < d; c++) along += (m.data[i * d + c] - mean[c]) * axes.data[k * d + c];
    second += along ** 2 / m.rows;
    third += along ** 3 / m.rows;
  }
  return second > 1e-20 ? third / second ** 1.5 : 0;
}
