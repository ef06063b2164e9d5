/** The sounds as `relational` sees them: principal axes of unit scale, and how far each unit lies off the shell. */
import { matrix, pca, project, Random, squaredDistance } from "../../math";
import type { Matrix } from "../../types";

/** Points of mean distance 1, axes of falling variance. */
export interface SoundSide {
  readonly points: Matrix;
  /** Deviation of the points along each axis. */
  readonly deviations: Float64Array;
  /** The part of a unit's cost that no word changes. */
  readonly offShell: Float32Array;
}

const SAMPLED_PAIRS = 5000;
/** Radius of the shell: this quantile of the units' distances from the centre. */
const SHELL = 0.55;
const SHELL_WEIGHT = 3;

/**
 * Words lie on a sphere: all about equally far from the centre. Sounds do not, and a sound far outside (or in the
 * middle) is far from (or near) everything, whatever its word. So a unit costs more the further its distance from
 * the centre differs from the typical one. Distances are measured in all columns, points keep the first `dimensions`
 * axes.
 */
export function soundSide(vectors: Matrix, dimensions: number, seed: number): SoundSide {
  const finite = matrix(
    vectors.rows,
    vectors.columns,
    vectors.data.map((x) => (Number.isFinite(x) ? x : 0)),
  );
  const axes = pca(finite, dimensions);
  const points = project(axes, finite);
  const scale = 1 / (meanDistance(finite, seed) || 1);
  for (let i = 0; i < points.data.length; i++) points.data[i] *= scale;
  const radius = new Float64Array(vectors.rows);
  const d = vectors.columns;
  for (let u = 0; u < radius.length; u++)
    radius[u] = scale * Math.sqrt(squaredDistance(finite.data, u * d, axes.mean, 0, d));
  const shell = radius.slice().sort()[Math.floor(SHELL * radius.length)];
  return {
    points,
    deviations: axes.variances.map((v) => scale * Math.sqrt(v)),
    offShell: Float32Array.from(radius, (r) => SHELL_WEIGHT * (r - shell) ** 2),
  };
}

function meanDistance(m: Matrix, seed: number): number {
  const random = new Random(seed);
  const d = m.columns;
  let sum = 0;
  for (let k = 0; k < SAMPLED_PAIRS; k++) {
    const a = random.below(m.rows) * d;
    const b = random.below(m.rows) * d;
    sum += Math.sqrt(squaredDistance(m.data, a, m.data, b, d));
  }
  return sum / SAMPLED_PAIRS;
}
