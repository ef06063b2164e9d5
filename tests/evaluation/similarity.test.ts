/** Agreement of a word space with ratings, on a space small enough to know the answer. */
import { describe, expect, it } from "vitest";
import { similarity } from "../../src/evaluation";
import type { WordSpace, WordVector } from "../../src/types";

const DEGREES: Readonly<Record<string, number>> = { east: 0, near: 10, north: 90, west: 180 };

/** Words on a circle; whatever is not there is spelt, and points east. */
const circle: WordSpace = {
  name: "circle",
  dimensions: 2,
  words: Object.keys(DEGREES),
  vectors: { rows: 0, columns: 2, data: new Float32Array(0) },
  lookup: (token): WordVector => {
    const angle = ((DEGREES[token] ?? 0) * Math.PI) / 180;
    return {
      vector: Float32Array.of(Math.cos(angle), Math.sin(angle)),
      source: token in DEGREES ? "known" : "spelling",
      of: [],
    };
  },
  nearest: () => [],
};
const pair = (first: string, second: string, rating: number) => ({ first, second, rating });

describe("similarity", () => {
  it("is 1 where cosines and ratings have one order, and -1 where it is turned round", () => {
    const pairs = [pair("east", "near", 9), pair("east", "north", 5), pair("east", "west", 1)];
    expect(similarity(circle, pairs)).toEqual({ spearman: 1, coverage: 1, pairs: 3 });
    expect(
      similarity(
        circle,
        pairs.map((p) => ({ ...p, rating: -p.rating })),
      ).spearman,
    ).toBeCloseTo(-1, 12);
  });

  it("scores every pair, and counts as covered those with both words known", () => {
    const pairs = [pair("east", "nowhere", 9), pair("east", "near", 8), pair("east", "west", 1), pair("x", "y", 9)];
    const scores = similarity(circle, pairs);
    expect(scores.pairs).toBe(4);
    expect(scores.coverage).toBe(0.5);
    // Cosines 1, cos 10°, -1, 1 and ratings 9, 8, 1, 9 have one order, ties included.
    expect(scores.spearman).toBeCloseTo(1, 12);
  });

  it("says nothing of fewer than two pairs", () => {
    expect(similarity(circle, [])).toEqual({ spearman: 0, coverage: 0, pairs: 0 });
  });
});
