/** Where ICP may begin: a turn of the words found in another way. */
import { columnMoments, matrix, orthogonalProcrustes, takeRows } from "../../math";
import type { Job, Matrix } from "../../types";
import { adversarialTurn } from "../adversarial/train";
import { ADVERSARIAL } from "../adversarial/defaults";
import { axesOnto } from "../axes";
import { jointUnits } from "../joint";
import { eye } from "../linear";
import { randomTurn } from "../orthogonal";
import type { Surroundings } from "../point-method";
import { landWords, turnOfLanded } from "../transport/barycentric";

export const STARTS = ["identity", "pca", "ot", "adversarial", "descriptors", "joint", "random"] as const;

/** What brightness, loudness and noisiness are called among the descriptors, in the order of the words' axes. */
const STANDARD: readonly RegExp[] = [/centroid|bright/i, /loud|rms|level|energy/i, /flat|nois/i];

/** A rotation (d × d) of word points. Throws one sentence where the start needs what is not there. */
export async function startTurn(
  start: (typeof STARTS)[number],
  words: Matrix,
  sounds: Matrix,
  around: Surroundings,
  model: string,
  job: Job,
): Promise<Matrix> {
  const d = words.columns;
  if (start === "pca") return axesOnto(words, sounds);
  if (start === "random") return randomTurn(d, job.seed);
  if (start === "ot") {
    const landed = await landWords(words, sounds, { points: 200, epsilon: 0.005, iterations: 10, restarts: 1 }, job);
    return turnOfLanded(landed);
  }
  if (start === "adversarial")
    return (await adversarialTurn(words, sounds, axesOnto(words, sounds), ADVERSARIAL, job)).turn;
  if (start === "descriptors") return onStandard(sounds, around);
  if (start === "joint") {
    const units = await jointUnits(words.rows, model, around, job);
    return orthogonalProcrustes(words, takeRows(sounds, units));
  }
  return eye(d);
}

/** The words' first axes onto the directions in which brightness, loudness and noisiness grow. */
function onStandard(sounds: Matrix, { sounds: space, single }: Surroundings): Matrix {
  if (!single) throw new Error("icp: start=descriptors looks at single units: use level=points.");
  const d = sounds.columns;
  const columns = STANDARD.map((name) => space.descriptorNames.findIndex((known) => name.test(known))).filter(
    (c) => c >= 0,
  );
  if (columns.length === 0)
    throw new Error("icp: start=descriptors needs brightness, loudness or noisiness among the descriptors.");
  const kept = columns.slice(0, d);
  const { mean, deviation } = columnMoments(space.descriptors);
  // Weak pairs of equal axes settle the directions that nothing asks for.
  const from = matrix(kept.length + d, d);
  const to = matrix(kept.length + d, d);
  kept.forEach((column, k) => {
    from.data[k * d + k] = 1;
    let length = 0;
    for (let i = 0; i < sounds.rows; i++) {
      const z = (space.descriptors.data[i * space.descriptors.columns + column] - mean[column]) / deviation[column];
      if (Number.isFinite(z)) for (let c = 0; c < d; c++) to.data[k * d + c] += z * sounds.data[i * d + c];
    }
    for (let c = 0; c < d; c++) length += to.data[k * d + c] ** 2;
    if (length > 0) for (let c = 0; c < d; c++) to.data[k * d + c] /= Math.sqrt(length);
  });
  for (let c = 0; c < d; c++) {
    from.data[(kept.length + c) * d + c] = 0.1;
    to.data[(kept.length + c) * d + c] = 0.1;
  }
  return orthogonalProcrustes(from, to);
}
