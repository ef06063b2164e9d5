/** Moments, eigenvectors, components, neighbours and ranks against values worked out by hand or by identity. */
import { describe, expect, it } from "vitest";
import {
  columnMoments,
  kNearest,
  matrix,
  nearestRow,
  pca,
  pearson,
  project,
  Random,
  ranks,
  row,
  spearman,
  standardise,
  symmetricEigen,
} from "../../src/math";

const cloud = (rows: number, columns: number, seed: number) => {
  const random = new Random(seed);
  const m = matrix(rows, columns);
  for (let i = 0; i < m.data.length; i++) m.data[i] = random.normal() * (1 + (i % columns));
  return m;
};

describe("matrix", () => {
  it("names both numbers when the sizes disagree", () => {
    expect(() => matrix(2, 3, new Float32Array(5))).toThrow("2 × 3 needs 6 numbers, not 5");
  });

  it("gives rows as views", () => {
    const m = matrix(2, 2);
    row(m, 1)[0] = 7;
    expect([...m.data]).toEqual([0, 0, 7, 0]);
  });
});

describe("standardise", () => {
  it("brings every column to mean 0 and deviation 1", () => {
    const { mean, deviation } = columnMoments(standardise(cloud(200, 4, 1)));
    for (let c = 0; c < 4; c++) {
      expect(mean[c]).toBeCloseTo(0, 5);
      expect(deviation[c]).toBeCloseTo(1, 5);
    }
  });

  it("makes missing numbers the mean and constant columns 0", () => {
    const z = standardise(matrix(3, 2, new Float32Array([1, 5, NaN, 5, 3, 5])));
    expect([...z.data]).toEqual([-1, 0, 0, 0, 1, 0]);
  });
});

describe("symmetricEigen", () => {
  it("rebuilds the matrix from orthonormal vectors", () => {
    const n = 30;
    const a = cloud(n, n, 2).data;
    const s = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) s[i * n + j] = a[i * n + j] + a[j * n + i];
    const { values, vectors } = symmetricEigen(s, n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let rebuilt = 0;
        let inner = 0;
        for (let k = 0; k < n; k++) {
          rebuilt += values[k] * vectors[k * n + i] * vectors[k * n + j];
          inner += vectors[i * n + k] * vectors[j * n + k];
        }
        expect(rebuilt).toBeCloseTo(s[i * n + j], 8);
        expect(inner).toBeCloseTo(i === j ? 1 : 0, 10);
      }
    for (let i = 1; i < n; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
  });

  it("knows [[2,1],[1,2]]: 3 along (1,1), 1 along (1,−1)", () => {
    const { values, vectors } = symmetricEigen([2, 1, 1, 2], 2);
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect(vectors[0]).toBeCloseTo(Math.SQRT1_2, 12);
    expect(vectors[2] * vectors[3]).toBeCloseTo(-0.5, 12);
  });

  it("survives the zero matrix", () => {
    const { values, vectors } = symmetricEigen(new Float64Array(9), 3);
    expect([...values]).toEqual([0, 0, 0]);
    expect(vectors.every(Number.isFinite)).toBe(true);
  });
});

describe("pca", () => {
  it("keeps all distances when it keeps all dimensions, and the scores' variances fall", () => {
    const m = cloud(50, 6, 3);
    const p = pca(m, 6);
    const scores = project(p, m);
    const { deviation } = columnMoments(scores);
    for (let k = 0; k < 6; k++) expect(deviation[k] ** 2).toBeCloseTo(p.variances[k], 3);
    const d = (x: typeof m, i: number, j: number) => Math.hypot(...row(x, i).map((v, c) => v - row(x, j)[c]));
    for (let i = 1; i < 50; i++) expect(d(scores, 0, i)).toBeCloseTo(d(m, 0, i), 3);
  });
});

describe("nearest", () => {
  const at = (x: number) => Float32Array.of(x);
  const m = matrix(5, 1, new Float32Array([0, 1, 2, 2, 9]));
  it("finds the nearest first, of equals the first", () => {
    expect(nearestRow(m, at(2.1))).toBe(2);
    expect([...kNearest(m, at(1.6), 3).rows]).toEqual([2, 3, 1]);
    expect([...kNearest(m, at(2), 2, 0, 2).rows]).toEqual([3, 1]);
  });
  it("gives as many as there are", () => {
    expect(kNearest(m, at(0), 99).rows.length).toBe(5);
    expect(kNearest(matrix(0, 1), at(0), 3).rows.length).toBe(0);
  });
});

describe("ranks", () => {
  it("shares ranks among equals", () => {
    expect([...ranks([10, 20, 10, 5])]).toEqual([2.5, 4, 2.5, 1]);
  });
  it("correlates by order alone", () => {
    expect(spearman([1, 2, 3, 4], [1, 8, 27, 64])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1, 12);
    // scipy.stats.spearmanr([1,2,2,3],[1,3,2,2]) = 0.5
    expect(spearman([1, 2, 2, 3], [1, 3, 2, 2])).toBeCloseTo(0.5, 12);
    expect(pearson([1, 1, 1], [1, 2, 3])).toBe(0);
  });
});
