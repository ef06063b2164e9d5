/** Which cluster of sounds each cluster of words has, and the map that follows from it. */
import { kMeans, matrix, nearestRow, optimalAssignment, Random, row, squaredDistance } from "../math";
import type { Job, Matrix } from "../types";
import { clusterOf, signed } from "./cluster-target";
import { PointMap } from "./point-map";
import type { Prepared } from "./prepare";

export const LINKS = ["optimal", "nearest", "random"] as const;
export type Link = (typeof LINKS)[number];

/**
 * k-means on both sides (k is a number of clusters), centres linked; inside a cluster the unit nearest to the word's
 * offset from its own centre. `equal`: for the linking all centres are brought to one distance from the origin.
 */
export async function onCentres(
  name: string,
  prepared: Prepared,
  k: number,
  link: Link,
  equal: boolean,
  job: Job,
): Promise<PointMap> {
  await job.breathe();
  const right = kMeans(prepared.sounds, k, job.seed);
  await job.breathe();
  const left = kMeans(prepared.words, right.centres.rows, job.seed + 1);
  await job.breathe();
  const to = equal
    ? associate(onSphere(left.centres), onSphere(right.centres), link, job.seed)
    : associate(left.centres, right.centres, link, job.seed);
  job.progress(1, name);
  return new PointMap({
    name,
    target: clusterOf(prepared.toPoint, left.centres, right.centres, to),
    points: signed(prepared.sounds, right.of, right.centres.rows),
    bias: prepared.bias,
  });
}

/** The sound cluster of each word cluster; needs no more words than sounds. */
export function associate(words: Matrix, sounds: Matrix, link: Link, seed: number): Int32Array {
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

/** Rows at length 1; the zero row stays. */
function onSphere(m: Matrix): Matrix {
  const out = matrix(m.rows, m.columns);
  for (let i = 0; i < m.rows; i++) {
    const length = Math.hypot(...row(m, i));
    if (length > 0) row(out, i).set(row(m, i).map((x) => x / length));
  }
  return out;
}
