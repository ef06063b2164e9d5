/** A space trained from nothing but a text: skip-gram with negative sampling (Mikolov et al. 2013). Estranging, by intent. */
import { matrix, Random, row } from "../math";
import type { Job, WordSpace } from "../types";
import { fold } from "./fold";
import { tokenise } from "./tokens";
import { unit } from "./vectors";
import { WordTable } from "./word-table";

export interface SkipGramOptions {
  readonly dimensions?: number;
  readonly seed?: number;
}

const WINDOW = 5;
const NEGATIVE = 5;
/** Training steps (word, neighbour) in all: short texts are read more often, long ones less. */
const STEPS = 2_000_000;
const RATE = 0.05;

/** The text as word numbers, most frequent word 0; words met once are kept in short texts only. */
function read(text: string): { words: string[]; counts: number[]; sequence: Int32Array } {
  const forms = tokenise(text).map((token) => fold(token.text));
  const seen = new Map<string, number>();
  for (const form of forms) seen.set(form, (seen.get(form) ?? 0) + 1);
  const least = forms.length > 20_000 ? 2 : 1;
  const kept = [...seen].filter(([, n]) => n >= least).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const id = new Map(kept.map(([word], i) => [word, i]));
  const sequence = forms.map((form) => id.get(form) ?? -1).filter((i) => i >= 0);
  return { words: kept.map(([word]) => word), counts: kept.map(([, n]) => n), sequence: Int32Array.from(sequence) };
}

/** Word numbers, each as often as its count to the power 0.75 asks: drawn from evenly. */
function drawingTable(counts: readonly number[]): Int32Array {
  const table = new Int32Array(1 << 17);
  const powers = counts.map((n) => Math.pow(n, 0.75));
  const total = powers.reduce((sum, x) => sum + x, 0);
  let word = 0;
  let reached = powers[0] / total;
  for (let i = 0; i < table.length; i++) {
    while (i / table.length > reached && word < counts.length - 1) reached += powers[++word] / total;
    table[i] = word;
  }
  return table;
}

/** Trains; rejects with one sentence when the text has fewer than three different words. */
export async function trainSkipGram(text: string, options: SkipGramOptions, job: Job): Promise<WordSpace> {
  const { words, counts, sequence } = read(text);
  if (words.length < 3)
    throw new Error("The text has too few words to train on: give one of at least three different words.");
  const k = options.dimensions ?? 64;
  const random = new Random(options.seed ?? job.seed);
  const input = matrix(words.length, k);
  const output = new Float32Array(words.length * k);
  for (let i = 0; i < input.data.length; i++) input.data[i] = (random.next() - 0.5) / k;
  const table = drawingTable(counts);
  const error = new Float32Array(k);
  const train = (word: number, target: number, label: number, rate: number): void => {
    let dot = 0;
    for (let i = 0; i < k; i++) dot += input.data[word * k + i] * output[target * k + i];
    const step = (label - 1 / (1 + Math.exp(-dot))) * rate;
    for (let i = 0; i < k; i++) {
      error[i] += step * output[target * k + i];
      output[target * k + i] += step * input.data[word * k + i];
    }
  };
  // Frequent words are passed over more often the more frequent they are.
  const threshold = sequence.length * 1e-3;
  const keep = counts.map((n) => Math.min(1, Math.sqrt(threshold / n)));
  let done = 0;
  for (let at = 0, visits = 0; done < STEPS && visits < STEPS; at = (at + 1) % sequence.length, visits++) {
    const word = sequence[at];
    if (random.next() < keep[word]) {
      const reach = 1 + random.below(WINDOW);
      const rate = RATE * Math.max(0.02, 1 - done / STEPS);
      for (let d = -reach; d <= reach; d++) {
        const other = sequence[at + d];
        if (d === 0 || other === undefined) continue;
        error.fill(0);
        train(word, other, 1, rate);
        for (let n = 0; n < NEGATIVE; n++) {
          const wrong = table[random.below(table.length)];
          if (wrong !== other) train(word, wrong, 0, rate);
        }
        for (let i = 0; i < k; i++) input.data[word * k + i] += error[i];
        done++;
      }
    }
    if ((visits & 1023) === 0) {
      job.progress(done / STEPS, "training on the text");
      await job.breathe();
    }
  }
  for (let r = 0; r < words.length; r++) unit(row(input, r));
  return new WordTable({ name: "skip-gram", words, vectors: input });
}
