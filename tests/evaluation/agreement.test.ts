/** Partitions against values by scikit-learn; k-means finds planted labels, by distance and by direction. */
import { describe, expect, it } from "vitest";
import { agreement, kMeansAgreement } from "../../src/evaluation/agreement";
import { matrix, Random } from "../../src/math";

describe("agreement", () => {
  it("equals scikit-learn 1.2: adjusted_rand_score, normalized_mutual_info_score", () => {
    // adjusted_rand_score([0,0,1,1],[0,0,1,2]) = 0.5714285714285715, as in its documentation; NMI is 0.8.
    const found = agreement(Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 0, 1, 2));
    expect(found.ari).toBeCloseTo(0.5714285714285715, 12);
    expect(found.nmi).toBeCloseTo(0.8, 12);
  });

  it("is 1 for the same partition under other names, and 0 where one says nothing", () => {
    expect(agreement(Int32Array.of(0, 0, 1, 1), Int32Array.of(7, 7, 3, 3))).toEqual({ ari: 1, nmi: 1 });
    const none = agreement(Int32Array.of(0, 0, 0, 0), Int32Array.of(0, 1, 2, 3));
    expect(none.ari).toBe(0);
    expect(none.nmi).toBe(0);
  });
});

describe("kMeansAgreement", () => {
  /** Items on `count` rays, at any distance from the centre when `rays`, else in one heap each. */
  function planted(rays: boolean) {
    const random = new Random(3);
    const count = 4;
    const points = matrix(80, 2);
    const labels = Array.from({ length: 80 }, (_, i) => `label ${i % count}`);
    for (let i = 0; i < 80; i++) {
      const turn = ((i % count) * 2 * Math.PI) / count + 0.05 * random.normal();
      const far = rays ? 10 ** (3 * random.next()) : 5;
      points.data[2 * i] = far * Math.cos(turn);
      points.data[2 * i + 1] = far * Math.sin(turn);
    }
    const items = labels.map((label, unit) => ({ unit, sound: unit, file: `${unit}.wav`, labels: [label] }));
    return kMeansAgreement(points, items, labels, 1);
  }

  it("finds planted heaps both ways", () => {
    expect(planted(false)).toEqual({ plain: { ari: 1, nmi: 1 }, spherical: { ari: 1, nmi: 1 } });
  });

  it("finds directions only by cosines", () => {
    const { plain, spherical } = planted(true);
    expect(spherical.ari).toBe(1);
    expect(plain.ari).toBeLessThan(0.8);
  });
});
