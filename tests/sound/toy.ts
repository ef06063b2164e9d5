/** A small corpus of three kinds of sounds, for encoders that learn: what they should find is known. */
import { buildCorpus } from "../../src/corpus";
import { Random, type Kernels } from "../../src/math";
import type { Corpus, Job, UnitMode } from "../../src/types";
import { wavHeader } from "../../src/wav";

const RATE = 16_000;

export const quietJob: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

function sound(kind: number, seed: number): Float32Array {
  const random = new Random(seed);
  const pitch = 200 * 2 ** random.next();
  return Float32Array.from({ length: RATE / 4 }, (_, i) => {
    const t = i / RATE;
    if (kind === 0) return 0.4 * Math.sin(2 * Math.PI * pitch * t) * Math.exp(-4 * t);
    if (kind === 1) return 0.2 * random.normal() * Math.min(1, 2 * t);
    return 0.3 * Math.sign(Math.sin(2 * Math.PI * pitch * t)) * (Math.sin(2 * Math.PI * 8 * t) > 0 ? 1 : 0.05);
  });
}

/** `each` sounds of every kind; a sound's kind is the first letter of its name. */
export function toyCorpus(each: number, kernels: Kernels, unit: UnitMode = "full", seed = 1): Promise<Corpus> {
  async function* sources() {
    for (let i = 0; i < 3 * each; i++) {
      const samples = sound(i % 3, 100 * seed + i);
      const bytes = Buffer.concat([wavHeader(samples.length, 1, RATE, 32), new Uint8Array(samples.buffer)]);
      yield { file: `${"abc"[i % 3]}${String(i).padStart(3, "0")}.wav`, bytes: new Uint8Array(bytes) };
    }
  }
  const options = {
    name: "toy",
    sampleRate: RATE,
    unit,
    trimSilence: true,
    dropSilent: true,
    kernels,
    count: 3 * each,
  };
  return buildCorpus(sources(), options, quietJob);
}

/** Share of units whose nearest other unit (by Euclid) is of their own kind. */
export function purity(corpus: Corpus, vectors: { rows: number; columns: number; data: Float32Array }): number {
  const kind = (unit: number): string => corpus.sounds[corpus.units[unit].sound].file[0];
  const { rows, columns, data } = vectors;
  let right = 0;
  for (let i = 0; i < rows; i++) {
    let best = -1;
    let least = Infinity;
    for (let j = 0; j < rows; j++) {
      let sum = 0;
      for (let c = 0; c < columns; c++) sum += (data[i * columns + c] - data[j * columns + c]) ** 2;
      if (j === i || sum >= least) continue;
      [best, least] = [j, sum];
    }
    if (kind(best) === kind(i)) right++;
  }
  return right / rows;
}
