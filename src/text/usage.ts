/** How words are used in a text: which content words stand near them, as a vector in a given space. */
import type { Job, WordSpace } from "../types";
import { addScaled, unit } from "./vectors";
import { fold } from "./fold";
import { tokenise } from "./tokens";

/** A word of the text with the point that its neighbours make. */
export interface Usage {
  /** The known base, or the folded form itself when the space does not know it. */
  readonly word: string;
  readonly known: boolean;
  readonly count: number;
  readonly vector: Float32Array;
}

/** Content words up to so many places away count as company. */
const REACH = 6;

interface Entry {
  readonly word: string;
  readonly known: boolean;
  readonly content: boolean;
  readonly point: Float32Array;
}

/** Every token as an entry: inflections under their base, function words without content. */
function read(space: WordSpace, text: string): { entries: Entry[]; sequence: Int32Array } {
  const ids = new Map<string, number>();
  const byForm = new Map<string, number>();
  const entries: Entry[] = [];
  const sequence: number[] = [];
  for (const { text: typed } of tokenise(text)) {
    const form = fold(typed).replace(/'s$/u, "");
    let id = byForm.get(form);
    if (id === undefined) {
      const found = space.lookup(form);
      const known = found.source !== "spelling" && found.of.length === 1;
      const word = known ? found.of[0] : form;
      id = ids.get(word);
      if (id === undefined) {
        id = entries.length;
        ids.set(word, id);
        const content = known && found.source !== "function" && found.source !== "number";
        entries.push({ word, known, content, point: known ? space.lookup(word).vector : found.vector });
      }
      byForm.set(form, id);
    }
    sequence.push(id);
  }
  return { entries, sequence: Int32Array.from(sequence) };
}

/** u(w) = Σ PPMI(w, c) · g(c) over the company c that w keeps in the text, for every word of it; most frequent first. */
export async function readUsage(space: WordSpace, text: string, job: Job): Promise<Usage[]> {
  const { entries, sequence } = read(space, text);
  await job.breathe();
  const counts = new Uint32Array(entries.length);
  const company: Map<number, number>[] = entries.map(() => new Map<number, number>());
  const mass = new Float64Array(entries.length);
  let total = 0;
  for (let i = 0; i < sequence.length; i++) {
    counts[sequence[i]]++;
    const own = company[sequence[i]];
    for (let d = -REACH; d <= REACH; d++) {
      const other = sequence[i + d];
      if (d === 0 || other === undefined || other === sequence[i] || !entries[other].content) continue;
      const weight = 1 / Math.abs(d);
      own.set(other, (own.get(other) ?? 0) + weight);
      mass[other] += weight;
      total += weight;
    }
    if ((i & 8191) === 0) {
      job.progress((0.6 * i) / sequence.length, "reading the text");
      await job.breathe();
    }
  }
  // Rare company is smoothed (power 0.75), or one chance meeting would outweigh a habit.
  const smooth = mass.map((x) => Math.pow(x, 0.75));
  const smoothTotal = smooth.reduce((sum, x) => sum + x, 0);
  const out: Usage[] = [];
  for (const [id, entry] of entries.entries()) {
    const sum = new Float32Array(space.dimensions);
    let met = 0;
    for (const weight of company[id].values()) met += weight;
    for (const [other, weight] of company[id]) {
      const information = Math.log(weight / met / (smooth[other] / smoothTotal));
      if (information > 0 && total > 0) addScaled(sum, entries[other].point, information * Math.sqrt(weight));
    }
    if (met > 0) out.push({ word: entry.word, known: entry.known, count: counts[id], vector: unit(sum) });
    if ((id & 255) === 0) {
      job.progress(0.6 + (0.2 * id) / entries.length, "weighing the company of words");
      await job.breathe();
    }
  }
  return out.sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
}
