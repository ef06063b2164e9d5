/** Local scaling: the formula, and that what lies far from everything is still found. */
import { describe, expect, it } from "vitest";
import { matrix, Random, squaredDistance } from "../../src/math";
import { nearestUnits, reachOf, scaledDistance } from "../../src/sound";
import { searchMetric } from "../../src/sound/name";
import type { Matrix, SoundSpace } from "../../src/types";

const UNITS = 200;
const COLUMNS = 12;

/** Normal points; every tenth lies four times as far out. */
function cloud(): Matrix {
  const random = new Random(5);
  const points = matrix(UNITS, COLUMNS);
  for (let r = 0; r < UNITS; r++)
    for (let c = 0; c < COLUMNS; c++) points.data[r * COLUMNS + c] = random.normal() * (r % 10 === 0 ? 4 : 1);
  return points;
}

const space = (vectors: Matrix, name: string): SoundSpace => ({
  name,
  vectors,
  descriptors: vectors,
  descriptorNames: [],
  ear: vectors,
});

/** How many units no list of ten holds. */
function unreached(of: SoundSpace): number {
  const reached = new Set<number>();
  for (let unit = 0; unit < UNITS; unit++)
    for (const { unit: near } of nearestUnits(of, unit, 11)) if (near !== unit) reached.add(near);
  return UNITS - reached.size;
}

describe("local scaling", () => {
  it("measures reach as the mean distance to the thirty nearest", () => {
    expect(reachOf(Array.from({ length: 100 }, (_, i) => 100 - i))).toBeCloseTo(15.5, 12);
    expect(reachOf([2, 4])).toBe(3);
    expect(reachOf([])).toBeGreaterThan(0);
    expect(scaledDistance(8, 2, 2)).toBeCloseTo(8 / 4 ** 0.7, 12);
  });

  it("ranks by distance over reach, itself first", () => {
    const vectors = cloud();
    const apart = (a: number, b: number): number =>
      Math.sqrt(squaredDistance(vectors.data, a * COLUMNS, vectors.data, b * COLUMNS, COLUMNS));
    const all = Array.from({ length: UNITS }, (_, i) => i);
    const reaches = all.map((a) => reachOf(all.filter((b) => b !== a).map((b) => apart(a, b))));
    const unit = 40;
    const others = all.filter((b) => b !== unit);
    others.sort((a, b) => apart(unit, a) / reaches[a] ** 0.7 - apart(unit, b) / reaches[b] ** 0.7);
    const found = nearestUnits(space(vectors, "descriptors"), unit, 12);
    expect(found.map((near) => near.unit)).toEqual([unit, ...others.slice(0, 11)]);
    expect(found[0].distance).toBe(0);
    expect(found[3].distance).toBeCloseTo(
      scaledDistance(apart(unit, found[3].unit), reaches[unit], reaches[found[3].unit]),
      9,
    );
  });

  it("finds units that lie far from everything", () => {
    const vectors = cloud();
    expect(unreached(space(vectors, "descriptors:metric=euclid"))).toBeGreaterThan(10);
    expect(unreached(space(vectors, "descriptors"))).toBe(0);
  });

  it("is what an encoder's name says nothing about", () => {
    expect(searchMetric("descriptors+log-mel")).toBe("local");
    expect(searchMetric("descriptors+log-mel:metric=cosine")).toBe("euclid");
    expect(searchMetric("log-mel:metric=inner")).toBe("inner");
  });

  it("keeps equal sounds apart from nothing", () => {
    const vectors = matrix(3, 2);
    expect(nearestUnits(space(vectors, "descriptors"), 1, 3).map(({ unit }) => unit)).toEqual([1, 0, 2]);
  });
});
