/** Prices share units out: nobody over capacity where that can be, near the cheapest way there is, far units unpaid. */
import { describe, expect, it } from "vitest";
import { matrix, optimalAssignment, squaredDistance } from "../../src/math";
import { Market } from "../../src/mapping/relational/market";
import { clustered, quiet } from "./spaces";

const COLUMNS = 4;

describe("Market", () => {
  it("pairs nearly one to one, at a cost close to the optimal assignment's", async () => {
    const targets = clustered(60, COLUMNS, 5, 0.5, 1);
    const points = clustered(80, COLUMNS, 5, 0.9, 1);
    const market = new Market(points, 1, quiet());
    await market.ascend(targets, 60);
    const given = await market.settle(targets, 2000);
    expect(new Set(given).size).toBeGreaterThanOrEqual(56);
    const cost = matrix(60, 80);
    for (let i = 0; i < 60; i++)
      for (let u = 0; u < 80; u++)
        cost.data[i * 80 + u] = squaredDistance(targets.data, i * COLUMNS, points.data, u * COLUMNS, COLUMNS);
    const sum = (pairs: ArrayLike<number>) => Array.from(pairs).reduce((s, u, i) => s + cost.data[i * 80 + u], 0);
    expect(sum(given)).toBeLessThan(1.1 * sum(optimalAssignment(cost)));
  });

  it("takes the nearest when there is room, never what is forbidden, and leaves prices at 0", async () => {
    const targets = clustered(10, COLUMNS, 3, 0.5, 3);
    const points = clustered(300, COLUMNS, 3, 0.5, 4);
    const market = new Market(points, 1000, quiet());
    const forbidden = new Float32Array(300);
    for (let u = 0; u < 300; u += 2) forbidden[u] = Infinity;
    market.setStanding(forbidden);
    const given = await market.settle(targets, 5);
    for (const [i, unit] of given.entries()) {
      const distance = (u: number) => squaredDistance(targets.data, i * COLUMNS, points.data, u * COLUMNS, COLUMNS);
      const odd = Array.from({ length: 150 }, (_, k) => 2 * k + 1);
      expect(distance(unit)).toBeCloseTo(Math.min(...odd.map(distance)), 4);
      expect(unit % 2).toBe(1);
    }
    expect(Math.max(...market.prices)).toBe(0);
  });
});
