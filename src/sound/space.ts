/** A corpus's units as points: described, then encoded by a named encoder. */
import { matrix, standardise, type Kernels } from "../math";
import type { Corpus, Job, Matrix, SoundSpace } from "../types";
import { DESCRIPTOR_NAMES, describeUnit, planFrames } from "./descriptors";
import { earOf } from "./ear";

/**
 * Describes every unit and encodes it. `encoderName`: one of ENCODERS.
 * Throws one sentence for an unknown name. Thread: worker or Node. Same corpus, same bits.
 */
export async function openSoundSpace(
  corpus: Corpus,
  encoderName: string,
  kernels: Kernels,
  job: Job,
): Promise<SoundSpace> {
  if (encoderName !== "descriptors") throw new Error(`There is no sound encoder "${encoderName}". Known: descriptors.`);
  const descriptors = await describeCorpus(corpus, kernels, job);
  return {
    name: encoderName,
    vectors: standardise(descriptors),
    descriptors,
    descriptorNames: DESCRIPTOR_NAMES,
    ear: earOf(descriptors),
  };
}

async function describeCorpus(corpus: Corpus, kernels: Kernels, job: Job): Promise<Matrix> {
  const plan = planFrames(corpus.sampleRate);
  const columns = DESCRIPTOR_NAMES.length;
  const out = matrix(corpus.units.length, columns);
  for (const [i, unit] of corpus.units.entries()) {
    const { samples, file } = corpus.sounds[unit.sound];
    describeUnit(samples.subarray(unit.start, unit.start + unit.length), plan, kernels, out.data, i * columns);
    job.progress((i + 1) / corpus.units.length, file);
    await job.breathe();
  }
  return out;
}
