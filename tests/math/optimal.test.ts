/** Assignment against every permutation and SciPy's values; rotations recovered; k-means on separated clusters. */
import { describe, expect, it } from "vitest";
import { kMeans, matrix, optimalAssignment, orthogonalProcrustes, Random, row } from "../../src/math";
import { clustered } from "../mapping/spaces";

const permutations = (n: number): number[][] =>
  n === 0 ? [[]] : permutations(n - 1).flatMap((p) => Array.from({ length: n }, (_, i) => p.toSpliced(i, 0, n - 1)));

describe("optimalAssignment", () => {
  it("is the best of all permutations", () => {
    const random = new Random(5);
    for (let t = 0; t < 10; t++) {
      const m = matrix(
        6,
        6,
        Float32Array.from({ length: 36 }, () => Math.round(random.next() * 20)),
      );
      const total = (p: ArrayLike<number>) => Array.from(p).reduce((s, c, r) => s + m.data[r * 6 + c], 0);
      expect(total(optimalAssignment(m))).toBe(Math.min(...permutations(6).map(total)));
    }
  });
  it("equals scipy.optimize.linear_sum_assignment", () => {
    // linear_sum_assignment([[4,1,3],[2,0,5],[3,2,2]]) → columns [1, 0, 2], cost 5 (SciPy's documentation)
    expect([...optimalAssignment(matrix(3, 3, Float32Array.of(4, 1, 3, 2, 0, 5, 3, 2, 2)))]).toEqual([1, 0, 2]);
  });
  it("leaves columns over, and refuses to invent them", () => {
    expect([...optimalAssignment(matrix(1, 3, Float32Array.of(5, 2, 9)))]).toEqual([1]);
    expect(() => optimalAssignment(matrix(2, 1))).toThrow("2 rows cannot each have one of 1 columns");
  });
});

describe("orthogonalProcrustes", () => {
  it("recovers a rotation, and completes one where points lie in a plane", () => {
    const a = clustered(50, 4, 50, 1, 1);
    const c = Math.cos(0.8);
    const s = Math.sin(0.8);
    const b = matrix(50, 4);
    for (let i = 0; i < 50; i++) {
      const [x, y, z, w] = row(a, i);
      row(b, i).set([c * x - s * y, s * x + c * y, c * z - s * w, s * z + c * w]);
    }
    const r = orthogonalProcrustes(a, b);
    [c, -s, 0, 0, s, c, 0, 0, 0, 0, c, -s, 0, 0, s, c].forEach((v, i) => expect(r.data[i]).toBeCloseTo(v, 5));
    const flat = matrix(3, 3, Float32Array.of(1, 0, 0, 0, 1, 0, 1, 1, 0));
    const q = orthogonalProcrustes(flat, flat);
    for (let i = 0; i < 3; i++) expect(Math.hypot(...row(q, i))).toBeCloseTo(1, 6);
    expect(q.data[0]).toBeCloseTo(1, 6);
  });
});

describe("kMeans", () => {
  it("finds clusters that lie apart, the same twice", () => {
    const points = clustered(200, 4, 5, 0.01, 3);
    const found = kMeans(points, 5, 1);
    expect(found.inertia / 200).toBeLessThan(0.001);
    expect(kMeans(points, 5, 1).of).toEqual(found.of);
    expect(kMeans(points, 500, 1).centres.rows).toBe(200);
  });
});
