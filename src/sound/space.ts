/** A corpus's units as points: described, then encoded by named encoders. */
import { matrix, type Kernels } from "../math";
import type { Corpus, Job, Matrix, SoundSpace } from "../types";
import { analyse, DESCRIPTOR_NAMES, measureDescriptors, planFrames } from "./descriptors";
import { earOf } from "./ear";
import { DescriptorEncoder, type AspectWeights } from "./encode";
import { encodeByFile } from "./files/encode";
import { fuse } from "./fuse";
import { encodeByAutoencoder } from "./learned/encode-autoencoder";
import { encodeByLogMel } from "./learned/encode-log-mel";
import { encodeBySound2vec } from "./learned/encode-sound2vec";
import type { EncoderIo } from "./io";
import { MelEar } from "./learned/mel-units";
import { parseEncoderName, type EncoderPart } from "./name";
import { encodeByModel } from "./onnx/encode";
import { openModel } from "./onnx/model";
import { finishVectors } from "./output";
import { measureTimbre, TIMBRE } from "./timbre";

/**
 * What becomes of a model's vectors unless told otherwise: principal axes, as directions (loud or odd sounds have long
 * vectors), counting less than what was measured.
 */
const MODEL_OUTPUT = { pca: 48, l2: "yes", weight: 0.7 } as const;

/** What the units of a corpus were measured to be. */
interface Described {
  readonly descriptors: Matrix;
  readonly timbre: Matrix;
}

/**
 * Describes every unit and encodes it; points lie by Euclid (but see searchMetric). `encoderName`: "descriptors" (with
 * weights of its aspects, "descriptors:pitch=0,time=2"), "autoencoder", "sound2vec", "onnx:CARD.json", "file:VECTORS.npy",
 * or several joined by "+"; docs/encoders.md has their options. `io` reads and writes what they name and looks on while
 * they learn. Throws one sentence for what cannot be used. Thread: worker or Node. Same corpus, same seed, same bits.
 */
export async function openSoundSpace(
  corpus: Corpus,
  encoderName: string,
  kernels: Kernels,
  job: Job,
  io: EncoderIo = {},
): Promise<SoundSpace> {
  const parts = parseEncoderName(encoderName);
  const steps = 1 + parts.filter(({ encoder }) => encoder !== "descriptors").length;
  const described = await describeCorpus(corpus, kernels, step(job, 0, steps));
  const points: Matrix[] = [];
  const weights: number[] = [];
  let done = 0;
  for (const part of parts) {
    const vectors =
      part.encoder === "descriptors"
        ? encodeDescribed(described, part.weights)
        : await encodePart(part, corpus, kernels, step(job, ++done, steps), io);
    const output = part.encoder === "onnx" ? { ...MODEL_OUTPUT, ...part.output } : part.output;
    points.push(finishVectors(vectors, output));
    weights.push(output.weight ?? 1);
  }
  return {
    name: encoderName,
    vectors: fuse(points, weights),
    descriptors: described.descriptors,
    descriptorNames: DESCRIPTOR_NAMES,
    ear: earOf(described.descriptors),
  };
}

async function encodePart(
  part: Exclude<EncoderPart, { encoder: "descriptors" }>,
  corpus: Corpus,
  kernels: Kernels,
  job: Job,
  io: EncoderIo,
): Promise<Matrix> {
  // Hearing is a fifth of the work, training the rest.
  const parts = [step(job, 0, 5), rest(job, 0.2)] as const;
  switch (part.encoder) {
    case "log-mel":
      return encodeByLogMel(new MelEar(corpus, kernels), job);
    case "autoencoder":
      return encodeByAutoencoder(new MelEar(corpus, kernels), part.options, io, job, parts);
    case "sound2vec":
      return encodeBySound2vec(new MelEar(corpus, kernels), part.options, io, job, parts);
    case "file":
      return encodeByFile(corpus, part.path, part.options.aggregate, io, job);
    case "onnx":
      return encodeByModel(corpus, await openModel(part.card, io), part.options.aggregate, kernels, job);
  }
}

/** The i-th of `steps` equal parts of a job. */
const step = (job: Job, i: number, steps: number): Job => ({
  ...job,
  progress: (fraction, note) => job.progress((i + fraction) / steps, note),
  breathe: () => job.breathe(),
});

/** What is left of a job. */
const rest = (job: Job, from: number): Job => ({
  ...job,
  progress: (fraction, note) => job.progress(from + (1 - from) * fraction, note),
  breathe: () => job.breathe(),
});

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
