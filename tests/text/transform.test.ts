/** Distances by name, centring and removal of dominant directions, on points whose geometry is known. */
import { describe, expect, it } from "vitest";
import { columnMoments, dot, matrix, Random, row } from "../../src/math";
import { transformSpace, type TransformOptions } from "../../src/text/transform";
import { unit } from "../../src/text/vectors";
import type { WordSpace } from "../../src/types";

const COUNT = 400;
const WIDE = 8;
const random = new Random(5);
const vectors = matrix(COUNT, WIDE);
// A common direction (axis 0) and one of large variance (axis 1), as word vectors have.
for (let r = 0; r < COUNT; r++) {
  const at = row(vectors, r);
  for (let c = 0; c < WIDE; c++) at[c] = random.normal() * (c === 1 ? 3 : 1) + (c === 0 ? 2 : 0);
  unit(at);
}
const words = Array.from({ length: COUNT }, (_, i) => `w${i}`);
const space: WordSpace = {
  name: "points",
  dimensions: WIDE,
  words,
  vectors,
  lookup: (token) => ({ vector: row(vectors, words.indexOf(token)), source: "known", of: [token] }),
  nearest: () => [],
};
const see = (options: TransformOptions): WordSpace => transformSpace(space, options);
const cosine = (of: WordSpace, a: number, b: number): number =>
  dot(of.lookup(`w${a}`).vector, 0, of.lookup(`w${b}`).vector, 0, of.dimensions);

describe("distances by name", () => {
  it("cosine and euclidean order unit vectors alike: the space itself", () => {
    expect(see({ metric: "cosine" })).toBe(space);
    expect(see({ metric: "euclidean" })).toBe(space);
  });

  it("rbf: the dot product tends to exp(-gamma · distance²)", () => {
    const plain = transformSpace({ ...space, vectors }, { metric: "rbf", gamma: 0.5 });
    let error = 0;
    for (let i = 0; i < 100; i++) {
      const squared = 2 - 2 * cosine(space, i, i + 100);
      error += Math.abs(cosine(plain, i, i + 100) - Math.exp(-0.5 * squared)) / 100;
    }
    expect(error).toBeLessThan(0.1);
  });

  it("mahalanobis: no direction is wider than another", () => {
    const { variance: before } = spread(space);
    const { variance: after } = spread(see({ metric: "mahalanobis" }));
    expect(Math.max(...before) / Math.min(...before)).toBeGreaterThan(4);
    expect(Math.max(...after) / Math.min(...after)).toBeLessThan(1.6);
  });

  it("centring takes the common direction away", () => {
    const length = (of: WordSpace): number => Math.hypot(...spread(of).mean);
    expect(length(space)).toBeGreaterThan(0.3);
    expect(length(see({ centre: true }))).toBeLessThan(0.1);
  });

  it("removal takes the direction of largest variance away", () => {
    const { variance } = spread(see({ centre: true, remove: 1 }));
    expect(variance[1]).toBeLessThan(spread(space).variance[1] / 20);
  });

  it("tokens and rows are moved alike, to unit length", () => {
    for (const metric of ["mahalanobis", "rbf"] as const) {
      const moved = see({ metric, centre: true });
      expect(moved.lookup("w7").vector).toEqual(Float32Array.from(row(moved.vectors, 7)));
      expect(Math.hypot(...moved.lookup("w7").vector)).toBeCloseTo(1, 5);
      expect(moved.nearest(moved.lookup("w7").vector, 1)[0].word).toBe("w7");
    }
  });
});

function spread(of: WordSpace): { readonly mean: number[]; readonly variance: number[] } {
  const { mean } = columnMoments(of.vectors);
  const variance = Array.from(mean, (m, c) => {
    let sum = 0;
    for (let r = 0; r < of.vectors.rows; r++) sum += (of.vectors.data[r * of.dimensions + c] - m) ** 2;
    return sum / of.vectors.rows;
  });
  return { mean: [...mean], variance };
}
