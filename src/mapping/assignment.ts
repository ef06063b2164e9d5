/** One to one: the most important words and units paired by optimal assignment, other words between their neighbours. */
import { matrix, optimalAssignment, pca, Random, row, squaredDistance, takeRows } from "../math";
import type { Job, Mapping, Matrix, SoundSpace, WordSpace } from "../types";
import { onCentres } from "./cluster-link";
import { affineRows, pcaTransform } from "./affine";
import { anchoredOf, unitLength } from "./anchored";
import type { FitOptions } from "./fit-options";
import type { OptionReader } from "./name";
import { PointMap } from "./point-map";
import { prepareSpaces, readPrepare } from "./prepare";
import { vocabularyVectors } from "./vocabulary";

/**
 * At most `pairs` (600) words get a unit each, no unit twice, the sum of squared distances least; the units are drawn
 * with the seed where there are more. An unseen word goes where its three nearest paired words went.
 * Options: pairs, level (clusters: pairs of centres, see cluster-link), clusters, and those of readPrepare.
 */
export async function fitAssignment(
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
): Promise<Mapping> {
  const pairs = reader.whole("pairs", 600, 1, 3000);
  const how = readPrepare(reader);
  const level = reader.choice("level", "points", ["points", "clusters"]);
  const clusters = reader.whole("clusters", 48, 1, 512);
  reader.end();
  const prepared = await prepareSpaces(words, sounds, options, how, job);
  if (level === "clusters") return onCentres("assignment", prepared, clusters, "optimal", false, job);
  const count = Math.min(pairs, prepared.words.rows, prepared.sounds.rows);
  const drawn = new Random(job.seed).shuffle(Int32Array.from({ length: prepared.sounds.rows }, (_, i) => i));
  const units = drawn.slice(0, Math.min(drawn.length, 2 * count));
  await job.breathe();
  const paired = optimalAssignment(
    squaredDistances(takeFirst(prepared.words, count), takeRows(prepared.sounds, units)),
  );
  job.progress(1, "assignment");
  const vectors = vocabularyVectors(words, options);
  const reduce = pcaTransform(pca(vectors, vectors.columns));
  const anchors = affineRows(reduce, takeFirst(vectors, count));
  for (let i = 0; i < count; i++) unitLength(row(anchors, i));
  const given = matrix(count, prepared.sounds.columns);
  paired.forEach((column, i) => row(given, i).set(row(prepared.sounds, units[column])));
  const linear = {
    weights: matrix(given.columns, anchors.columns),
    offset: new Float32Array(given.columns),
  };
  const target = anchoredOf({ reduce, linear, anchors, given, near: 3, pull: 1, focus: 2 });
  return new PointMap({ name: "assignment", target, points: prepared.sounds, bias: prepared.bias });
}

function takeFirst(m: Matrix, count: number): Matrix {
  return takeRows(
    m,
    Int32Array.from({ length: count }, (_, i) => i),
  );
}

function squaredDistances(a: Matrix, b: Matrix): Matrix {
  const out = matrix(a.rows, b.rows);
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < b.rows; j++)
      out.data[i * b.rows + j] = squaredDistance(a.data, i * a.columns, b.data, j * b.columns, a.columns);
  return out;
}
