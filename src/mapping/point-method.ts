/** What all methods between prepared points share: preparation, level=points|clusters, and the map at the end. */
import { kMeans, nearestRow, takeRows } from "../math";
import type { Job, Matrix, SoundSpace, WordSpace } from "../types";
import { clusterOf, signed } from "./cluster-target";
import type { Fit, FitOptions } from "./fit-options";
import type { OptionReader } from "./name";
import { PointMap } from "./point-map";
import { prepareSpaces, readPrepare, type Prepared } from "./prepare";
import type { Target } from "./target";
import { chainOf } from "./targets/chain";
import { applyRows } from "./targets/rows";

/** What a method learned: where word points go and, if the sounds move too, where unit points go. */
interface Learned {
  readonly words: Target;
  readonly sounds?: Target;
}

/** What a method may look at besides the two sets of points. */
export interface Surroundings {
  readonly words: WordSpace;
  readonly sounds: SoundSpace;
  readonly options: FitOptions;
  /** Word vector → word point. */
  readonly toPoint: Target;
  /** Rows are single words and units; false: centres of clusters. */
  readonly single: boolean;
}

/** Fits word points onto sound points, both of the same dimension. */
export type Learn = (words: Matrix, sounds: Matrix, around: Surroundings, job: Job) => Promise<Learned>;

/**
 * A method of the registry from its heart. `read` reads the method's own options. Further options: those of
 * readPrepare, words (how many of the most important words it is fitted on), level, clusters.
 */
export function pointMethod(
  name: string,
  defaults: { readonly dimensions: number; readonly words: number },
  read: (reader: OptionReader) => Learn,
): Fit {
  return async (words, sounds, options, reader, job) => {
    const learn = read(reader);
    const how = readPrepare(reader, defaults.dimensions);
    const most = reader.whole("words", defaults.words, 1, 100_000);
    const level = reader.choice("level", "points", ["points", "clusters"]);
    const clusters = reader.whole("clusters", 48, 1, 512);
    reader.end();
    const prepared = await prepareSpaces(words, sounds, options, how, job);
    const some = first(prepared.words, most);
    const around = { words, sounds, options, toPoint: prepared.toPoint };
    job.progress(0.1, name);
    const map =
      level === "points"
        ? await onPoints(learn, some, prepared, { ...around, single: true }, job)
        : await onClusters(learn, some, prepared, clusters, { ...around, single: false }, job);
    checkFinite(name, map.target, words);
    job.progress(1, name);
    return new PointMap({ name, ...map });
  };
}

interface Parts {
  readonly target: Target;
  readonly points: Matrix;
  readonly bias: Float32Array;
}

async function onPoints(
  learn: Learn,
  some: Matrix,
  { toPoint, sounds, bias }: Prepared,
  around: Surroundings,
  job: Job,
): Promise<Parts> {
  const learned = await learn(some, sounds, around, job);
  return {
    target: chainOf([toPoint, learned.words]),
    points: learned.sounds ? await applyRows(learned.sounds, sounds, job) : sounds,
    bias,
  };
}

/** Fitted on centroids; a word goes to its cluster's sounds, inside to the one nearest to its own place there. */
async function onClusters(
  learn: Learn,
  some: Matrix,
  { toPoint, sounds, bias }: Prepared,
  clusters: number,
  around: Surroundings,
  job: Job,
): Promise<Parts> {
  await job.breathe();
  const right = kMeans(sounds, clusters, job.seed);
  await job.breathe();
  const left = kMeans(some, right.centres.rows, job.seed + 1);
  await job.breathe();
  const learned = await learn(left.centres, right.centres, around, job);
  const points = learned.sounds ? await applyRows(learned.sounds, sounds, job) : sounds;
  const centres = learned.sounds ? await applyRows(learned.sounds, right.centres, job) : right.centres;
  const landed = await applyRows(learned.words, left.centres, job);
  const to = Int32Array.from({ length: landed.rows }, (_, i) => nearestRow(centres, landed.data, i * landed.columns));
  return {
    target: clusterOf(chainOf([toPoint, learned.words]), landed, centres, to),
    points: signed(points, right.of, centres.rows),
    bias,
  };
}

/** Training may run away when its rates are set too high: said, not played. */
function checkFinite(name: string, target: Target, words: WordSpace): void {
  const vector = words.vectors.data.subarray(0, words.dimensions).map((x) => (Number.isFinite(x) ? x : 0));
  if (!target.apply(vector).every(Number.isFinite))
    throw new Error(`The mapping ${name} did not settle: its numbers ran away. Set a smaller rate.`);
}

/** The first rows, at most `most`. */
function first(m: Matrix, most: number): Matrix {
  return takeRows(
    m,
    Int32Array.from({ length: Math.min(most, m.rows) }, (_, i) => i),
  );
}
