/** The built-in corpus as a corpus: synthesised, cut, ready to be learned. */
import { cutSounds } from "../build";
import { sha256 } from "../hash";
import { builtinCount, synthesiseBuiltin } from "./synthesise";
import type { Kernels } from "../../math";
import type { Corpus, Hertz, Job, Sound, UnitMode } from "../../types";

/** Changes whenever any built-in sound changes. */
const VERSION = 1;

/**
 * Makes all built-in sounds at that rate and cuts them; `job` hears of every sound and may cancel between two. The hash of
 * a sound stands for its recipe, not for its samples: recipe and rate decide every bit. Thread: any.
 */
export async function builtinCorpus(sampleRate: Hertz, unit: UnitMode, job: Job, kernels?: Kernels): Promise<Corpus> {
  const sounds: Sound[] = [];
  for (const { file, samples } of synthesiseBuiltin(sampleRate)) {
    job.progress((0.8 * sounds.length) / builtinCount, file);
    const recipe = new TextEncoder().encode(`lexigrain built-in ${VERSION} ${file} ${sampleRate}`);
    sounds.push({ file, samples, hash: await sha256(recipe) });
    await job.breathe();
  }
  const options = { name: "built-in", sampleRate, unit, trimSilence: true, dropSilent: true, kernels };
  const rest: Job = {
    seed: job.seed,
    progress: (fraction, note) => job.progress(0.8 + 0.2 * fraction, note),
    breathe: () => job.breathe(),
  };
  return cutSounds(sounds, [], options, rest);
}
