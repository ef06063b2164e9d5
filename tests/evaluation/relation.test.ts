/** The scores' ends: a perfect copy, pure chance, a collapse; and what holding out leaves out. */
import { describe, expect, it } from "vitest";
import { askedWords, evaluateMapping, measureMapping } from "../../src/evaluation";
import { measureRelation } from "../../src/evaluation/relation";
import { withoutWords } from "../../src/evaluation/held-out";
import { matrix, Random } from "../../src/math";
import { clustered, quiet, soundSpace, wordSpace } from "../mapping/spaces";

const now = () => 0;

describe("measureRelation", () => {
  const words = wordSpace(clustered(80, 6, 10, 0.3, 1)).vectors;
  it("is perfect where sounds are the words", () => {
    const { rho, nearTriplets, overlap10 } = measureRelation(words, words);
    expect(rho).toBeCloseTo(1, 6);
    expect(overlap10).toBe(1);
    // b is among the nearest, but a c can be nearer still: 10 nearest ordered among themselves cost nothing here.
    expect(nearTriplets).toBeGreaterThan(0.93);
  });
  it("is chance where sounds are drawn by lot", () => {
    const random = new Random(4);
    const lot = matrix(
      80,
      6,
      Float32Array.from({ length: 480 }, () => random.normal()),
    );
    const { rho, nearTriplets, overlap10 } = measureRelation(words, lot);
    expect(Math.abs(rho)).toBeLessThan(0.1);
    expect(Math.abs(nearTriplets - 0.5)).toBeLessThan(0.06);
    expect(overlap10).toBeLessThan(0.25);
  });
  it("gives nothing to a collapse", () => {
    const { rho, nearTriplets } = measureRelation(words, matrix(80, 3));
    expect(rho).toBe(0);
    expect(nearTriplets).toBe(0.5);
  });
});

describe("evaluateMapping", () => {
  const words = wordSpace(clustered(400, 10, 12, 0.3, 5));
  const sounds = soundSpace(clustered(120, 10, 12, 0.3, 6));
  it("scores between the ends and is the same twice", async () => {
    const options = { asked: words.words.slice(100, 200), now };
    const one = await evaluateMapping("identity", words, sounds, options, quiet());
    expect(await evaluateMapping("identity", words, sounds, options, quiet())).toEqual(one);
    expect(one.distinct).toBeGreaterThan(0);
    expect(one.distinct).toBeLessThanOrEqual(1);
    expect(one.largestHub).toBeGreaterThanOrEqual(1);
    expect(one.coverage).toBeGreaterThan(0);
  });
  it("counts a constant map's hub and share", () => {
    const map = { name: "one", place: () => [{ unit: 3, weight: 1 }], serialise: () => new ArrayBuffer(0) };
    const scores = measureMapping(map, words, sounds, words.words.slice(0, 50), now);
    expect(scores).toMatchObject({ rho: 0, nearTriplets: 0.5, distinct: 0.02, largestHub: 50, coverage: 1 / 120 });
  });
});

describe("held-out words", () => {
  it("are drawn with the seed and are different", () => {
    const space = wordSpace(clustered(2000, 3, 4, 1, 7));
    const drawn = askedWords(space, undefined, 1);
    expect(new Set(drawn).size).toBe(600);
    expect(askedWords(space, undefined, 1)).toEqual(drawn);
    expect(askedWords(space, undefined, 2)).not.toEqual(drawn);
    expect(drawn.every((word) => Number(word.slice(1)) >= 500)).toBe(true);
  });
  it("leave the space with their inflections, and still have their vectors", () => {
    const base = wordSpace(clustered(6, 3, 4, 1, 8));
    const names = ["run", "running", "runs", "try", "tries", "tree"];
    const space = { ...base, words: names, lookup: (t: string) => ({ ...base.lookup(t), of: [t] }) };
    expect(withoutWords(space, ["running"]).words).toEqual(["try", "tries", "tree"]);
    expect(withoutWords(space, ["try"]).words).toEqual(["run", "running", "runs", "tree"]);
    expect(withoutWords(space, ["try"]).lookup("try").vector.length).toBe(3);
  });
});
