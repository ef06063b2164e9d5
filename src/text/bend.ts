/** A word space bent toward a text: its words go where the text uses them, anchored to where they were. */
import { matrix, row } from "../math";
import type { Job, Matrix, WordSpace, WordVector } from "../types";
import { fold } from "./fold";
import { nearestRows } from "./nearest";
import { solveSymmetric } from "./ridge";
import { readUsage, type Usage } from "./usage";
import { addScaled, unit } from "./vectors";

export interface BendOptions {
  /** 0: not at all; 0.5 (default): often-used words half-way; 1: all the way. */
  readonly strength?: number;
  /** The text's own words come first in the list, so that the map is fitted on them. */
  readonly vocabulary?: boolean;
}

/** Occurrences at which a known word has gone half of its way. */
const HALF = 100;
/** Occurrences at which a word that only the text knows is believed half. */
const HALF_NEW = 2;
/** A single mention is too little to name a word the text's own. */
const LEAST_NEW = 3;
/** How strongly the map from usage to meaning is held to a plain identity: a poem has too few words to fit one. */
const HELD = 40;

/** M with usage·M ≈ meaning, by ridge regression toward the identity over known words, each weighing √count. */
function usageToMeaning(space: WordSpace, usages: readonly Usage[]): Matrix {
  const k = space.dimensions;
  const left = new Float64Array(k * k);
  const right = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    left[i * k + i] = HELD;
    right[i * k + i] = HELD;
  }
  for (const { word, known, count, vector } of usages) {
    if (!known || count < 5) continue;
    const target = space.lookup(word).vector;
    const weight = Math.sqrt(count);
    for (let i = 0; i < k; i++) {
      const x = vector[i] * weight;
      for (let j = 0; j < k; j++) {
        left[i * k + j] += x * vector[j];
        right[i * k + j] += x * target[j];
      }
    }
  }
  return matrix(k, k, Float32Array.from(solveSymmetric(left, right, k)));
}

function apply(map: Matrix, vector: Float32Array): Float32Array {
  const out = new Float32Array(map.columns);
  for (let i = 0; i < map.rows; i++) addScaled(out, row(map, i), vector[i]);
  return unit(out);
}

/** Where every word of the text goes. */
function moves(space: WordSpace, usages: readonly Usage[], strength: number): Map<string, Float32Array> {
  const map = usageToMeaning(space, usages);
  const moved = new Map<string, Float32Array>();
  for (const { word, known, count, vector } of usages) {
    if (!known && count < LEAST_NEW) continue;
    const before = space.lookup(word);
    if (before.source === "function") continue;
    const share = known ? (strength * count) / (count + HALF) : count / (count + HALF_NEW);
    const out = new Float32Array(space.dimensions);
    addScaled(out, before.vector, 1 - share);
    addScaled(out, apply(map, vector), share);
    moved.set(word, unit(out));
  }
  return moved;
}

/** The bent space: the same words, then those that only the text has. Under 10 s for a megabyte; rejects only when cancelled. */
export async function bendToText(space: WordSpace, text: string, options: BendOptions, job: Job): Promise<WordSpace> {
  const usages = await readUsage(space, text, job);
  const moved = moves(space, usages, Math.min(1, Math.max(0, options.strength ?? 0.5)));
  await job.breathe();
  const known = new Set(space.words);
  const fresh = [...moved.keys()].filter((word) => !known.has(word));
  const first = options.vocabulary ? usages.map(({ word }) => word).filter((word) => known.has(word)) : [];
  const leading = new Set(first);
  const words = [
    ...first,
    ...(options.vocabulary ? fresh : []),
    ...space.words.filter((word) => !leading.has(word)),
    ...(options.vocabulary ? [] : fresh),
  ];
  const before = new Map(space.words.map((word, i) => [word, i]));
  const vectors = matrix(words.length, space.dimensions);
  words.forEach((word, i) => row(vectors, i).set(moved.get(word) ?? row(space.vectors, before.get(word) ?? 0)));
  job.progress(1, "bent to the text");
  const memory = new Map<string, WordVector>();
  const lookup = (token: string): WordVector => {
    const key = fold(token);
    const found = memory.get(key) ?? find(key);
    if (memory.size > 30_000) memory.clear();
    memory.set(key, found);
    return found;
  };
  const find = (key: string): WordVector => {
    const name = moved.get(key) ?? moved.get(key.replace(/'s?$/u, ""));
    if (name) return { vector: name, source: "known", of: [key] };
    const found = space.lookup(key);
    const base = found.of.length === 1 ? moved.get(found.of[0]) : undefined;
    if (!base) return found;
    // What set the token aside from its base still does.
    const vector = Float32Array.from(found.vector);
    addScaled(vector, space.lookup(found.of[0]).vector, -1);
    addScaled(vector, base, 1);
    return { ...found, vector: unit(vector) };
  };
  return {
    name: `${space.name} bent to a text`,
    dimensions: space.dimensions,
    words,
    vectors,
    lookup,
    nearest: (vector, n) =>
      nearestRows(vectors, vector, n).map((hit) => ({ word: words[hit.row], similarity: hit.similarity })),
  };
}
