/** The topic of a word beside the word: cosines are as documented, lengths stay one. */
import { describe, expect, it } from "vitest";
import { dot, matrix, Random, row } from "../../src/math";
import { nearestRows } from "../../src/text/nearest";
import { unit } from "../../src/text/vectors";
import { TopicRows } from "../../src/text/topic";

const random = new Random(1);
const codes = Int8Array.from({ length: 100 }, () => random.below(61) - 30);
codes.fill(0, 80, 86);
const vectors = matrix(5, 20, Float32Array.from(codes));
for (let r = 0; r < 5; r++) unit(row(vectors, r));

describe("TopicRows", () => {
  const rows = new TopicRows(codes, 5, 20, { axes: 6, share: 0.25 });
  const out = rows.leading(5);
  it("gives (cos(all) + share · cos(leading)) / (1 + share)", () => {
    for (const [a, b] of [
      [0, 1],
      [1, 2],
      [3, 0],
    ]) {
      const all = dot(vectors.data, a * 20, vectors.data, b * 20, 20);
      const lead = (i: number) => Float64Array.from(row(vectors, i).subarray(0, 6));
      const cosine =
        lead(a).reduce((s, x, c) => s + x * lead(b)[c], 0) / Math.hypot(...lead(a)) / Math.hypot(...lead(b));
      expect(dot(out.data, a * 26, out.data, b * 26, 26)).toBeCloseTo((all + 0.25 * cosine) / 1.25, 5);
    }
  });
  it("keeps unit length, also of a word without any leading part", () => {
    for (let r = 0; r < 5; r++) expect(Math.hypot(...row(out, r))).toBeCloseTo(1, 5);
    row(out, 4)
      .subarray(6)
      .forEach((x, i) => expect(x).toBeCloseTo(row(vectors, 4)[i], 6));
  });
  it("gives single rows, leading rows and near rows as the whole matrix has them", () => {
    for (let r = 0; r < 5; r++) expect(rows.row(r)).toEqual(row(out, r));
    expect(rows.leading(2).data).toEqual(out.data.slice(0, 52));
    const asked = Float32Array.from({ length: 26 }, () => random.normal());
    const near = nearestRows(out, asked, 3);
    rows.nearest(asked, 3).forEach(({ row: r, similarity }, i) => {
      expect(r).toBe(near[i].row);
      expect(similarity).toBeCloseTo(near[i].similarity, 6);
    });
  });
});
