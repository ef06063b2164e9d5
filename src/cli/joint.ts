/**
 * A joint text–audio model (CLAP) on the command line: one folder with its text half in the layout of transformers.js and
 * audio.json, the card of its audio half (docs/encoders.md), both ending in the common space.
 */
import { join } from "node:path";
import { loadKernels, openSoundSpace, openTextEncoder, part, type FitOptions } from "../lexicon";
import type { Corpus, Matrix } from "../types";
import { builtinWords, kernelsModule } from "./assets";
import type { Console } from "./console";
import { encoderIo } from "./encoder-io";
import { findTextFile } from "./text-files";

const CARD = "audio.json";

/** What a fit with a joint model asks for: words and all units of the corpus as the model embeds them. */
export function jointModel(corpus: Corpus, out: Console): Required<Pick<FitOptions, "joint">> {
  return {
    joint: async (folder, words, job) => {
      const kernels = loadKernels(await kernelsModule());
      // As the model gives them: nothing reduced, nothing weighed.
      const audio = `onnx:${join(folder, CARD)}:pca=0,weight=1`;
      const { vectors: units } = await openSoundSpace(corpus, audio, kernels, part(job, 0, 0.8), encoderIo(out));
      const asked = part(job, 0.8, 1);
      const note = (sentence: string): void => out.say(sentence);
      const text = await openTextEncoder(folder, { builtin: builtinWords, find: findTextFile, note }, asked);
      await text.prepare?.(words);
      return { words: rowsOf(words.map((word) => text.lookup(word).vector)), units };
    },
  };
}

function rowsOf(vectors: readonly Float32Array[]): Matrix {
  const columns = vectors[0]?.length ?? 0;
  const data = new Float32Array(vectors.length * columns);
  vectors.forEach((vector, i) => data.set(vector, i * columns));
  return { rows: vectors.length, columns, data };
}
