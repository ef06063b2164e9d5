/** Products for nets have the same bits with and without SIMD. */
import { describe, expect, it } from "vitest";
import { openArena, Random, type Arena } from "../../src/math";
import { testKernels } from "../kernels/build";

testKernels();

const normals = (count: number, seed: number): Float64Array => {
  const random = new Random(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};

describe("products", () => {
  it.each([
    [1, 1, 1],
    [4, 3, 8],
    [7, 5, 9],
    [13, 52, 30],
    [6, 17, 12],
    [5, 9, 3],
  ])("%i × %i × %i: the same bits with and without SIMD, straight and transposed", (m, k, n) => {
    const answers = [true, false].map((simd) => {
      const arena: Arena = openArena(simd);
      const [a, b, c] = [arena.take(m * k), arena.take(k * n), arena.take(m * n)];
      arena.numbers.set(normals(m * k, 1), a);
      arena.numbers.set(normals(k * n, 2), b);
      arena.multiply(a, k, 1, b, c, m, k, n, false);
      arena.multiply(a, 1, m, b, c, m, k, n, true);
      return Array.from(arena.numbers.subarray(c, c + m * n));
    });
    expect(answers[0].some((x) => Math.abs(x) > 0.01)).toBe(true);
    expect(answers[0]).toEqual(answers[1]);
  });
});
