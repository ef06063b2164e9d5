/** Fits a mapping with the asked words left out, places them, and measures how the relation is kept. */
import { fitMapping, type FitOptions } from "../mapping";
import { matrix, row, standardise } from "../math";
import type { Job, Mapping, Matrix, SoundSpace, WordSpace } from "../types";
import { drawWords, withoutWords } from "./held-out";
import { measureRelation } from "./relation";

/** The scores of one mapping, as `evaluate --json` prints them; definitions in docs/mapping.md. */
export interface MappingScores {
  readonly rho: number;
  readonly nearTriplets: number;
  readonly overlap10: number;
  /** Different first units over words, 0..1. */
  readonly distinct: number;
  /** Words served by the most used first unit, a count. */
  readonly largestHub: number;
  /** First units of the 10,000 most important words over units, 0..1. */
  readonly coverage: number;
  readonly fitSeconds: number;
  /** Mean time of placing one word, milliseconds. */
  readonly placeMs: number;
}

/** What an evaluation needs besides the two spaces. */
export interface EvaluateOptions extends FitOptions {
  /** The words asked for; left out: 600 drawn with the job's seed from importance ranks 500–10,000. */
  readonly asked?: readonly string[];
  /** A clock in milliseconds (performance.now), used to report, never to decide. */
  readonly now: () => number;
}

const DRAWN = 600;
const COMMON = 10_000;

/** The words an evaluation with these options asks for, in order. */
export function askedWords(words: WordSpace, asked: readonly string[] | undefined, seed: number): readonly string[] {
  return asked && asked.length > 0 ? [...new Set(asked)] : drawWords(words, DRAWN, seed);
}

/** Refits `name` without the asked words and their inflections and scores it on them. Thread: worker or Node. */
export async function evaluateMapping(
  name: string,
  words: WordSpace,
  sounds: SoundSpace,
  options: EvaluateOptions,
  job: Job,
): Promise<MappingScores> {
  const asked = askedWords(words, options.asked, job.seed);
  const { asked: _asked, now, ...fit } = options;
  const known = withoutWords(words, asked);
  const start = now();
  const map = await fitMapping(name, known, sounds, { text: asked, ...fit }, job);
  const fitSeconds = (now() - start) / 1000;
  return { ...measureMapping(map, words, sounds, asked, now), fitSeconds };
}

/** Scores a map that is already fitted (the current map of the page) on the asked words. */
export function measureMapping(
  map: Mapping,
  words: WordSpace,
  sounds: SoundSpace,
  asked: readonly string[],
  now: () => number,
): Omit<MappingScores, "fitSeconds"> {
  const vectors = matrix(asked.length, words.dimensions);
  asked.forEach((word, i) => row(vectors, i).set(words.lookup(word).vector));
  const start = now();
  const units = asked.map((_, i) => map.place(row(vectors, i))[0].unit);
  const placeMs = (now() - start) / Math.max(1, asked.length);
  const common = Math.min(COMMON, words.vectors.rows);
  const used = new Set<number>();
  for (let i = 0; i < common; i++) used.add(map.place(row(words.vectors, i))[0].unit);
  const uses = new Map<number, number>();
  for (const unit of units) uses.set(unit, (uses.get(unit) ?? 0) + 1);
  return {
    ...measureRelation(vectors, earOf(sounds, units)),
    distinct: uses.size / Math.max(1, units.length),
    largestHub: Math.max(0, ...uses.values()),
    coverage: Math.min(1, used.size / sounds.vectors.rows),
    placeMs,
  };
}

/** The evaluation's fixed vectors of the given units, standardised over the whole corpus. */
function earOf(sounds: SoundSpace, units: readonly number[]): Matrix {
  const ear = standardise(sounds.ear);
  const out = matrix(units.length, ear.columns);
  units.forEach((unit, i) => row(out, i).set(row(ear, unit)));
  return out;
}
