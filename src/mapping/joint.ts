/** A joint text–audio model between words and units: the semi-supervised reference. */
import { dot, matrix, row } from "../math";
import type { Job, Mapping, Matrix, SoundSpace, WordSpace } from "../types";
import { unitLength } from "./anchored";
import type { FitOptions, JointPoints } from "./fit-options";
import { MappingNameError, type OptionReader } from "./name";
import { PointMap } from "./point-map";
import type { Surroundings } from "./point-method";
import { shepard } from "./targets/shepard";
import { vocabularyVectors } from "./vocabulary";

/**
 * The known words (words: 1000 most important) and all units are embedded by the model; an unseen word goes to the mean
 * of the places of the eight known words nearest to it in the word space. Options: model (its folder), words.
 */
export async function fitJoint(
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
): Promise<Mapping> {
  const model = reader.text("model", "");
  const most = reader.whole("words", 1000, 1, 100_000);
  reader.end();
  const count = Math.min(most, words.words.length);
  const { words: texts, units } = await open(model, words.words.slice(0, count), sounds.vectors.rows, options, job);
  const known = vocabularyVectors(words, { ...options, vocabulary: count });
  job.progress(1, "joint");
  return new PointMap({
    name: "joint",
    target: shepard(known, onSphere(texts)),
    points: onSphere(units),
    bias: new Float32Array(units.rows),
  });
}

/** For each of the first `count` known words the unit that the model holds for nearest. */
export async function jointUnits(count: number, model: string, around: Surroundings, job: Job): Promise<Int32Array> {
  if (!around.single) throw new Error("icp: a joint model looks at single words and units: use level=points.");
  const rows = around.sounds.vectors.rows;
  const found = await open(model, around.words.words.slice(0, count), rows, around.options, job);
  const [texts, units] = [onSphere(found.words), onSphere(found.units)];
  const out = new Int32Array(texts.rows);
  for (let i = 0; i < texts.rows; i++) {
    let best = -Infinity;
    for (let u = 0; u < units.rows; u++) {
      const cosine = dot(texts.data, i * texts.columns, units.data, u * units.columns, units.columns);
      if (cosine <= best) continue;
      best = cosine;
      out[i] = u;
    }
    if ((i & 63) === 63) await job.breathe();
  }
  return out;
}

async function open(
  model: string,
  words: readonly string[],
  units: number,
  options: FitOptions,
  job: Job,
): Promise<JointPoints> {
  if (model === "")
    throw new MappingNameError(
      "joint needs a joint text–audio model such as CLAP: give its folder, joint:model=FOLDER (its text half in the layout of transformers.js, and audio.json, the card of its audio half).",
    );
  if (!options.joint)
    throw new Error(
      `The joint model ${model} cannot be opened here: joint models are for the command line, npx lexigrain … --mapping joint:model=FOLDER.`,
    );
  await job.breathe();
  const found = await options.joint(model, words, job);
  if (found.words.rows !== words.length || found.units.rows !== units || found.words.columns !== found.units.columns)
    throw new Error(
      `The joint model ${model} gave ${found.words.rows} × ${found.words.columns} numbers for ${words.length} words and ${found.units.rows} × ${found.units.columns} for ${units} units: its two halves do not belong together.`,
    );
  return found;
}

function onSphere(m: Matrix): Matrix {
  const out = matrix(m.rows, m.columns, m.data.slice());
  for (let i = 0; i < out.rows; i++) unitLength(row(out, i));
  return out;
}
