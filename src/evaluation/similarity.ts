/** How a word space agrees with people's ratings of word pairs. */
import { dot, spearman } from "../math";
import type { WordSpace } from "../types";

export interface Similarity {
  /** Spearman's correlation of cosine and rating over all pairs; 0 for fewer than two. */
  readonly spearman: number;
  /** Share of pairs with both words known without the spelling fallback, 0..1. */
  readonly coverage: number;
  readonly pairs: number;
}

/** Scores every pair, unknown words by their spelling. Vectors have unit length, so the cosine is the dot product. */
export function similarity(
  words: WordSpace,
  pairs: readonly { readonly first: string; readonly second: string; readonly rating: number }[],
): Similarity {
  let known = 0;
  const cosines = pairs.map(({ first, second }) => {
    const a = words.lookup(first);
    const b = words.lookup(second);
    if (a.source !== "spelling" && b.source !== "spelling") known++;
    return dot(a.vector, 0, b.vector, 0, words.dimensions);
  });
  return {
    spearman:
      pairs.length < 2
        ? 0
        : spearman(
            cosines,
            pairs.map(({ rating }) => rating),
          ),
    coverage: pairs.length === 0 ? 0 : known / pairs.length,
    pairs: pairs.length,
  };
}
