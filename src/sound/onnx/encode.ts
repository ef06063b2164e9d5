/** Units → embeddings of a pre-trained model: every unit in its surroundings, long ones as the mean of several looks. */
import { resample } from "../../corpus";
import { matrix, row, type Kernels } from "../../math";
import type { Corpus, Job, Matrix, Unit } from "../../types";
import { aggregate, type Aggregation } from "../output";
import type { AudioModel } from "./model";

/** Looks at one unit, evenly spread, at most. */
const LOOKS = 4;

/** One vector a unit, several looks at it put together by `how`. Same corpus, same bits. */
export async function encodeByModel(
  corpus: Corpus,
  model: AudioModel,
  how: Aggregation = "mean",
  kernels: Kernels,
  job: Job,
): Promise<Matrix> {
  const rate = model.card.sampleRate;
  const rows: Float32Array[] = [];
  let current = -1;
  let sound = new Float32Array(0);
  for (const [i, unit] of corpus.units.entries()) {
    if (unit.sound !== current) {
      current = unit.sound;
      sound = new Float32Array(resample(corpus.sounds[current].samples, corpus.sampleRate, rate, kernels));
    }
    rows.push(await embedUnit(unit, sound, rate / corpus.sampleRate, model, how));
    job.progress((i + 1) / corpus.units.length, corpus.sounds[current].file);
    await job.breathe();
  }
  const embedded = matrix(rows.length, rows[0]?.length ?? 1);
  rows.forEach((values, i) => row(embedded, i).set(values));
  return embedded;
}

async function embedUnit(
  unit: Unit,
  sound: Float32Array,
  ratio: number,
  model: AudioModel,
  how: Aggregation,
): Promise<Float32Array> {
  const start = Math.round(unit.start * ratio);
  const spare = Math.round(unit.length * ratio) - model.length;
  const looks = Math.max(1, Math.min(LOOKS, Math.ceil(spare / model.length) + 1));
  const embeddings: Float32Array[] = [];
  for (let look = 0; look < looks; look++) {
    // Shorter units stand in the middle of their surroundings, as far as the sound reaches.
    const from =
      spare > 0 ? start + Math.round((spare * look) / Math.max(1, looks - 1)) : start + Math.round(spare / 2);
    const first = Math.max(0, Math.min(from, sound.length - model.length));
    const seen = new Float32Array(model.length);
    seen.set(sound.subarray(first, first + model.length));
    embeddings.push(await model.embed(seen));
  }
  return aggregate(embeddings, how, LOOKS);
}
