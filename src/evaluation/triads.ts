/**
 * Blind triads for listeners: three words a, b, c, of which b is near a in meaning and c is not. Whoever hears only the
 * three sounds and says which of two belongs with the first judges the map without knowing the words.
 */
import { Random } from "../math";
import type { Mapping, WeightedUnit, WordSpace } from "../types";

/** One question. `near` is the place (0 or 1) of the near word's sound among the two `choices`. */
export interface WordTriad {
  /** Name of the map that gave the sounds. */
  readonly map: string;
  readonly words: readonly [a: string, near: string, far: string];
  readonly first: readonly WeightedUnit[];
  readonly choices: readonly [readonly WeightedUnit[], readonly WeightedUnit[]];
  readonly near: 0 | 1;
}

/** Words are drawn from these importance ranks: known to everybody, and no function words. */
const RANKS = [300, 6000] as const;
/** The near word is one of so many nearest ones. */
const NEAR = 6;
/** Draws for one question before the last one is taken as it is. */
const TRIES = 40;

/**
 * `count` questions a map, shuffled together, drawn with the seed. The far word is no nearer than the middle of a
 * hundred random ones. Questions in which two of the three sounds begin with the same unit are drawn again, where the map
 * has others. Thread: worker.
 */
export function drawTriads(words: WordSpace, maps: Readonly<Record<string, Mapping>>, count: number, seed: number) {
  const random = new Random(seed);
  const ranks = words.words.slice(Math.min(RANKS[0], words.words.length >> 1), RANKS[1]);
  if (ranks.length < 3) throw new Error("The word space knows too few words for a listening test.");
  const triads = Object.entries(maps).flatMap(([map, mapping]) =>
    Array.from({ length: count }, () => triad(map, mapping, words, ranks, random)),
  );
  return random.shuffle(triads);
}

function triad(map: string, mapping: Mapping, words: WordSpace, ranks: readonly string[], random: Random): WordTriad {
  for (let tries = 1; ; tries++) {
    const a = ranks[random.below(ranks.length)];
    const near = nearOf(a, words, ranks, random);
    const far = farOf(a, words, ranks, random);
    const [first, close, distant] = [a, near, far].map((word) => mapping.place(words.lookup(word).vector));
    const same = new Set([first, close, distant].map(([{ unit }]) => unit)).size < 3;
    if (same && tries < TRIES) continue;
    const place = random.below(2) as 0 | 1;
    const choices: WordTriad["choices"] = place === 0 ? [close, distant] : [distant, close];
    return { map, words: [a, near, far], first, choices, near: place };
  }
}

function nearOf(a: string, words: WordSpace, ranks: readonly string[], random: Random): string {
  const known = new Set(ranks);
  const found = words
    .nearest(words.lookup(a).vector, 8 * NEAR)
    // "run" and "runs" would be the same question as none.
    .filter(({ word }) => word !== a && known.has(word) && !word.startsWith(a.slice(0, 4)))
    .slice(0, NEAR);
  return found.length > 0 ? found[random.below(found.length)].word : ranks[random.below(ranks.length)];
}

function farOf(a: string, words: WordSpace, ranks: readonly string[], random: Random): string {
  const from = words.lookup(a).vector;
  const drawn = Array.from({ length: 100 }, () => {
    const word = ranks[random.below(ranks.length)];
    const { vector } = words.lookup(word);
    return { word, similarity: vector.reduce((sum, x, i) => sum + x * from[i], 0) };
  }).filter(({ word }) => word !== a);
  drawn.sort((x, y) => x.similarity - y.similarity);
  return drawn[random.below(Math.max(1, drawn.length >> 1))].word;
}
