/** The sounds as `relational` sees them: principal axes of unit scale, and how far each unit lies off the shell. */
import { dot, matrix, pca, project, Random, squaredDistance, standardise } from "../../math";
import type { Matrix, SoundSpace } from "../../types";

/** Points of mean distance 1, axes of falling variance. */
export interface SoundSide {
  readonly points: Matrix;
  /** Deviation of the points along each axis. */
  readonly deviations: Float64Array;
  /** The part of a unit's cost that no word changes: how far off the shell it lies. */
  readonly offShell: Float32Array;
}

/** How much of the cost of lying far out is charged by the crowding of a direction instead of by its length. */
const CROWDING = 0.5;

/** Shares of the variance when another encoder than the plain descriptors is in use. */
const EAR_SHARE = 0.5;

/**
 * The vectors the relation is kept in: the ear (standardised), and where another encoder was chosen, half of it.
 * What the plain descriptors add to the ear (envelope shape, bands) lowers rho from .36 to .29: see docs/mapping.md.
 */
export function relationVectors(sounds: SoundSpace): Matrix {
  const ear = standardise(sounds.ear);
  if (sounds.name === "descriptors" || sounds.vectors === sounds.ear) return ear;
  const rows = ear.rows;
  const out = matrix(rows, ear.columns + sounds.vectors.columns);
  const parts: [Matrix, number, number][] = [
    [ear, EAR_SHARE, 0],
    [sounds.vectors, 1 - EAR_SHARE, ear.columns],
  ];
  for (const [part, share, column] of parts) {
    let squared = 0;
    for (const x of part.data) if (Number.isFinite(x)) squared += x * x;
    const factor = squared > 0 ? Math.sqrt((share * rows) / squared) : 0;
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < part.columns; c++) {
        const x = part.data[r * part.columns + c];
        out.data[r * out.columns + column + c] = Number.isFinite(x) ? factor * x : 0;
      }
  }
  return out;
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

/**
 * offShell, and a unit costs more in directions where the chosen points (rows of `given`) already vary much:
 * ½·(s·xᵀCx − |x|²), C their covariance, s such that both terms are equal on average. From the derivative of
 * ‖XᵀX‖²: the correlation of two similarity matrices has it in its denominator, and sounds have few strong axes where
 * words have many equal ones.
 */
export function standingCost(side: SoundSide, given: Matrix): Float32Array {
  const { points, offShell } = side;
  const p = points.columns;
  const axes = pca(given, p);
  const crowding = new Float64Array(points.rows);
  let crowded = 0;
  let squared = 0;
  for (let u = 0; u < points.rows; u++) {
    for (let k = 0; k < axes.components.rows; k++) {
      const along = dot(points.data, u * p, axes.components.data, k * p, p);
      crowding[u] += axes.variances[k] * along * along;
    }
    crowded += crowding[u];
    squared += dot(points.data, u * p, points.data, u * p, p);
  }
  const scale = crowded > 0 ? squared / crowded : 0;
  return offShell.map((cost, u) => {
    const length = dot(points.data, u * p, points.data, u * p, p);
    return cost + CROWDING * (scale * crowding[u] - length);
  });
}
