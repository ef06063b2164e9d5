/** Makes the built-in corpus, one sound after the other. */
import { hashString } from "../../math";
import { FAMILIES } from "./families";
import { finish } from "./finish";
import { Studio } from "./studio";
import type { Hertz } from "../../types";

export interface BuiltinSound {
  /** "family/name.wav". */
  readonly file: string;
  /** Mono, at the asked rate, peak −3 dB, first and last sample 0. */
  readonly samples: Float32Array;
}

const RECIPES = FAMILIES.flatMap(({ name, sounds }) =>
  sounds.map((sound) => ({ file: `${name}/${sound.name}.wav`, make: sound.make })),
);

/** How many sounds there are. */
export const builtinCount = RECIPES.length;

/** Path of the sound of that number. */
export const builtinFile = (index: number): string => RECIPES[index].file;

/**
 * The built-in sound of that number (0 to builtinCount − 1) at that rate (8,000–192,000 Hz). The same bits in every
 * engine. Each sound has a seed of its own from its name, so that none depends on another. Thread: any.
 */
export function synthesiseBuiltin(index: number, sampleRate: Hertz): BuiltinSound {
  const { file, make } = RECIPES[index];
  return { file, samples: finish(make(new Studio(sampleRate, hashString(file))), sampleRate) };
}
