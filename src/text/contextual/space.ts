/** A contextual model as a word space: a vocabulary embedded once, other words when they are asked for. */
import { matrix, row } from "../../math";
import type { Job, WordSpace, WordVector } from "../../types";
import { fold } from "../fold";
import { unit } from "../vectors";
import { WordTable } from "../word-table";
import { ContextualModel, type ContextualOptions } from "./model";

export interface ContextualSpaceOptions extends ContextualOptions {
  /** Words embedded when the space is opened, most important first. */
  readonly vocabulary: readonly string[];
  /** Whether a word in another sentence is another point; left out: the same word is always the same. */
  readonly context?: boolean;
}

/** Rows are centred: the vectors of such models share one large direction that says nothing. */
function centred(rows: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(rows[0].length);
  for (const vector of rows) for (let i = 0; i < mean.length; i++) mean[i] += vector[i] / rows.length;
  return mean;
}

/** Opens the model and embeds the vocabulary. Cancelling the job ends it between two words. */
export async function openContextual(options: ContextualSpaceOptions, job: Job): Promise<WordSpace> {
  const model = await ContextualModel.open(options, job);
  const words: string[] = [];
  const raw: Float32Array[] = [];
  for (const [i, word] of options.vocabulary.entries()) {
    const [vector] = await model.embed([word.replace(/_/g, " ")]);
    if (vector) {
      words.push(word);
      raw.push(vector);
    }
    if ((i & 15) === 0) {
      job.progress(i / options.vocabulary.length, `embedding ${word}`);
      await job.breathe();
    }
  }
  if (raw.length === 0)
    throw new Error(`The model ${options.model} gives no usable vector for any word of the vocabulary.`);
  const mean = centred(raw);
  const place = (vector: Float32Array): Float32Array => unit(vector.map((x, i) => x - mean[i]));
  const vectors = matrix(raw.length, mean.length);
  raw.forEach((vector, i) => row(vectors, i).set(place(vector)));
  const table = new WordTable({ name: options.model, words, vectors });
  const own = new Map<string, WordVector>();
  const inContext = async (tokens: readonly string[]): Promise<WordVector[]> => {
    if (tokens.length === 0) return [];
    const found = await model.embed(tokens.map((token) => fold(token)));
    return found.map((vector, i) =>
      vector ? { vector: place(vector), source: "known", of: [fold(tokens[i])] } : table.lookup(tokens[i]),
    );
  };
  return {
    name: options.model,
    dimensions: mean.length,
    words,
    vectors,
    nearest: (vector, n) => table.nearest(vector, n),
    lookup: (token) => own.get(fold(token)) ?? table.lookup(token),
    async prepare(tokens) {
      for (const token of tokens) {
        const key = fold(token);
        if (own.has(key) || table.lookup(key).source === "known") continue;
        const [vector] = await model.embed([key]);
        if (vector) own.set(key, { vector: place(vector), source: "known", of: [key] });
      }
    },
    ...(options.context && { inContext }),
  };
}
