/** The published baseline: both spaces z-scored, PCA to 5, a word plays the unit nearest to its point by Euclid. */
import { columnMoments, nearestRow, pca, project, standardise } from "../math";
import type { Job, Mapping, Matrix, SoundSpace, WeightedUnit, WordSpace } from "../types";
import { applyAffine, standardisedPca, type Affine } from "./affine";
import { packMap, type PackedMap } from "./buffer";
import type { FitOptions } from "./fit-options";
import type { OptionReader } from "./name";
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
  const vectors = fit === "text" ? textVectors(words, options.text ?? []) : vocabularyVectors(words, options);
  const wordMoments = columnMoments(vectors);
  const wordPca = pca(standardise(vectors, wordMoments), dimensions);
  await job.breathe();
  const described = standardise(sounds.descriptors);
  const kept = Math.min(wordPca.components.rows, sounds.descriptors.columns);
  const soundPca = pca(described, kept);
  const toPoint = standardisedPca(wordMoments, wordPca);
  if (scale === "matched") matchScales(toPoint, wordPca.variances, soundPca.variances);
  job.progress(1, "identity");
  return new IdentityMap(toPoint, project(soundPca, described));
}

function matchScales(toPoint: Affine, from: Float64Array, to: Float64Array): void {
  const columns = toPoint.weights.columns;
  for (let r = 0; r < to.length; r++) {
    const factor = from[r] > 1e-12 ? Math.sqrt(to[r] / from[r]) : 0;
    toPoint.offset[r] *= factor;
    for (let c = 0; c < columns; c++) toPoint.weights.data[r * columns + c] *= factor;
  }
}

/** Unit points and the way from a word vector to theirs; of equally near units the first. */
class IdentityMap implements Mapping {
  readonly name = "identity";
  readonly #toPoint: Affine;
  readonly #points: Matrix;

  constructor(toPoint: Affine, points: Matrix) {
    this.#toPoint = toPoint;
    this.#points = points;
  }

  place(vector: Float32Array): WeightedUnit[] {
    return [{ unit: nearestRow(this.#points, applyAffine(this.#toPoint, vector)), weight: 1 }];
  }

  serialise(): ArrayBuffer {
    const { weights, offset } = this.#toPoint;
    return packMap({
      head: { method: this.name, in: weights.columns, out: this.#points.columns, units: this.#points.rows },
      arrays: { weights: weights.data, offset, points: this.#points.data },
    });
  }
}

/** The map that `serialise` stored. */
export function restoreIdentity({ head, arrays }: PackedMap): Mapping {
  const out = Number(head["out"]);
  const rows = (arrays["offset"] as Float32Array).length;
  return new IdentityMap(
    {
      weights: { rows, columns: Number(head["in"]), data: arrays["weights"] as Float32Array },
      offset: arrays["offset"] as Float32Array,
    },
    { rows: Number(head["units"]), columns: out, data: arrays["points"] as Float32Array },
  );
}
