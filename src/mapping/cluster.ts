/** Clusters of words to clusters of sounds: k-means on both sides, associated; inside, the nearest unit. */
import { kMeans, matrix, nearestRow, optimalAssignment, Random, row, squaredDistance } from "../math";
import type { Job, Mapping, Matrix, SoundSpace, WordSpace } from "../types";
import { APART, clusterOf } from "./cluster-target";
import type { FitOptions } from "./fit-options";
import type { OptionReader } from "./name";
import { PointMap } from "./point-map";
import { prepare } from "./prepare";

/**
 * Options: k (16 clusters), link=optimal|nearest|random (how word clusters find their sound clusters), dimensions (5).
 * A word goes to its cluster's sounds; its place inside is its offset from the words' centre.
 */
export async function fitCluster(
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
): Promise<Mapping> {
  const wanted = reader.whole("k", 16, 1, 512);
  const link = reader.choice("link", "optimal", ["optimal", "nearest", "random"]);
  const dimensions = reader.whole("dimensions", 5, 1, 512);
  reader.end();
  const prepared = prepare(words, sounds, options, dimensions);
  await job.breathe();
  const soundClusters = kMeans(prepared.sounds, wanted, job.seed);
  await job.breathe();
  const wordClusters = kMeans(prepared.words, soundClusters.centres.rows, job.seed + 1);
  await job.breathe();
  const to = associate(wordClusters.centres, soundClusters.centres, link, job.seed);
  const d = prepared.sounds.columns;
  const k = soundClusters.centres.rows;
  const points = matrix(prepared.sounds.rows, d + k);
  for (let u = 0; u < points.rows; u++) {
    row(points, u).set(row(prepared.sounds, u));
    row(points, u)[d + soundClusters.of[u]] = APART;
  }
  job.progress(1, "cluster");
  const target = clusterOf(prepared.toPoint, wordClusters.centres, soundClusters.centres, to);
  return new PointMap({ name: "cluster", target, points, bias: new Float32Array(points.rows) });
}

/** Which sound cluster each word cluster has. */
function associate(words: Matrix, sounds: Matrix, link: "optimal" | "nearest" | "random", seed: number): Int32Array {
  const d = words.columns;
  if (link === "nearest")
    return Int32Array.from({ length: words.rows }, (_, i) => nearestRow(sounds, words.data, i * d));
  if (link === "random") {
    const order = new Random(seed).shuffle(Int32Array.from({ length: sounds.rows }, (_, i) => i));
    return order.slice(0, words.rows);
  }
  const cost = matrix(words.rows, sounds.rows);
  for (let i = 0; i < words.rows; i++)
    for (let j = 0; j < sounds.rows; j++)
      cost.data[i * sounds.rows + j] = squaredDistance(words.data, i * d, sounds.data, j * d, d);
  return optimalAssignment(cost);
}
