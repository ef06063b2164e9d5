/** The words turned as a whole onto the sounds: mutual nearest pairs and the best rotation, in turns. */
import { matrix, nearestRow, orthogonalProcrustes, row, takeRows } from "../math";
import type { Job, Mapping, Matrix, SoundSpace, WordSpace } from "../types";
import { affineRows, targetOf, type Affine } from "./affine";
import type { FitOptions } from "./fit-options";
import type { OptionReader } from "./name";
import { PointMap } from "./point-map";
import { prepare } from "./prepare";

/** Options: dimensions (5), iterations (20), words (2000 most important words turned). */
export async function fitProcrustes(
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
): Promise<Mapping> {
  const dimensions = reader.whole("dimensions", 5, 1, 512);
  const iterations = reader.whole("iterations", 20, 1, 1000);
  const most = reader.whole("words", 2000, 1, 100_000);
  reader.end();
  const prepared = prepare(words, sounds, options, dimensions);
  const count = Math.min(most, prepared.words.rows);
  const some = takeRows(
    prepared.words,
    Int32Array.from({ length: count }, (_, i) => i),
  );
  const turn = await turnOnto(some, prepared.sounds, iterations, job);
  const target = targetOf(after(turn, prepared.toPoint));
  const bias = new Float32Array(prepared.sounds.rows);
  return new PointMap({ name: "procrustes", target, points: prepared.sounds, bias });
}

/**
 * The rotation of points `a` onto points `b` without known pairs: from the identity, pairs that are each other's
 * nearest, then orthogonal Procrustes over them, until nothing moves or `iterations` are over.
 */
export async function turnOnto(a: Matrix, b: Matrix, iterations: number, job: Job): Promise<Matrix> {
  const d = a.columns;
  let turn = matrix(d, d);
  for (let i = 0; i < d; i++) turn.data[i * d + i] = 1;
  let last = "";
  for (let t = 0; t < iterations; t++) {
    await job.breathe();
    job.progress(t / iterations, "procrustes");
    const turned = affineRows({ weights: turn, offset: new Float32Array(d) }, a);
    const there = Int32Array.from({ length: a.rows }, (_, i) => nearestRow(b, turned.data, i * d));
    const from: number[] = [];
    for (let i = 0; i < a.rows; i++) if (nearestRow(turned, b.data, there[i] * d) === i) from.push(i);
    const pairs = from.map((i) => `${i}:${there[i]}`).join();
    if (from.length === 0 || pairs === last) break;
    last = pairs;
    const to = from.map((i) => there[i]);
    turn = orthogonalProcrustes(takeRows(a, from), takeRows(b, to));
  }
  return turn;
}

/** First the transform, then the rotation. */
function after(turn: Matrix, first: Affine): Affine {
  const { rows, columns } = first.weights;
  const weights = matrix(rows, columns);
  const offset = new Float32Array(rows);
  for (let r = 0; r < rows; r++)
    for (let k = 0; k < rows; k++) {
      const t = row(turn, r)[k];
      offset[r] += t * first.offset[k];
      for (let c = 0; c < columns; c++) weights.data[r * columns + c] += t * first.weights.data[k * columns + c];
    }
  return { weights, offset };
}
