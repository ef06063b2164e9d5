/** What every method of the registry owes: stability, restoring bit for bit, sane weights, sane degenerate input. */
import { describe, expect, it } from "vitest";
import { fitMapping, METHODS, parseMappingName, restoreMapping } from "../../src/mapping";
import { matrix, row } from "../../src/math";
import { clustered, quiet, soundSpace, wordSpace } from "./spaces";

const words = wordSpace(clustered(300, 12, 8, 0.4, 1));
const sounds = soundSpace(clustered(80, 9, 6, 0.4, 2));

describe.each(METHODS)("%s", (name) => {
  it("places every word: sorted weights, sum 1, first at least a half; the same after restoring", async () => {
    const map = await fitMapping(name, words, sounds, {}, quiet());
    const again = await fitMapping(name, words, sounds, {}, quiet());
    const restored = restoreMapping(map.serialise());
    for (let i = 0; i < 300; i += 7) {
      const vector = row(words.vectors, i);
      const units = map.place(vector);
      expect(units.reduce((s, u) => s + u.weight, 0)).toBeCloseTo(1, 6);
      expect(units[0].weight).toBeGreaterThanOrEqual(0.5);
      for (let k = 1; k < units.length; k++) expect(units[k].weight).toBeLessThanOrEqual(units[k - 1].weight);
      for (const { unit } of units) {
        expect(Number.isInteger(unit)).toBe(true);
        expect(unit).toBeGreaterThanOrEqual(0);
        expect(unit).toBeLessThan(80);
      }
      expect(restored.place(vector)).toEqual(units);
      expect(again.place(vector)).toEqual(units);
      expect(map.place(vector)).toEqual(units);
    }
    expect(new Uint8Array(restored.serialise())).toEqual(new Uint8Array(map.serialise()));
  });

  it.each([
    ["one sound", matrix(1, 4, new Float32Array([1, 2, 3, 4]))],
    ["two identical sounds", matrix(2, 3, new Float32Array([1, 2, 3, 1, 2, 3]))],
    ["descriptors all zero", matrix(5, 4)],
    ["descriptors with NaN", matrix(4, 2, new Float32Array([1, NaN, 2, 3, NaN, NaN, 4, 5]))],
  ])("gives a playable map for %s", async (_, points) => {
    const map = await fitMapping(name, words, soundSpace(points), {}, quiet());
    for (const i of [0, 1, 299]) {
      const [first] = map.place(row(words.vectors, i));
      expect(first.unit).toBeGreaterThanOrEqual(0);
      expect(first.unit).toBeLessThan(points.rows);
    }
    const broken = map.place(new Float32Array(12).fill(NaN));
    expect(broken[0].unit).toBeGreaterThanOrEqual(0);
    expect(broken[0].weight).toBeGreaterThanOrEqual(0.5);
  });

  it("says in a sentence that a corpus without units cannot be mapped", async () => {
    await expect(fitMapping(name, words, soundSpace(matrix(0, 4)), {}, quiet())).rejects.toThrow("no units");
  });
});

describe("names", () => {
  it("reads options", () => {
    const { method, options } = parseMappingName("identity:dimensions=7,fit=text");
    expect(method).toBe("identity");
    expect([...options]).toEqual([
      ["dimensions", "7"],
      ["fit", "text"],
    ]);
  });
  it("refuses what it does not know and lists what it knows", async () => {
    const fit = (name: string) => fitMapping(name, words, sounds, {}, quiet());
    await expect(fit("identy")).rejects.toThrow(`there are: ${METHODS.join(", ")}`);
    await expect(fit("identity:dims=3")).rejects.toThrow("dimensions, fit, scale");
    await expect(fit("identity:dimensions=x")).rejects.toThrow('not "x"');
    await expect(fit("identity:dimensions")).rejects.toThrow("key=value");
    expect(() => restoreMapping(new ArrayBuffer(64))).toThrow("not a saved map");
  });
});

describe("identity", () => {
  it("is the nearest point of two standardised spaces: alike spaces map word i to sound i", async () => {
    const points = clustered(60, 5, 60, 0.1, 3);
    const same = wordSpace(points);
    const map = await fitMapping("identity", same, soundSpace(same.vectors), {}, quiet());
    for (let i = 0; i < 60; i++) expect(map.place(row(same.vectors, i))).toEqual([{ unit: i, weight: 1 }]);
  });
  it("fit=text depends on the text, the default does not", async () => {
    const at = async (text: string[], fit: string) => {
      const map = await fitMapping(`identity:fit=${fit}`, words, sounds, { text }, quiet());
      return words.words.map((_, i) => map.place(row(words.vectors, i))[0].unit);
    };
    const few = words.words.slice(0, 30);
    expect(await at(few, "text")).not.toEqual(await at(words.words.slice(0, 60), "text"));
    expect(await at(few, "vocabulary")).toEqual(await at([], "vocabulary"));
  });
});
