/** The performer's hand: pins, prohibitions, nudges, spread, undo, morphs; all saved with the map. */
import { describe, expect, it } from "vitest";
import {
  adjust as adjustAll,
  editsOf,
  fitMapping,
  morphMaps,
  restoreMapping,
  undoEdit,
  type Edit,
} from "../../src/mapping";
import { row } from "../../src/math";
import type { Mapping, Matrix } from "../../src/types";
import { clustered, quiet, soundSpace, wordSpace } from "./spaces";

const words = wordSpace(clustered(200, 12, 8, 0.4, 1));
const sounds = soundSpace(clustered(60, 9, 6, 0.4, 2));
const points = sounds.vectors;
const adjust = (map: Mapping, edit: Edit, at: Matrix): Mapping => adjustAll(map, [edit], at);
const vector = (i: number): Float32Array => row(words.vectors, i);
const cosine = (i: number, j: number): number => vector(i).reduce((sum, x, c) => sum + x * vector(j)[c], 0);
const all = (map: Mapping): number[] => words.words.map((_, i) => map.place(vector(i))[0].unit);
const nearTo = (unit: number, other: number): number =>
  Math.hypot(...row(points, unit).map((x, c) => x - row(points, other)[c]));

describe.each(["identity", "random", "cluster", "gromov-wasserstein:points=60"])("%s", (name) => {
  const fitted = fitMapping(name, words, sounds, {}, quiet());
  const edit = async (...edits: Edit[]): Promise<Mapping> => adjustAll(await fitted, edits, points);
  const pin = (i: number, unit: number): Edit => ({ kind: "pin", word: `w${i}`, vector: vector(i), unit });

  it("a pinned word has its unit, words far in meaning keep theirs, undo restores all", async () => {
    const base = await fitted;
    const unit = (base.place(vector(5))[0].unit + 17) % 60;
    const map = await edit(pin(5, unit));
    expect(map.place(vector(5))).toEqual([{ unit, weight: 1 }]);
    const before = all(base);
    all(map).forEach((now, i) => {
      if (cosine(5, i) <= 0.3) expect(now).toBe(before[i]);
    });
    expect(all(undoEdit(map))).toEqual(before);
    expect(undoEdit(base)).toBe(base);
  });

  it("a forbidden unit is never heard; the last one cannot be forbidden", async () => {
    const before = all(await fitted);
    const map = await edit({ kind: "forbid", unit: before[0] });
    const after = all(map);
    expect(after).not.toContain(before[0]);
    after.forEach((now, i) => {
      if (before[i] !== before[0]) expect(now).toBe(before[i]);
    });
    let rest: Mapping = await fitted;
    for (let unit = 0; unit < 59; unit++) rest = adjust(rest, { kind: "forbid", unit }, points);
    expect(new Set(all(rest))).toEqual(new Set([59]));
    expect(() => adjust(rest, { kind: "forbid", unit: 59 }, points)).toThrow("last sound");
  });

  it("saves and restores its edits bit for bit", async () => {
    const map = await edit(pin(3, 7), { kind: "forbid", unit: 9 }, { kind: "spread", amount: 0.6 });
    const restored = restoreMapping(map.serialise());
    expect(editsOf(restored)).toEqual(editsOf(map));
    for (let i = 0; i < 200; i += 3) expect(restored.place(vector(i))).toEqual(map.place(vector(i)));
    expect(new Uint8Array(restored.serialise())).toEqual(new Uint8Array(map.serialise()));
  });
});

describe("on identity", () => {
  const base = fitMapping("identity", words, sounds, {}, quiet());
  it("more like this: the whole way is the unit itself, again and again comes nearer", async () => {
    let map: Mapping = await base;
    const unit = (map.place(vector(8))[0].unit + 31) % 60;
    const start = nearTo(map.place(vector(8))[0].unit, unit);
    const like = (amount: number): Edit => ({ kind: "like", word: "w8", vector: vector(8), unit, amount });
    expect(adjust(map, like(1), points).place(vector(8))[0].unit).toBe(unit);
    for (let k = 0; k < 6; k++) map = adjust(map, like(0.5), points);
    expect(map.place(vector(8))[0].unit).toBe(unit);
    expect(start).toBeGreaterThan(0);
  });
  it("a word's neighbours follow a pin: nearer to its unit than before, on average", async () => {
    const map = await base;
    const unit = (map.place(vector(5))[0].unit + 17) % 60;
    const pinned = adjust(map, { kind: "pin", word: "w5", vector: vector(5), unit }, points);
    const near = words.words.flatMap((_, i) => (i !== 5 && cosine(5, i) > 0.8 ? [i] : []));
    const mean = (m: Mapping): number =>
      near.reduce((sum, i) => sum + nearTo(m.place(vector(i))[0].unit, unit), 0) / near.length;
    expect(near.length).toBeGreaterThan(2);
    expect(mean(pinned)).toBeLessThan(0.9 * mean(map));
  });
  it("spread gives sorted weights, sum 1, the first at least a half", async () => {
    const units = adjust(await base, { kind: "spread", amount: 1 }, points).place(vector(1));
    expect(units).toHaveLength(8);
    expect(units[0].weight).toBe(0.5);
    expect(units.reduce((sum, u) => sum + u.weight, 0)).toBeCloseTo(1, 12);
    expect(units[0].unit).toBe((await base).place(vector(1))[0].unit);
  });
  it("refuses what makes no sense in a sentence", async () => {
    const map = await base;
    expect(() => adjust(map, { kind: "forbid", unit: 60 }, points)).toThrow("There is no unit 60");
    expect(() => adjust(map, { kind: "spread", amount: 2 }, points)).toThrow("from 0 to 1");
  });
  it("morphs: 0 is the one map, 1 the other, between them both count; saved like any map", async () => {
    const from = await base;
    const to = await fitMapping("procrustes:dimensions=4", words, sounds, {}, quiet());
    expect(all(morphMaps(from, to, 0))).toEqual(all(from));
    expect(all(morphMaps(from, to, 1))).toEqual(all(to));
    const [a, b, middle] = [all(from), all(to), morphMaps(from, to, 0.5)];
    const m = all(middle);
    expect(m.some((u, i) => u === a[i] && u !== b[i])).toBe(true);
    expect(m.some((u, i) => u === b[i] && u !== a[i])).toBe(true);
    expect(all(restoreMapping(middle.serialise()))).toEqual(m);
    expect(() => morphMaps(from, to, 2)).toThrow("from 0 to 1");
  });
});
