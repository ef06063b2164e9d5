/** Every way to a word space: the built-in one, its fallbacks, files, a text, sounds of words, samples, a model. */
import { createReadStream, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openTextEncoder } from "../../src/text";
import { phoneticSpace } from "../../src/text/phonetic";
import { sampledSpace } from "../../src/text/sampled";
import { trainSkipGram } from "../../src/text/skip-gram";
import { WordTable } from "../../src/text/word-table";
import type { Job, WordSpace } from "../../src/types";
import { hasShared, sharedPath } from "../shared";

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };
const bytes = new Uint8Array(readFileSync("public/words.bin"));
const notes: string[] = [];
const host = {
  builtin: () => Promise.resolve(bytes),
  find: (path: string) => {
    const size = statSync(path);
    return Promise.resolve(
      size.isDirectory()
        ? ("folder" as const)
        : { name: path, size: size.size, stream: () => createReadStream(path) as AsyncIterable<Uint8Array> },
    );
  },
  note: (sentence: string) => notes.push(sentence),
};
const open = (name: string, text?: string): Promise<WordSpace> =>
  openTextEncoder(name, text === undefined ? host : { ...host, text }, job);
const cosine = (space: WordSpace, a: string, b: string): number =>
  space.lookup(a).vector.reduce((sum, x, i) => sum + x * space.lookup(b).vector[i], 0);
const builtin = await open("builtin");
/** The commonest words alone: what holds for them holds for all, in a twentieth of the time. */
const FEW = 3000;
const common = new WordTable({
  name: "common",
  words: builtin.words.slice(0, FEW),
  vectors: builtin.leading?.(FEW) ?? builtin.vectors,
});

describe("the built-in words", () => {
  it("give every token a stable vector of unit length", () => {
    for (const token of ["Ωμέγα", "naïve", "123", "🌊", "don't", "x".repeat(5000), "水", "a", "king-man+woman", "q~"]) {
      const { vector } = builtin.lookup(token);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
      expect(builtin.lookup(token).vector).toEqual(vector);
    }
  });

  it("say how a token came to its place", () => {
    const source = (token: string): string => builtin.lookup(token).source;
    expect(source("ocean")).toBe("known");
    expect(source("he")).toBe("function");
    expect(source("dogs")).toBe("inflection");
    expect(source("new_york")).toBe("phrase");
    expect(source("1984")).toBe("number");
    expect(source("🌊")).toBe("emoji");
    expect(source("king-man+woman")).toBe("arithmetic");
    expect(source("xqzjv")).toBe("spelling");
  });

  it("lay inflections, capitals and slips beside the word that was meant", () => {
    expect(cosine(builtin, "dogs", "dog")).toBeGreaterThan(0.95);
    expect(cosine(builtin, "OCEAN", "ocean")).toBeCloseTo(1, 5);
    expect(builtin.nearest(builtin.lookup("recieve").vector, 1)[0].word).toBe("receive");
    expect(cosine(builtin, "41", "42")).toBeGreaterThan(cosine(builtin, "42", "9000"));
  });

  it("refuse damaged bytes in one sentence", async () => {
    await expect(
      openTextEncoder("builtin", { builtin: () => Promise.resolve(bytes.subarray(0, 5000)) }, job),
    ).rejects.toThrow(/damaged/);
  });
});

describe("other spaces", () => {
  it("phonetic: rhymes lie near, meaning does not matter", () => {
    const space = phoneticSpace(common);
    expect(cosine(space, "ocean", "motion")).toBeGreaterThan(cosine(space, "ocean", "sea"));
    expect(cosine(space, "night", "knight")).toBeCloseTo(1, 5);
  });

  it("sampled: points in place of words, and each word near some", async () => {
    const space = await open("sampled:points=500");
    expect(space.words).toHaveLength(500);
    expect(Math.hypot(...space.lookup("ocean").vector)).toBeCloseTo(1, 4);
  });

  it("sampled, all of the space or language-shaped: spread points, and like words share theirs", () => {
    for (const language of [0, 1]) {
      const space = sampledSpace(common, { points: 400, language });
      const { vectors } = space;
      let nearest = 0;
      for (let i = 1; i < 100; i++) {
        const at = (r: number) => vectors.data.subarray(r * vectors.columns, (r + 1) * vectors.columns);
        nearest = Math.max(
          nearest,
          at(0).reduce((sum, x, c) => sum + x * at(i)[c], 0),
        );
      }
      expect(nearest).toBeLessThan(0.98);
      expect(cosine(space, "king", "queen")).toBeGreaterThan(cosine(space, "king", "carrot"));
    }
  });

  it("skip-gram: words that stand in the same places lie together", async () => {
    const [cats, ships] = ["cat kitten tiger lion".split(" "), "boat ship ferry yacht".split(" ")];
    const lines = Array.from({ length: 600 }, (_, i) => {
      const animal = `the ${cats[i % 4]} purrs and eats meat on fur with claws`;
      return i % 2 === 0 ? animal : `a ${ships[(i >> 1) % 4]} sails over waves to harbour under wind`;
    });
    const space = await trainSkipGram(lines.join(". "), { dimensions: 16 }, job);
    for (const [own, other] of [
      [cats, ships],
      [ships, cats],
    ]) {
      expect(cosine(space, own[0], own[2])).toBeGreaterThan(cosine(space, own[0], other[1]) + 0.2);
    }
  });

  it("an unknown option names the known ones", async () => {
    await expect(open("builtin:wrong=1")).rejects.toThrow(/Known: inflection/);
    await expect(open("skipgram")).rejects.toThrow(/your own text/);
  });

  it("bend: a name goes where the text uses it", async () => {
    const line = "The ship sailed the ocean and Zorblax the sailor steered the ship over the sea. ";
    const space = await open("builtin", line.repeat(20));
    expect(space.lookup("Zorblax").source).toBe("known");
    expect(cosine(space, "zorblax", "ship")).toBeGreaterThan(cosine(builtin, "zorblax", "ship") + 0.1);
  });

  it.skipIf(!hasShared("fixtures", "vectors"))("files: fastText's binary gives what its .vec says", async () => {
    const binary = await open(sharedPath("fixtures", "vectors", "gensim_lee_fasttext.bin"));
    const text = await open(sharedPath("fixtures", "vectors", "gensim_lee_fasttext.vec"));
    expect(binary.words).toEqual(text.words);
    for (const word of text.words.slice(0, 200)) {
      const a = binary.lookup(word).vector;
      const b = text.lookup(word).vector;
      expect(a.reduce((sum, x, i) => sum + x * b[i], 0)).toBeGreaterThan(0.9999);
    }
  });

  it.skipIf(!hasShared("fixtures", "vectors"))("files: word2vec's binary equals its text", async () => {
    const binary = await open(sharedPath("fixtures", "vectors", "ff_similarity.bin"));
    const text = await open(sharedPath("fixtures", "vectors", "ff_similarity.nodims"));
    expect(binary.words).toEqual(text.words);
    binary.vectors.data.forEach((x, i) => expect(Math.abs(x - text.vectors.data[i])).toBeLessThan(1e-5));
  });
});
