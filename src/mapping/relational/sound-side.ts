/** The sounds as `relational` sees them: principal axes of unit scale, and how far each unit lies off the shell. */
import { columnMoments, matrix, pca, pcaPatiently, Random, row, squaredDistance, varies } from "../../math";
import type { Job, Matrix, SoundSpace } from "../../types";
import { affineRowsPatiently, pcaTransform } from "../affine";

/** Points of mean distance 1, axes of falling variance. */
export interface SoundSide {
  readonly points: Matrix;
  /** Deviation of the points along each axis. */
  readonly deviations: Float64Array;
  /** The part of a unit's cost that no word changes: how far off the shell it lies. */
  readonly offShell: Float32Array;
}

/**
 * Share of the variance that the ear has; the rest is the encoder's, whose points follow the sound in time (what is heard
 * of a rendered word: Spearman of distances .82, the ear's .42). An encoder that was chosen on purpose counts half.
 */
const EAR_SHARE = { descriptors: 0.8, chosen: 0.5 };

/** Units whose moments stand for all, and rows between two breaths. */
const MEASURED_UNITS = 10_000;
const STRIDE = 1024;

/** The vectors the relation is kept in: the ear (standardised) and the encoder's points, columns side by side, finite. */
export async function relationVectors(sounds: SoundSpace, job: Job): Promise<Matrix> {
  const { ear, vectors } = sounds;
  const share = sounds.name === "descriptors" ? EAR_SHARE.descriptors : EAR_SHARE.chosen;
  const out = matrix(ear.rows, ear.columns + vectors.columns);
  await place(ear, factorsOf(ear, share, true), out, 0, job);
  await place(vectors, factorsOf(vectors, 1 - share, false), out, ear.columns, job);
  return out;
}

interface Scaling {
  readonly mean: Float64Array;
  readonly factor: Float64Array;
}

/** Centres columns and scales them, each to deviation 1 first when `each`; the variance of all together is `share`. */
function factorsOf(m: Matrix, share: number, each: boolean): Scaling {
  const moments = columnMoments(sample(m, MEASURED_UNITS));
  const { mean, deviation } = moments;
  const factor = deviation.map((s, c) => (varies(moments, c) ? (each ? 1 / s : 1) : 0));
  const variance = deviation.reduce((sum, s, c) => sum + (s * factor[c]) ** 2, 0);
  const scale = variance > 1e-20 ? Math.sqrt(share / variance) : 0;
  return { mean, factor: factor.map((f) => f * scale) };
}

/** Writes the scaled columns from `column` on; what is not finite becomes 0, the mean. */
async function place(from: Matrix, { mean, factor }: Scaling, to: Matrix, column: number, job: Job): Promise<void> {
  for (let r = 0; r < from.rows; r++) {
    for (let c = 0; c < from.columns; c++) {
      const x = (from.data[r * from.columns + c] - mean[c]) * factor[c];
      to.data[r * to.columns + column + c] = Number.isFinite(x) ? x : 0;
    }
    if (r % STRIDE === STRIDE - 1) await job.breathe();
  }
}

const SAMPLED_PAIRS = 5000;
/** Radius of the shell: this quantile of the units' distances from the centre. */
const SHELL = 0.55;
const SHELL_WEIGHT = 3;

/**
 * Words lie on a sphere: all about equally far from the centre. Sounds do not, and a sound far outside (or in the
 * middle) is far from (or near) everything, whatever its word. So a unit costs more the further its distance from
 * the centre differs from the typical one. Distances are measured in all columns (finite, centred), points keep the first
 * `dimensions` axes, found on `sampled` units.
 */
export async function soundSide(vectors: Matrix, dimensions: number, sampled: number, job: Job): Promise<SoundSide> {
  const axes = await pcaPatiently(sample(vectors, sampled), dimensions, job);
  const points = await affineRowsPatiently(pcaTransform(axes), vectors, job);
  const scale = 1 / (meanDistance(vectors, job.seed) || 1);
  for (let i = 0; i < points.data.length; i++) points.data[i] *= scale;
  const radius = new Float64Array(vectors.rows);
  const d = vectors.columns;
  for (let u = 0; u < radius.length; u++) {
    radius[u] = scale * Math.sqrt(squaredDistance(vectors.data, u * d, axes.mean, 0, d));
    if ((u & 4095) === 4095) await job.breathe();
  }
  const shell = radius.slice().sort()[Math.floor(SHELL * radius.length)];
  return {
    points,
    deviations: axes.variances.map((v) => scale * Math.sqrt(v)),
    offShell: Float32Array.from(radius, (r) => SHELL_WEIGHT * (r - shell) ** 2),
  };
}

/** At most `count` rows of m, evenly spaced. */
export function sample(m: Matrix, count: number): Matrix {
  if (m.rows <= count) return m;
  const out = matrix(count, m.columns);
  for (let i = 0; i < count; i++) row(out, i).set(row(m, Math.floor((i * m.rows) / count)));
  return out;
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
 * crowding·(s·xᵀCx − |x|²), C their covariance, s such that both terms are equal on average. From the derivative of
 * ‖XᵀX‖²: the correlation of two similarity matrices has it in its denominator, and sounds have few strong axes where
 * words have many equal ones.
 */
export function standingCost(side: SoundSide, given: Matrix, crowding: number): Float32Array {
  const { points, offShell } = side;
  const p = points.columns;
  const { components, variances } = pca(given, p);
  const along = new Float64Array(points.rows);
  const length = new Float64Array(points.rows);
  let crowded = 0;
  let squared = 0;
  for (let u = 0, at = 0; u < points.rows; u++, at += p) {
    for (let k = 0; k < components.rows; k++) {
      let sum = 0;
      for (let c = 0; c < p; c++) sum += points.data[at + c] * components.data[k * p + c];
      along[u] += variances[k] * sum * sum;
    }
    for (let c = 0; c < p; c++) length[u] += points.data[at + c] * points.data[at + c];
    crowded += along[u];
    squared += length[u];
  }
  const scale = crowded > 0 ? squared / crowded : 0;
  return offShell.map((cost, u) => cost + crowding * (scale * along[u] - length[u]));
}
