/** The words turned as a whole onto the sounds: mutual nearest pairs and the best rotation, in turns. */
import { nearestRow, orthogonalProcrustes, takeRows } from "../math";
import type { Job, Matrix } from "../types";
import { affineRows } from "./affine";
import { eye, linearOf } from "./linear";
import { pointMethod } from "./point-method";

/** Options: iterations (20), and those of pointMethod. */
export const fitProcrustes = pointMethod("procrustes", { dimensions: 5, words: 2000 }, (reader) => {
  const iterations = reader.whole("iterations", 20, 1, 1000);
  return async (words, sounds, _around, job) => ({
    words: linearOf(await turnOnto(words, sounds, iterations, job)),
  });
});

/**
 * The rotation of points `a` onto points `b` without known pairs: from `start` (the identity), pairs that are each other's
 * nearest, then orthogonal Procrustes over them, until nothing moves or `iterations` are over.
 */
export async function turnOnto(
  a: Matrix,
  b: Matrix,
  iterations: number,
  job: Job,
  start: Matrix = eye(a.columns),
): Promise<Matrix> {
  const d = a.columns;
  let turn = start;
  let last = "";
  for (let t = 0; t < iterations; t++) {
    await job.breathe();
    job.progress(t / iterations, "procrustes");
    const turned = affineRows({ weights: turn, offset: new Float32Array(d) }, a);
    const there = await nearestRows(turned, b, job);
    const back = await nearestRows(b, turned, job);
    const from: number[] = [];
    for (let i = 0; i < a.rows; i++) if (back[there[i]] === i) from.push(i);
    const pairs = from.map((i) => `${i}:${there[i]}`).join();
    if (from.length === 0 || pairs === last) break;
    last = pairs;
    const to = from.map((i) => there[i]);
    turn = orthogonalProcrustes(takeRows(a, from), takeRows(b, to));
  }
  return turn;
}

/** For every row of `a` the nearest row of `b`. */
async function nearestRows(a: Matrix, b: Matrix, job: Job): Promise<Int32Array> {
  const out = new Int32Array(a.rows);
  for (let i = 0; i < a.rows; i++) {
    out[i] = nearestRow(b, a.data, i * a.columns);
    if ((i & 63) === 63) await job.breathe();
  }
  return out;
}
