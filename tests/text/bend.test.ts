/** A space bent to a text: what is read of the text, the map from usage to meaning, and where words go. */
import { describe, expect, it } from "vitest";
import { matrix, Random, row } from "../../src/math";
import { bendToText } from "../../src/text/bend";
import { readText } from "../../src/text/reading";
import { UsageMap, type UsedWord } from "../../src/text/usage-map";
import { unit } from "../../src/text/vectors";
import { WordTable } from "../../src/text/word-table";
import type { Job, WordSpace } from "../../src/types";

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** Three fields, each round a direction of its own; "lance" and "ahab" begin among the kings. */
const FIELDS = {
  sea: "ship sail harpoon boat deck mast whale oar wave rope",
  court: "king throne crown castle queen duke page lance ahab robe",
  field: "plough corn barn cow farm hay seed horse fence meadow",
};
const FUNCTION = "the a an of and to he she it in on with".split(" ");
const random = new Random(3);
const WIDE = 24;
const points = Object.entries(FIELDS).flatMap(([, words], field) =>
  words.split(" ").map((word) => {
    const vector = Float32Array.from({ length: WIDE }, (_, i) => 0.35 * random.normal() + (i === field ? 1 : 0));
    return [word, unit(vector)] as const;
  }),
);
const functional = FUNCTION.map(
  (word) => [word, unit(Float32Array.from({ length: WIDE }, () => random.normal()))] as const,
);
const all = [...functional, ...points];
const vectors = matrix(all.length, WIDE);
all.forEach(([, vector], i) => row(vectors, i).set(vector));
const space = new WordTable({
  name: "fields",
  words: all.map(([word]) => word),
  vectors,
  functionWords: FUNCTION.length,
});

const nouns = (field: keyof typeof FIELDS) => FIELDS[field].split(" ").filter((word) => !/^(lance|ahab)$/.test(word));
/** Every field in sentences of its own; the lance, Ahab and Zorb are aboard. */
const TEXT = Array.from({ length: 300 }, (_, i) => {
  const pick = (field: keyof typeof FIELDS, n: number) => nouns(field)[(i * 7 + n * 3) % nouns(field).length];
  const aboard = ["the lance", "so Ahab", "so Zorb"][i % 3];
  return [
    `On the ${pick("sea", 0)} a ${pick("sea", 1)} met ${aboard} with the ${pick("sea", 2)} of the ${pick("sea", 3)}.`,
    `On the ${pick("court", 0)} a ${pick("court", 1)} met the ${pick("court", 2)} of the ${pick("court", 3)}.`,
    `On the ${pick("field", 0)} a ${pick("field", 1)} met the ${pick("field", 2)} of the ${pick("field", 3)}.`,
  ].join(" ");
}).join("\n");
const bent = (strength: number, text = TEXT): Promise<WordSpace> => bendToText(space, text, { strength }, job);
/** How much nearer to the sea than to the court. */
const aboard = (of: WordSpace, word: string): number => of.lookup(word).vector[0] - of.lookup(word).vector[1];

describe("a text is read", () => {
  const { words, sequence } = readText(space, `${TEXT} He met seldomly.`);
  const of = (word: string) => words.find((read) => read.word === word);

  it("inflections and possessives count as their base; what is unknown and rare is left out", () => {
    const { words: read } = readText(space, "The ship's ships. A ship! seldomly");
    expect(read.map(({ word, count }) => [word, count])).toEqual([
      ["the", 1],
      ["ship", 3],
      ["a", 1],
    ]);
    expect(sequence[sequence.length - 1]).toBe(-1);
  });

  it("names are told by capitals inside sentences, nouns by what stands before them", () => {
    expect(of("ahab")).toMatchObject({ name: true, known: true, count: 100 });
    expect(of("zorb")).toMatchObject({ name: true, known: false, count: 100 });
    expect(of("lance")).toMatchObject({ name: false });
    expect(of("lance")?.noun).toBeGreaterThan(0.9);
    const verbs = readText(space, "to sail, to sail, they will sail and he can sail").words;
    expect(verbs.find(({ word }) => word === "sail")?.noun).toBeLessThan(0.2);
  });

  it("where every noun has a capital, capitals tell no names", () => {
    const manner = readText(
      space,
      "the Ship met the Whale and a Boat with the Lance and the Oar of a King. ".repeat(5),
    );
    expect(manner.words.filter(({ name }) => name)).toEqual([]);
  });
});

describe("the map from usage to meaning", () => {
  const used = (n: number): UsedWord => {
    const own = new Random(n);
    const some = () => unit(Float32Array.from({ length: 6 }, () => own.normal()));
    return { usage: some(), meaning: some(), weight: 1 + (n % 9) };
  };
  const words = Array.from({ length: 4000 }, (_, n) => used(n));

  it("a word left out is predicted as by a map that never saw it", async () => {
    const whole = await UsageMap.fit(words, 6, job);
    for (const n of [8, 17]) {
      const without = await UsageMap.fit(
        words.filter((_, i) => i !== n),
        6,
        job,
      );
      const closed = whole.meaningWithout(words[n]);
      // The means move by one word in thousands.
      without.meaningOf(words[n].usage).forEach((x, i) => expect(closed[i]).toBeCloseTo(x, 1.5));
      expect(dot(closed, words[n].meaning)).toBeLessThan(dot(whole.meaningOf(words[n].usage), words[n].meaning));
    }
  });

  it("a planted map is found", async () => {
    const planted = words.map(({ usage }) => ({ usage, meaning: usage.map((_, i) => usage[(i + 1) % 6]), weight: 20 }));
    const map = await UsageMap.fit(planted, 6, job);
    for (const { usage, meaning } of planted.slice(0, 20))
      expect(dot(map.meaningOf(usage), meaning)).toBeGreaterThan(0.98);
  });
});

describe("words go where the text uses them", () => {
  it("names go all the way, words with another use a part of it, the others stay", async () => {
    const after = await bent(0.5);
    expect(aboard(space, "ahab")).toBeLessThan(-0.3);
    expect(aboard(after, "ahab")).toBeGreaterThan(0.3);
    expect(aboard(after, "zorb")).toBeGreaterThan(0.3);
    expect(aboard(after, "lance")).toBeGreaterThan(aboard(space, "lance") + 0.3);
    for (const word of ["king", "ship", "cow"])
      expect(dot(after.lookup(word).vector, space.lookup(word).vector), word).toBeGreaterThan(0.5);
    for (const word of ["throne", "castle", "duke"]) expect(aboard(after, word), word).toBeLessThan(-0.3);
    expect(after.lookup("Ahab’s").vector).toEqual(after.lookup("ahab").vector);
    expect(after.words.at(-1)).toBe("zorb");
    expect(after.lookup("the").vector).toEqual(space.lookup("the").vector);
  });

  it("the farther the stronger, not at all at 0", async () => {
    const found = await Promise.all([0, 0.25, 0.75, 1].map((strength) => bent(strength)));
    const places = found.map((of) => aboard(of, "lance"));
    expect(places[0]).toBeCloseTo(aboard(space, "lance"), 6);
    for (let i = 1; i < places.length; i++) expect(places[i]).toBeGreaterThan(places[i - 1]);
  });

  it("of a few lines a word moves a little, and nothing breaks on none", async () => {
    const after = await bent(0.5, "The king rode the horse to the meadow,\nthe queen met the ship at sea.");
    for (const word of ["king", "horse", "queen"]) {
      const kept = dot(after.lookup(word).vector, space.lookup(word).vector);
      expect(kept).toBeLessThan(0.9999);
      expect(kept).toBeGreaterThan(0.8);
    }
    for (const text of ["", "…", "king", "zzz zzz zzz"]) {
      const same = await bent(1, text);
      expect(same.lookup("king").vector.every((x, i) => Math.abs(x - space.lookup("king").vector[i]) < 1e-6)).toBe(
        true,
      );
    }
  });

  it("its own words lead when they are to be the vocabulary", async () => {
    const after = await bendToText(space, "A cow, the cow, my cow and hay.", { vocabulary: true }, job);
    expect(after.words[0]).toBe("cow");
    expect(new Set(after.words).size).toBe(space.words.length);
  });
});
