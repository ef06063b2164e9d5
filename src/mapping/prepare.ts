/** What the methods start from: both spaces prepared by named steps, brought to one dimension, one scale, one metric. */
import { columnMoments, matrix, pca, squaredDistance } from "../math";
import type { Job, Matrix, SoundSpace, WordSpace } from "../types";
import { targetOf, type Affine } from "./affine";
import type { FitOptions } from "./fit-options";
import type { OptionReader } from "./name";
import { evenly } from "./preparation/nmf";
import { principal } from "./preparation/scaling";
import { fitSteps, parseSteps, type Step } from "./preparation/steps";
import type { Target } from "./target";
import { chainOf } from "./targets/chain";
import { columnwise } from "./targets/columnwise";
import { fourier } from "./targets/fourier";
import { rowNorm } from "./targets/row-norm";
import { applyRows } from "./targets/rows";
import { vocabularyVectors } from "./vocabulary";

/** How both sides are to be prepared. */
export interface PrepareOptions {
  readonly dimensions: number;
  /** Steps of each side; absent: standardised and reduced to `dimensions`. */
  readonly wordSteps: readonly Step[] | undefined;
  readonly soundSteps: readonly Step[] | undefined;
  readonly from: "descriptors" | "encoder" | "ear";
  readonly scale: "axes" | "whole" | "none";
  readonly metric: Metric;
}

const METRICS = ["euclid", "cosine", "mahalanobis", "rbf", "inner"] as const;
type Metric = (typeof METRICS)[number];
/** Numbers of a point under metric=rbf. */
const FEATURES = 256;

/** Words and sounds as points of one dimension. */
export interface Prepared {
  /** Word vector → point. */
  readonly toPoint: Target;
  /** The vocabulary's points, importance falling. */
  readonly words: Matrix;
  readonly sounds: Matrix;
  /** Added to a unit's squared distance so that it orders like the metric; 0 but for the inner product. */
  readonly bias: Float32Array;
}

/** Reads dimensions, prepare (prepare-words, prepare-sounds), sounds, scale, metric. */
export function readPrepare(reader: OptionReader, dimensions = 5): PrepareOptions {
  const both = reader.text("prepare", "");
  const steps = (key: string): readonly Step[] | undefined => {
    const text = reader.text(key, both);
    return text === "" ? undefined : parseSteps(text);
  };
  return {
    dimensions: reader.whole("dimensions", dimensions, 1, 512),
    wordSteps: steps("prepare-words"),
    soundSteps: steps("prepare-sounds"),
    from: reader.choice("sounds", "descriptors", ["descriptors", "encoder", "ear"]),
    scale: reader.choice("scale", "axes", ["axes", "whole", "none"]),
    metric: reader.choice("metric", "euclid", METRICS),
  };
}

/**
 * Prepares the vocabulary and the units. Where the two sides end with different numbers of columns, both are reduced to
 * the smaller by PCA. scale=axes brings each axis of the words to the deviation of the sounds' axis, whole all axes by
 * one factor. The metric is a last step after which Euclid orders like it: unit length (cosine), the sounds' covariance
 * made white (mahalanobis), random Fourier features (rbf), a bias (inner).
 */
export async function prepareSpaces(
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  how: PrepareOptions,
  job: Job,
): Promise<Prepared> {
  const vectors = vocabularyVectors(words, options);
  const described = withoutGaps(unitVectors(sounds, how.from));
  const most = Math.min(how.dimensions, vectors.columns, described.columns);
  const standard = parseSteps(`standardise+pca:${most}`);
  const left = await fitSteps(how.wordSteps ?? standard, vectors, job);
  const right = await fitSteps(how.soundSteps ?? standard, described, job);
  const common = Math.min(left.rows.columns, right.rows.columns);
  const reduce = async (m: Matrix): Promise<{ parts: Target[]; rows: Matrix }> => {
    if (m.columns === common) return { parts: [], rows: m };
    const axes = principal(m, common);
    return { parts: [axes], rows: await applyRows(axes, m, job) };
  };
  const a = await reduce(left.rows);
  const b = await reduce(right.rows);
  const parts = [...left.parts, ...a.parts];
  let wordPoints = a.rows;
  let soundPoints = b.rows;
  const then = async (target: Target, both: boolean): Promise<void> => {
    parts.push(target);
    wordPoints = await applyRows(target, wordPoints, job);
    if (both) soundPoints = await applyRows(target, soundPoints, job);
  };
  if (how.scale !== "none") await then(scaled(wordPoints, soundPoints, how.scale), false);
  await measure(how.metric, soundPoints, job.seed, then);
  const bias = new Float32Array(soundPoints.rows);
  // |y − p|² − |p|² orders like −y·p.
  if (how.metric === "inner")
    for (let u = 0; u < bias.length; u++)
      bias[u] = -squaredDistance(soundPoints.data, u * common, new Float32Array(common), 0, common);
  return { toPoint: chainOf(parts), words: wordPoints, sounds: soundPoints, bias };
}

async function measure(
  metric: Metric,
  sounds: Matrix,
  seed: number,
  then: (target: Target, both: boolean) => Promise<void>,
): Promise<void> {
  const d = sounds.columns;
  if (metric === "cosine") await then(rowNorm("unit", d), true);
  if (metric === "rbf") await then(fourier(d, FEATURES, middleDistance(sounds), seed), true);
  if (metric === "mahalanobis") {
    const { components, variances } = pca(sounds, d);
    const weights = matrix(
      d,
      d,
      components.data.map((w, i) => {
        const v = variances[Math.floor(i / d)];
        return v > 1e-6 * variances[0] ? w / Math.sqrt(v) : 0;
      }),
    );
    await then(targetOf({ weights, offset: new Float32Array(d) }), true);
  }
}

/** The median distance between (at most 300) rows; 1 where all coincide. */
export function middleDistance(m: Matrix): number {
  const some = evenly(m.rows, 300);
  const found: number[] = [];
  for (let i = 0; i < some.length; i++)
    for (let j = 0; j < i; j++)
      found.push(squaredDistance(m.data, some[i] * m.columns, m.data, some[j] * m.columns, m.columns));
  found.sort((p, q) => p - q);
  const middle = found[found.length >> 1] ?? 0;
  return middle > 1e-12 ? Math.sqrt(middle) : 1;
}

/** About the words' own mean to the sounds' mean, each column (or all by one factor) to the sounds' deviation. */
function scaled(words: Matrix, sounds: Matrix, scale: "axes" | "whole"): Target {
  const d = words.columns;
  const from = columnMoments(words);
  const to = columnMoments(sounds);
  const total = (s: Float64Array): number => Math.sqrt(s.reduce((sum, x) => sum + x * x, 0));
  const whole = total(from.deviation) > 1e-12 ? total(to.deviation) / total(from.deviation) : 0;
  const factor = new Float32Array(d);
  const offset = new Float32Array(d);
  for (let c = 0; c < d; c++) {
    const own = from.deviation[c] > 1e-9 ? to.deviation[c] / from.deviation[c] : 0;
    factor[c] = scale === "axes" ? own : whole;
    offset[c] = to.mean[c] - factor[c] * from.mean[c];
  }
  return columnwise(factor, offset);
}

/** The vectors of the units that a method is asked to start from. */
function unitVectors(sounds: SoundSpace, from: PrepareOptions["from"]): Matrix {
  return from === "encoder" ? sounds.vectors : from === "ear" ? sounds.ear : sounds.descriptors;
}

/** Numbers that are missing take the mean of their column. */
function withoutGaps(m: Matrix): Matrix {
  const { mean } = columnMoments(m);
  return matrix(
    m.rows,
    m.columns,
    m.data.map((x, i) => (Number.isFinite(x) ? x : mean[i % m.columns])),
  );
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
