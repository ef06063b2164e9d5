/** Lowest sums: the kernel, the plain code and a full sort agree. */
import { describe, expect, it } from "vitest";
import { allRows, LowestSums, matrix, Random } from "../../src/math";
import type { Matrix } from "../../src/types";
import { quiet } from "../mapping/spaces";
import { testKernels } from "./build";

testKernels();

function noise(rows: number, columns: number, seed: number): Matrix {
  const random = new Random(seed);
  return matrix(
    rows,
    columns,
    Float32Array.from({ length: rows * columns }, () => random.normal()),
  );
}

describe("lowest sums", () => {
  it.each([
    [1, 1, 1, 3],
    [7, 5, 3, 9],
    [8, 3, 20, 4],
    [203, 16, 12, 61],
    [1000, 37, 5, 13],
  ])(
    "%i rows, %i columns, k = %i, %i targets: the same bits with and without SIMD",
    async (rows, columns, k, count) => {
      const points = noise(rows, columns, 1);
      const targets = noise(count, columns, 2);
      const base = noise(1, rows, 3).data;
      const tables = [new LowestSums(points), new LowestSums(points, undefined, false)];
      const [fast, plain] = await Promise.all(
        tables.map((table) => {
          table.setBase(base);
          return table.find(targets, allRows(count), -2, k, quiet());
        }),
      );
      expect(fast).toEqual(plain);
      const [all, plainAll] = await Promise.all(tables.map((table) => table.all(targets, quiet())));
      expect(all).toEqual(plainAll);
      const last = targets.data.subarray((count - 1) * columns);
      const single = tables.map((table) => table.findOne(last, -2, k));
      expect(single[0]).toEqual(single[1]);
      const kept = Math.min(k, rows);
      expect(single[0].rows).toEqual(fast.rows.subarray((count - 1) * kept));
      for (let t = 0; t < count; t++) {
        const sums = Array.from({ length: rows }, (_, r) => {
          let sum = base[r];
          for (let c = 0; c < columns; c++) sum -= 2 * targets.data[t * columns + c] * points.data[r * columns + c];
          return sum;
        }).sort((a, b) => a - b);
        for (let i = 0; i < kept; i++) expect(fast.sums[t * kept + i]).toBeCloseTo(sums[i], 4);
      }
    },
  );

  it("never finds rows of infinite base, and says where there are fewer than k", async () => {
    const points = noise(10, 4, 1);
    const base = new Float32Array(10).fill(Infinity, 2);
    for (const table of [new LowestSums(points), new LowestSums(points, undefined, false)]) {
      table.setBase(base);
      const { rows, sums } = await table.find(points, [3], 1, 4, quiet());
      expect([...rows.subarray(0, 2)].sort()).toEqual([0, 1]);
      expect([...rows.subarray(2)]).toEqual([-1, -1]);
      expect(sums[3]).toBe(Infinity);
    }
  });
});
