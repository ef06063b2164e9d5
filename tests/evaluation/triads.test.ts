/** Triads: near is near, far is far, places are fair, and the same seed asks the same. */
import { describe, expect, it } from "vitest";
import { drawTriads } from "../../src/evaluation";
import { matrix, Random, row } from "../../src/math";
import type { Mapping, WordSpace } from "../../src/types";

/** 400 words around 20 centres on a sphere of 8 dimensions. */
function space(): WordSpace {
  const random = new Random(3);
  const centres = Array.from({ length: 20 }, () => Array.from({ length: 8 }, () => random.normal()));
  const words = Array.from({ length: 400 }, (_, i) => `${String.fromCharCode(97 + (i % 20))}${i}word`);
  const vectors = matrix(400, 8);
  words.forEach((_, i) => {
    const v = centres[i % 20].map((x) => x + 0.2 * random.normal());
    const norm = Math.hypot(...v);
    row(vectors, i).set(v.map((x) => x / norm));
  });
  const lookup = (token: string) => ({
    vector: row(vectors, words.indexOf(token)),
    source: "known" as const,
    of: [token],
  });
  return {
    name: "planted",
    dimensions: 8,
    words,
    vectors,
    lookup,
    nearest: (vector, n) =>
      words
        .map((word, i) => ({ word, similarity: row(vectors, i).reduce((s, x, d) => s + x * vector[d], 0) }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, n),
  };
}

/** Units 0–7: the vector's largest axis; a second unit for half of them. */
const mapping: Mapping = {
  name: "axis",
  place: (vector) => [{ unit: 2 * vector.indexOf(Math.max(...vector)) + (vector[0] > 0 ? 1 : 0), weight: 1 }],
  serialise: () => new ArrayBuffer(0),
};

describe("drawTriads", () => {
  const words = space();
  const triads = drawTriads(words, { one: mapping, two: mapping }, 100, 7);
  const group = (word: string): string => word[0];

  it("asks as many questions of every map, near words from the same group, far ones nearly never", () => {
    for (const map of ["one", "two"]) expect(triads.filter((t) => t.map === map)).toHaveLength(100);
    const near = triads.filter(({ words: [a, b] }) => group(a) === group(b)).length;
    const far = triads.filter(({ words: [a, , c] }) => group(a) === group(c)).length;
    expect(near).toBeGreaterThan(170);
    expect(far).toBeLessThan(5);
  });

  it("puts the near word's sound in either place alike, and says which", () => {
    const first = triads.filter(({ near }) => near === 0).length;
    expect(first).toBeGreaterThan(70);
    expect(first).toBeLessThan(130);
    for (const { words: asked, first: sound, choices, near } of triads) {
      const unit = (word: string): number => mapping.place(words.lookup(word).vector)[0].unit;
      expect(sound[0].unit).toBe(unit(asked[0]));
      expect(choices[near][0].unit).toBe(unit(asked[1]));
      expect(choices[1 - near][0].unit).toBe(unit(asked[2]));
    }
  });

  it("asks the same with the same seed, and something else with another", () => {
    expect(drawTriads(words, { one: mapping, two: mapping }, 100, 7)).toEqual(triads);
    expect(drawTriads(words, { one: mapping, two: mapping }, 100, 8)).not.toEqual(triads);
  });
});
