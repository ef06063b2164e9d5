/** The published baseline: both spaces z-scored, PCA to 5, a word plays the unit nearest to its point by Euclid. */
import { columnMoments, pca, pcaPatiently, project, standardise } from "../math";
import type { Job, Mapping, SoundSpace, WordSpace } from "../types";
import { standardisedPca, targetOf } from "./affine";
import type { FitOptions } from "./fit-options";
import type { OptionReader } from "./name";
import { PointMap } from "./point-map";
import { matchScales } from "./prepare";
import { textVectors, vocabularyVectors } from "./vocabulary";

/**
 * Definition fixed by the design ("How the relation is measured"); never changed. Sounds: the plain descriptors.
 * Options: dimensions (5); fit=vocabulary|text (text: refitted on FitOptions.text, as published: unstable);
 * scale=none|matched (matched: each axis of the words brought to the deviation of the sounds' axis).
 */
export async function fitIdentity(
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
): Promise<Mapping> {
  const dimensions = reader.whole("dimensions", 5, 1, 512);
  const fit = reader.choice("fit", "vocabulary", ["vocabulary", "text"]);
  const scale = reader.choice("scale", "none", ["none", "matched"]);
  reader.end();
  await job.breathe();
  if (fit === "text") job.progress(0, "fit=text: the map changes with the words of the text");
  const vectors = fit === "text" ? textVectors(words, options.text ?? []) : vocabularyVectors(words, options);
  const wordMoments = columnMoments(vectors);
  const wordPca = await pcaPatiently(standardise(vectors, wordMoments), dimensions, job);
  await job.breathe();
  const described = standardise(sounds.descriptors);
  const soundPca = pca(described, Math.min(wordPca.components.rows, described.columns));
  const toPoint = standardisedPca(wordMoments, wordPca);
  if (scale === "matched") matchScales(toPoint, wordPca.variances, soundPca.variances);
  job.progress(1, "identity");
  const points = project(soundPca, described);
  return new PointMap({ name: "identity", target: targetOf(toPoint), points, bias: new Float32Array(points.rows) });
}
