/** What every method of the registry owes: stability, restoring bit for bit, sane weights, sane degenerate input. */
import { describe, expect, it } from "vitest";
import { fitMapping, METHODS, parseMappingName, restoreMapping } from "../../src/mapping";
import { matrix, row } from "../../src/math";
import type { OpenJoint } from "../../src/mapping/fit-options";
import { clustered, quiet, soundSpace, wordSpace } from "./spaces";

const words = wordSpace(clustered(300, 12, 8, 0.4, 1));
const sounds = soundSpace(clustered(80, 9, 6, 0.4, 2));

/** A joint model of no worth: every word and every unit has seeded numbers. */
const joint =
  (units: number): OpenJoint =>
  (_folder, texts) =>
    Promise.resolve({ words: clustered(texts.length, 6, 5, 0.5, 3), units: clustered(units, 6, 5, 0.5, 4) });
const OPTIONS: Readonly<Record<string, string>> = { joint: "joint:model=fake" };

describe.each(METHODS)("%s", (method) => {
  const name = OPTIONS[method] ?? method;
  it("places every word: sorted weights, sum 1, first at least a half; the same after restoring", async () => {
    const map = await fitMapping(name, words, sounds, { joint: joint(80) }, quiet());
    const again = await fitMapping(name, words, sounds, { joint: joint(80) }, quiet());
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
    const map = await fitMapping(name, words, soundSpace(points), { joint: joint(points.rows) }, quiet());
    for (const i of [0, 1, 299]) {
      const [first] = map.place(row(words.vectors, i));
      expect(first.unit).toBeGreaterThanOrEqual(0);
      expect(first.unit).toBeLessThan(points.rows);
    }
    const broken = map.place(new Float32Array(12).fill(NaN));
    expect(broken[0].unit).toBeGreaterThanOrEqual(0);
    expect(broken[0].weight).toBeGreaterThanOrEqual(0.5);
  });

  it("ends at once when it is cancelled", async () => {
    const cancelled = { ...quiet(), breathe: () => Promise.reject(new Error("Cancelled")) };
    await expect(fitMapping(name, words, sounds, { joint: joint(80) }, cancelled)).rejects.toThrow("Cancelled");
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

describe("joint", () => {
  it("says what is missing: the model, or the means to read it", async () => {
    await expect(fitMapping("joint", words, sounds, {}, quiet())).rejects.toThrow("joint:model=FOLDER");
    await expect(fitMapping("joint:model=x", words, sounds, {}, quiet())).rejects.toThrow("cannot be opened");
    const wrong = fitMapping("joint:model=x", words, sounds, { joint: joint(7) }, quiet());
    await expect(wrong).rejects.toThrow("do not belong together");
  });
  it("starts icp and stands in for the nearest neighbour", async () => {
    const name = "icp:start=joint,partners=joint,model=fake,epochs=2";
    const map = await fitMapping(name, words, sounds, { joint: joint(80) }, quiet());
    expect(map.place(row(words.vectors, 0))[0].unit).toBeLessThan(80);
  });
});

describe("contrastive", () => {
  it("pairs=files: known words in file names pull their sounds", async () => {
    const names = sounds.vectors.rows;
    const spoken = {
      ...words,
      words: words.words.map((_, i) => "abcdefghijklmnopqrstuvwxyz"[i % 26].repeat(3 + Math.floor(i / 26))),
    };
    const files = Array.from({ length: names }, (_, u) => `kit/${spoken.words[u]}_01.wav`);
    const name = "contrastive:pairs=files,steps=600,batch=64,space=16,hidden=64";
    const map = await fitMapping(name, spoken, sounds, { files }, quiet());
    const near = files.filter((_, u) => {
      const found = map.place(row(spoken.vectors, u))[0].unit;
      const distance = (v: number): number =>
        Math.hypot(...row(sounds.vectors, u).map((x, c) => x - row(sounds.vectors, v)[c]));
      const closer = files.filter((_, v) => distance(v) < distance(found)).length;
      return closer < 8;
    }).length;
    expect(near / names).toBeGreaterThan(0.4);
    await expect(fitMapping("contrastive:pairs=files", words, sounds, {}, quiet())).rejects.toThrow(
      "names of the files",
    );
  });
});

describe("icp", () => {
  it.each(["pca", "ot", "adversarial", "random"])("starts from %s", async (start) => {
    const map = await fitMapping(`icp:start=${start},epochs=2,restarts=2`, words, sounds, {}, quiet());
    expect(map.place(row(words.vectors, 0))[0].unit).toBeLessThan(80);
  });
  it("starts from descriptors where there are some of that name", async () => {
    await expect(fitMapping("icp:start=descriptors", words, sounds, {}, quiet())).rejects.toThrow("brightness");
    const named = { ...sounds, descriptorNames: sounds.descriptorNames.map((n, i) => (i === 2 ? "centroid" : n)) };
    const map = await fitMapping("icp:start=descriptors", words, named, {}, quiet());
    expect(map.place(row(words.vectors, 0))[0].unit).toBeLessThan(80);
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
