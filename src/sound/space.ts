/** A corpus's units as points: described, then encoded by a named encoder. */
import { matrix, type Kernels } from "../math";
import type { Corpus, Job, Matrix, SoundSpace } from "../types";
import { analyse, DESCRIPTOR_NAMES, measureDescriptors, planFrames } from "./descriptors";
import { earOf } from "./ear";
import { DescriptorEncoder } from "./encode";
import { parseEncoderName } from "./name";
import { measureTimbre, TIMBRE } from "./timbre";

/**
 * Describes every unit and encodes it. `encoderName`: one of ENCODERS, with weights ("descriptors:pitch=0,time=2").
 * Points lie by Euclid. Throws one sentence for an unknown name. Thread: worker or Node. Same corpus, same bits.
 */
export async function openSoundSpace(
  corpus: Corpus,
  encoderName: string,
  kernels: Kernels,
  job: Job,
): Promise<SoundSpace> {
  const encoder = new DescriptorEncoder(parseEncoderName(encoderName));
  const { descriptors, timbre } = await describeCorpus(corpus, kernels, job);
  const vectors = matrix(corpus.units.length, encoder.dimensions);
  for (let i = 0; i < vectors.rows; i++)
    encoder.encode(
      descriptors.data,
      i * descriptors.columns,
      timbre.data,
      i * TIMBRE,
      vectors.data,
      i * vectors.columns,
    );
  return {
    name: encoderName,
    vectors,
    descriptors,
    descriptorNames: DESCRIPTOR_NAMES,
    ear: earOf(descriptors),
  };
}

async function describeCorpus(
  corpus: Corpus,
  kernels: Kernels,
  job: Job,
): Promise<{ descriptors: Matrix; timbre: Matrix }> {
  const plan = planFrames(corpus.sampleRate);
  const descriptors = matrix(corpus.units.length, DESCRIPTOR_NAMES.length);
  const timbre = matrix(corpus.units.length, TIMBRE);
  for (const [i, unit] of corpus.units.entries()) {
    const { samples, file } = corpus.sounds[unit.sound];
    const analysis = analyse(samples.subarray(unit.start, unit.start + unit.length), plan, kernels);
    measureDescriptors(analysis, descriptors.data, i * descriptors.columns);
    measureTimbre(analysis, timbre.data, i * TIMBRE);
    job.progress((i + 1) / corpus.units.length, file);
    await job.breathe();
  }
  return { descriptors, timbre };
}
