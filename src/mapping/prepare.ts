/** What the classical methods start from: both spaces standardised, reduced to a few axes, scales matched. */
import { columnMoments, pca, project, standardise } from "../math";
import type { Matrix, SoundSpace, WordSpace } from "../types";
import { affineRows, standardisedPca, type Affine } from "./affine";
import type { FitOptions } from "./fit-options";
import { vocabularyVectors } from "./vocabulary";

/** Words and sounds as points of one dimension. */
export interface Prepared {
  /** Word vector → point. */
  readonly toPoint: Affine;
  /** The vocabulary's points, importance falling. */
  readonly words: Matrix;
  readonly sounds: Matrix;
}

/** z-scores, PCA to `dimensions` on both sides, each axis of the words brought to the deviation of the sounds' axis. */
export function prepare(words: WordSpace, sounds: SoundSpace, options: FitOptions, dimensions: number): Prepared {
  const vectors = vocabularyVectors(words, options);
  const moments = columnMoments(vectors);
  const described = standardise(sounds.descriptors);
  const kept = Math.min(dimensions, vectors.columns, described.columns);
  const wordAxes = pca(standardise(vectors, moments), kept);
  const soundAxes = pca(described, kept);
  const toPoint = standardisedPca(moments, wordAxes);
  matchScales(toPoint, wordAxes.variances, soundAxes.variances);
  return { toPoint, words: affineRows(toPoint, vectors), sounds: project(soundAxes, described) };
}

/** Brings each axis of a transform from its own deviation to another, in place; axes without variance become 0. */
export function matchScales(toPoint: Affine, from: Float64Array, to: Float64Array): void {
  const columns = toPoint.weights.columns;
  for (let r = 0; r < to.length; r++) {
    const factor = from[r] > 1e-12 ? Math.sqrt(to[r] / from[r]) : 0;
    toPoint.offset[r] *= factor;
    for (let c = 0; c < columns; c++) toPoint.weights.data[r * columns + c] *= factor;
  }
}
