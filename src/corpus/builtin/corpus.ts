/** The built-in corpus as a corpus: synthesised, cut, ready to be learned. */
import { cutSounds } from "../build";
import { sha256 } from "../hash";
import { builtinCount, builtinFile, synthesiseBuiltin, type BuiltinSound } from "./synthesise";
import type { Kernels } from "../../math";
import type { Corpus, Hertz, Job, Sound, UnitMode } from "../../types";

/** Changes whenever any built-in sound changes. */
const VERSION = 1;

/**
 * Somebody on another thread who makes the same sounds from the last one down. `begin` starts that and `made` hears of
 * each; `end` stops it. A hand that never comes costs nothing.
 */
export interface SecondHand {
  begin(sampleRate: Hertz, made: (index: number, samples: Float32Array) => void): void;
  end(): void;
}

/**
 * Makes all built-in sounds at that rate and cuts them; `job` hears of every sound and may cancel between two. The hash of
 * a sound stands for its recipe, not for its samples: recipe and rate decide every bit, whoever made it. Thread: any.
 */
export async function builtinCorpus(
  sampleRate: Hertz,
  unit: UnitMode,
  job: Job,
  kernels?: Kernels,
  second?: SecondHand,
): Promise<Corpus> {
  const made = await makeSounds(sampleRate, job, second);
  const sounds: Sound[] = [];
  for (const { file, samples } of made) {
    const recipe = new TextEncoder().encode(`lexigrain built-in ${VERSION} ${file} ${sampleRate}`);
    sounds.push({ file, samples, hash: await sha256(recipe) });
  }
  const options = { name: "built-in", sampleRate, unit, trimSilence: true, dropSilent: true, kernels };
  const rest: Job = {
    seed: job.seed,
    progress: (fraction, note) => job.progress(0.8 + 0.2 * fraction, note),
    breathe: () => job.breathe(),
  };
  return cutSounds(sounds, [], options, rest);
}

/** Both hands work towards each other, and stop where they meet. */
async function makeSounds(sampleRate: Hertz, job: Job, second: SecondHand | undefined): Promise<BuiltinSound[]> {
  const sounds: (BuiltinSound | undefined)[] = new Array<undefined>(builtinCount).fill(undefined);
  let done = 0;
  const put = (index: number, sound: BuiltinSound): void => {
    sounds[index] ??= sound;
    job.progress((0.8 * ++done) / (builtinCount + 1), sound.file);
  };
  second?.begin(sampleRate, (index, samples) => put(index, { file: builtinFile(index), samples }));
  try {
    for (let i = 0; i < builtinCount && !sounds[i]; i++) {
      put(i, synthesiseBuiltin(i, sampleRate));
      await job.breathe();
    }
  } finally {
    second?.end();
  }
  return sounds.map((sound, i) => sound ?? synthesiseBuiltin(i, sampleRate));
}
