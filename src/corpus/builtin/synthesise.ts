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

/** How many sounds there are. */
export const builtinCount = FAMILIES.reduce((sum, { sounds }) => sum + sounds.length, 0);

/**
 * Every built-in sound at that rate (8,000–192,000 Hz), lazily: the caller may rest between two. The same bits in every
 * engine. Each sound has a seed of its own from its name, so a new one changes no other. Thread: any.
 */
export function* synthesiseBuiltin(sampleRate: Hertz): Generator<BuiltinSound> {
  for (const { name, sounds } of FAMILIES) {
    for (const sound of sounds) {
      const file = `${name}/${sound.name}.wav`;
      yield { file, samples: finish(sound.make(new Studio(sampleRate, hashString(file))), sampleRate) };
    }
  }
}
