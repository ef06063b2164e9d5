/** A word space bent toward a text: its words go where the text uses them, anchored to where they were. */
import { matrix, row } from "../math";
import type { Job, WordSpace, WordVector } from "../types";
import { fold } from "./fold";
import { nearestRows } from "./nearest";
import { type Reading, type ReadWord, readText } from "./reading";
import { usageVectors } from "./usage";
import { type UsedWord, UsageMap } from "./usage-map";
import { addScaled, unit } from "./vectors";

export interface BendOptions {
  /** 0: not at all; 0.5 (default): often-used words half-way; 1: all the way. */
  readonly strength?: number;
  /** The text's own words come first in the list, so that the map is fitted on them. */
  readonly vocabulary?: boolean;
}

/** Occurrences at which a word has gone half of its way in a long text … */
const HALF = 90;
/** … fewer in a text of fewer tokens: in a poem of SHORT a word said seven times, for it is said often. */
const LONG = 3000;
const SHORT = 100;
/** Occurrences at which a name that English has too is believed to be somebody else half. */
const HALF_NAME = 10;
/** How much farther than others a name goes that English has too: Ahab aboard is no king. */
const NAME_PULL = 4;
/** Pull of a word as often met as its rank in the language says, and how it grows with being met more often. */
const PULL = 0.7;
const OWN_WORD = 0.3;
const LEAST_PULL = 0.2;
const MOST_PULL = 4;
/** Who would go less far stays. */
const LEAST_SHARE = 0.02;
/** Ranks are counted from here: among the first words of a list the order says little. */
const FIRST_RANK = 50;
/** Known words met so often are learned from, at first only what is surest; one met more than MOST_WEIGHT times no more than that. */
const LEARNED_FIRST = 20;
const LEARNED = 5;
const MOST_WEIGHT = 20;

/** How many times as often the text has each known word as its rank makes one expect, as a logarithm; least squares. */
function prominence(space: WordSpace, { words }: Reading): (word: ReadWord) => number {
  const ranks = new Map(space.words.map((word, i) => [word, i]));
  const logRank = ({ word }: ReadWord): number => Math.log((ranks.get(word) ?? space.words.length) + FIRST_RANK);
  const seen = words.filter(({ known, content, count }) => known && content && count > 1);
  const meanOf = (of: (word: ReadWord) => number): number =>
    seen.reduce((sum, word) => sum + of(word), 0) / Math.max(1, seen.length);
  const logCount = ({ count }: ReadWord): number => Math.log(count);
  const [x, y] = [meanOf(logRank), meanOf(logCount)];
  const spread = meanOf((word) => (logRank(word) - x) ** 2);
  const slope = spread > 1e-9 ? meanOf((word) => (logRank(word) - x) * (logCount(word) - y)) / spread : 0;
  return (word) => logCount(word) - y - slope * (logRank(word) - x);
}

/**
 * The share of the way that a known word goes. Nouns go farther than verbs: the company of a noun says what it is, while
 * verbs of one scene do opposite things; names farthest; words that are the text's own farther than those all texts have.
 */
function shareOf(word: ReadWord, prominent: number, strength: number, half: number): number {
  const [pull, halfWay] = word.name ? [NAME_PULL, Math.min(half, HALF_NAME)] : [(2 * word.noun) ** 2, half];
  const pulled = Math.min(MOST_PULL, Math.max(LEAST_PULL, PULL * pull * Math.exp(OWN_WORD * prominent)));
  return ((1 - (1 - strength) ** pulled) * word.count) / (word.count + halfWay);
}

/** Every word's usage in the space; those to be learned from with their meaning too. */
async function mapOf(
  space: WordSpace,
  words: readonly ReadWord[],
  usages: readonly (Float32Array | undefined)[],
  least: number,
  job: Job,
): Promise<{ map: UsageMap; learned: ReadonlyMap<number, UsedWord> }> {
  const learned = new Map<number, UsedWord>();
  for (const [w, { word, known, content, name, count }] of words.entries()) {
    const usage = usages[w];
    if (!usage || !known || !content || name || count < least) continue;
    learned.set(w, { usage, meaning: space.lookup(word).vector, weight: Math.min(MOST_WEIGHT, count) });
  }
  return { map: await UsageMap.fit([...learned.values()], space.dimensions, job), learned };
}

/** Where every word of the text goes, in the order of its words; undefined: it stays. */
async function moves(
  space: WordSpace,
  reading: Reading,
  strength: number,
  job: Job,
): Promise<(Float32Array | undefined)[]> {
  const { words, sequence } = reading;
  const sure = words.map(({ word, known, name }) => (known && !name ? space.lookup(word).vector : undefined));
  // Names and new words have no meaning yet: first they are placed by what is sure, then they are company themselves.
  const early = (w: number): boolean => !sure[w] || words[w].count >= LEARNED_FIRST;
  const first = await usageVectors(reading, sure, early, part(job, 0.05, 0.25));
  const rough = await mapOf(space, words, first, LEARNED_FIRST, part(job, 0.25, 0.35));
  const company = words.map((_, w) => sure[w] ?? (first[w] && rough.map.meaningOf(first[w])));
  const prominent = prominence(space, reading);
  const half = (HALF * (sequence.length + SHORT)) / (sequence.length + LONG);
  const shares = words.map((word) => (word.known ? shareOf(word, prominent(word), strength, half) : 1));
  const late = (w: number): boolean => shares[w] >= LEAST_SHARE || words[w].count >= LEARNED;
  const usages = await usageVectors(reading, company, late, part(job, 0.35, 0.55));
  const { map, learned } = await mapOf(space, words, usages, LEARNED, part(job, 0.55, 0.8));
  const there: (Float32Array | undefined)[] = [];
  for (const [w, word] of words.entries()) {
    there.push(undefined);
    const [usage, own] = [usages[w], learned.get(w)];
    if (!usage || !word.content) continue;
    const share = shares[w];
    if (share < LEAST_SHARE) continue;
    const to = own ? map.meaningWithout(own) : map.meaningOf(usage);
    there[w] = word.known ? between(space.lookup(word.word).vector, to, share) : to;
    if ((w & 63) === 0) {
      job.progress(0.8 + (0.19 * w) / words.length, "moving the words");
      await job.breathe();
    }
  }
  return there;
}

const part = (job: Job, from: number, to: number): Job => ({
  seed: job.seed,
  progress: (fraction, note) => job.progress(from + (to - from) * fraction, note),
  breathe: () => job.breathe(),
});

function between(from: Float32Array, to: Float32Array, share: number): Float32Array {
  const out = new Float32Array(from.length);
  addScaled(out, from, 1 - share);
  addScaled(out, to, share);
  return unit(out);
}

/** The bent space: the same words, then those that only the text has. Under 10 s for a megabyte; rejects only when cancelled. */
export async function bendToText(space: WordSpace, text: string, options: BendOptions, job: Job): Promise<WordSpace> {
  const reading = readText(space, text);
  await job.breathe();
  const points = await moves(space, reading, Math.min(1, Math.max(0, options.strength ?? 0.5)), job);
  const order = [...reading.words.keys()].sort((a, b) => reading.words[b].count - reading.words[a].count || a - b);
  const moved = new Map<string, Float32Array>();
  for (const w of order) {
    const point = points[w];
    if (point) moved.set(reading.words[w].word, point);
  }
  return laidOver(space, moved, options.vocabulary === true, job);
}

/** The space with some words elsewhere and some words more. */
function laidOver(space: WordSpace, moved: ReadonlyMap<string, Float32Array>, leading: boolean, job: Job): WordSpace {
  const rowOf = new Map(space.words.map((word, i) => [word, i]));
  const own = [...moved.keys()];
  const words = leading
    ? [...own, ...space.words.filter((word) => !moved.has(word))]
    : [...space.words, ...own.filter((word) => !rowOf.has(word))];
  const vectors = matrix(words.length, space.dimensions);
  words.forEach((word, i) => row(vectors, i).set(moved.get(word) ?? row(space.vectors, rowOf.get(word) ?? 0)));
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
    return besideBase(space.lookup(key));
  };
  const besideBase = (found: WordVector): WordVector => {
    const base = found.of.length === 1 ? moved.get(found.of[0]) : undefined;
    if (!base) return found;
    // What set the token aside from its base still does.
    const vector = Float32Array.from(found.vector);
    addScaled(vector, space.lookup(found.of[0]).vector, -1);
    addScaled(vector, base, 1);
    return { ...found, vector: unit(vector) };
  };
  const { prepare, inContext } = space;
  return {
    name: `${space.name} bent to a text`,
    dimensions: space.dimensions,
    words,
    vectors,
    lookup,
    nearest: (vector, n) =>
      nearestRows(vectors, vector, n).map((hit) => ({ word: words[hit.row], similarity: hit.similarity })),
    ...(prepare && {
      async prepare(tokens) {
        await prepare(tokens);
        for (const token of tokens) memory.delete(fold(token));
      },
    }),
    ...(inContext && { inContext: async (line) => (await inContext(line)).map(besideBase) }),
  };
}
