/** Which words and units contrastive learning holds for pairs. */
import { Random } from "../../math";
import type { Surroundings } from "../point-method";

/** Rows of words and of units, side by side. */
export interface Pairs {
  readonly words: Int32Array;
  readonly units: Int32Array;
}

/** An arbitrary pairing, drawn with the seed: every word a unit, units as evenly as they go. */
export function arbitraryPairs(words: number, units: number, seed: number): Pairs {
  const random = new Random(seed);
  const order = random.shuffle(Int32Array.from({ length: units }, (_, i) => i));
  return {
    words: Int32Array.from({ length: words }, (_, i) => i),
    units: Int32Array.from({ length: words }, (_, i) => order[i % units]),
  };
}

/**
 * Every known word that stands in the name of a unit's file, with that unit. Throws one sentence where names are not at
 * hand or hold no word.
 */
export function pairsFromFiles(words: number, around: Surroundings): Pairs {
  const { files } = around.options;
  if (!around.single) throw new Error("contrastive: pairs=files looks at single units: use level=points.");
  if (!files) throw new Error("contrastive: pairs=files needs the names of the files, which are not at hand here.");
  const at = new Map<string, number>();
  around.words.words.slice(0, words).forEach((word, i) => at.set(word, i));
  const found: [number, number][] = [];
  files.forEach((file, unit) => {
    const parts = new Set(file.toLowerCase().split(/[^\p{L}]+/u));
    for (const part of parts) {
      const word = at.get(part);
      if (word !== undefined && part.length > 2) found.push([word, unit]);
    }
  });
  if (found.length < 2)
    throw new Error(
      "contrastive: pairs=files finds no known words in the file names; rename them or use pairs=arbitrary.",
    );
  return {
    words: Int32Array.from(found, ([word]) => word),
    units: Int32Array.from(found, ([, unit]) => unit),
  };
}
