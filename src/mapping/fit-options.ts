/** What every method's fit is handed besides the two spaces. */
import type { Job, Mapping, Matrix, SoundSpace, WordSpace } from "../types";
import type { OptionReader } from "./name";

/** How a map is to be fitted; all optional. */
export interface FitOptions {
  /** How many of the space's most important words the map is fitted on; default 10,000. */
  readonly vocabulary?: number;
  /** The words being played: only `fit=text` uses them. */
  readonly text?: readonly string[];
  /** "quick" = the first playable map (under a second); "best" (default) = all iterations. */
  readonly quality?: "quick" | "best";
  /** File of each unit: only contrastive:pairs=files reads words from them. */
  readonly files?: readonly string[];
  /** Opens a joint text–audio model; only methods that are asked for one use it. */
  readonly joint?: OpenJoint;
}

/** Words and units in the common space of a joint model, one a row, compared by cosine. */
export interface JointPoints {
  readonly words: Matrix;
  readonly units: Matrix;
}

/** Embeds words and all units of the corpus by the model in a folder; rejects with one sentence. */
export type OpenJoint = (folder: string, words: readonly string[], job: Job) => Promise<JointPoints>;

/** A method of the registry: reads its options, then fits. */
export type Fit = (
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
) => Promise<Mapping>;
