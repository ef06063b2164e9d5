/** A corpus's units as points: described, then encoded by named encoders. */
import { matrix, type Kernels } from "../math";
import type { Corpus, Job, Matrix, SoundSpace } from "../types";
import { analyse, DESCRIPTOR_NAMES, measureDescriptors, planFrames } from "./descriptors";
import { earOf } from "./ear";
import { DescriptorEncoder, type AspectWeights } from "./encode";
import { fuse } from "./fuse";
import { parseEncoderName } from "./name";
import { encodeByModel } from "./onnx/encode";
import { openModel, type ReadFile } from "./onnx/model";
import { measureTimbre, TIMBRE } from "./timbre";

/** What the units of a corpus were measured to be. */
interface Described {
  readonly descriptors: Matrix;
  readonly timbre: Matrix;
}

/**
 * Describes every unit and encodes it; points lie by Euclid. `encoderName`: "descriptors" (with weights of its aspects,
 * "descriptors:pitch=0,time=2"), "onnx:CARD.json", or several joined by "+". `readFile` reads cards and models.
 * Throws one sentence for a name or a model that cannot be used. Thread: worker or Node. Same corpus, same bits.
 */
export async function openSoundSpace(
  corpus: Corpus,
  encoderName: string,
  kernels: Kernels,
  job: Job,
  readFile?: ReadFile,
): Promise<SoundSpace> {
  const parts = parseEncoderName(encoderName);
  const described = await describeCorpus(corpus, kernels, job);
  const points: Matrix[] = [];
  for (const part of parts) {
    if (part.encoder === "descriptors") points.push(encodeDescribed(described, part.weights));
    else {
      if (!readFile) throw new Error("Models cannot be read here: use onnx encoders from the command line.");
      points.push(await encodeByModel(corpus, await openModel(part.card, readFile), kernels, job));
    }
  }
  return {
    name: encoderName,
    vectors: fuse(points),
    descriptors: described.descriptors,
    descriptorNames: DESCRIPTOR_NAMES,
    ear: earOf(described.descriptors),
  };
}

function encodeDescribed({ descriptors, timbre }: Described, weights: AspectWeights): Matrix {
  const encoder = new DescriptorEncoder(weights);
  const { columns } = descriptors;
  const points = matrix(descriptors.rows, encoder.dimensions);
  for (let i = 0; i < points.rows; i++)
    encoder.encode(descriptors.data, i * columns, timbre.data, i * TIMBRE, points.data, i * points.columns);
  return points;
}

async function describeCorpus(corpus: Corpus, kernels: Kernels, job: Job): Promise<Described> {
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
