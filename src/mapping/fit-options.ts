/** What every method's fit is handed besides the two spaces. */
import type { Job, Mapping, SoundSpace, WordSpace } from "../types";
import type { OptionReader } from "./name";

/** How a map is to be fitted; all optional. */
export interface FitOptions {
  /** How many of the space's most important words the map is fitted on; default 10,000. */
  readonly vocabulary?: number;
  /** The words being played: only `fit=text` uses them. */
  readonly text?: readonly string[];
  /** "quick" = the first playable map (under a second); "best" (default) = all iterations. */
  readonly quality?: "quick" | "best";
}

/** A method of the registry: reads its options, then fits. */
export type Fit = (
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
) => Promise<Mapping>;
