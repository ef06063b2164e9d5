/** The performer's hand on a lexicon: only words that a wish touches are placed anew, and taking it away brings them back. */
import { describe, expect, it } from "vitest";
import { HandedLexicon } from "../src/handed-lexicon";
import { Lexicon } from "../src/lexicon";
import { fitMapping } from "../src/mapping";
import type { Hand, Wish } from "../src/protocol";
import type { Corpus } from "../src/types";
import { clustered, quiet, soundSpace, wordSpace } from "./mapping/spaces";

const RATE = 48_000;
const words = wordSpace(clustered(200, 12, 8, 0.4, 1));
const sounds = soundSpace(clustered(60, 9, 6, 0.4, 2));

/** Twenty files of three units of 100 ms. */
const corpus: Corpus = {
  name: "c",
  sampleRate: RATE,
  unit: "full",
  sounds: Array.from({ length: 20 }, (_, i) => ({ file: `${i}.wav`, samples: new Float32Array(0), hash: String(i) })),
  units: Array.from({ length: 60 }, (_, i) => ({
    sound: Math.floor(i / 3),
    start: (i % 3) * 4800,
    length: 4800,
    gain: 1,
    stretches: new Uint32Array([0, 4800]),
  })),
  skipped: [],
};
const placeOf = (unit: number) => ({ file: `${Math.floor(unit / 3)}.wav`, at: (unit % 3) * 0.1 });

async function learned(method = "identity"): Promise<Lexicon> {
  return Lexicon.of(corpus, words, sounds, await fitMapping(method, words, sounds, {}, quiet()));
}

const handed = (lexicon: Lexicon): HandedLexicon => {
  const one = new HandedLexicon((method) => fitMapping(method, words, sounds, {}, quiet()));
  one.use(lexicon);
  return one;
};
const hand = (wishes: readonly Wish[], spread = 0, share = 0): Hand => ({
  wishes,
  spread,
  toward: { method: "cluster", share },
});
const all = (lexicon: Lexicon | undefined) => words.words.map((word) => lexicon!.place(word).units);

describe("the hand on a lexicon", () => {
  it("pins, forbids and nudges; what it does not touch keeps its units; without it all is as before", async () => {
    const lexicon = await learned();
    const before = all(lexicon);
    const one = handed(lexicon);
    const unit = (before[5][0].unit + 17) % 60;
    const pin: Wish = { kind: "pin", word: "w5", sound: placeOf(unit) };
    expect(await one.handle(hand([pin]))).toEqual([undefined]);
    expect(one.played!.place("w5").units[0].unit).toBe(unit);
    expect(all(one.base)).toEqual(before);
    const moved = all(one.played).filter((units, i) => units[0].unit !== before[i][0].unit);
    expect(moved.length).toBeLessThan(120);

    const forbid: Wish = { kind: "forbid", sound: placeOf(before[9][0].unit) };
    await one.handle(hand([pin, forbid]));
    expect(all(one.played).map((units) => units[0].unit)).not.toContain(before[9][0].unit);
    expect(one.played!.place("w5").units[0].unit).toBe(unit);

    const like: Wish = { kind: "like", word: "w7", sound: placeOf(unit), amount: 1 };
    await one.handle(hand([like]));
    expect(one.played!.place("w7").units[0].unit).toBe(unit);

    await one.handle(hand([]));
    expect(all(one.played)).toEqual(before);
  });

  it("spreads every word, and goes from one map to another", async () => {
    const one = handed(await learned());
    const other = await learned("cluster");
    await one.handle(hand([], 1));
    expect(one.played!.place("w20").units).toHaveLength(8);
    await one.handle(hand([], 0, 1));
    expect(all(one.played).map((units) => units[0].unit)).toEqual(all(other).map((units) => units[0].unit));
    await one.handle(hand([], 0, 0.5));
    const middle = all(one.played).map((units) => units[0].unit);
    expect(middle).not.toEqual(all(other).map((units) => units[0].unit));
    expect(middle).not.toEqual(all(one.base).map((units) => units[0].unit));
  });

  it("stays for a better map, and a word played before it keeps its units there", async () => {
    const one = handed(await learned());
    const pin: Wish = { kind: "pin", word: "w5", sound: placeOf(11) };
    await one.handle(hand([pin]));
    // Far from the pinned word, so that the hand does not touch it; played before the better map comes.
    const far = words.words.find((word) => one.played!.place(word) && far0(word, "w5"))!;
    const units = one.played!.place(far).units;
    one.use(await one.base!.refine("cluster", quiet()));
    expect(one.played!.place("w5").units[0].unit).toBe(11);
    expect(one.played!.place(far).units).toEqual(units);
  });

  it("says of each wish why it does not hold, and lets the others hold", async () => {
    const one = handed(await learned());
    const gone: Wish = { kind: "pin", word: "w1", sound: { file: "gone.wav", at: 0 } };
    const between: Wish = { kind: "pin", word: "w2", sound: { file: "3.wav", at: 0.05 } };
    const forbid: Wish = { kind: "forbid", sound: placeOf(4) };
    const onto: Wish = { kind: "pin", word: "w4", sound: placeOf(4) };
    const good: Wish = { kind: "pin", word: "w3", sound: placeOf(7) };
    const reasons = await one.handle(hand([gone, between, forbid, onto, good]));
    expect(reasons[0]).toBe("gone.wav at 0.00 s is not among these sounds.");
    expect(reasons[1]).toContain("not among these sounds");
    expect(reasons[3]).toContain("forbidden");
    expect([reasons[2], reasons[4]]).toEqual([undefined, undefined]);
    expect(one.played!.place("w3").units[0].unit).toBe(7);
  });

  it("holds many wishes at once", async () => {
    const one = handed(await learned());
    const wishes = Array.from({ length: 40 }, (_, i): Wish => ({ kind: "pin", word: `w${i}`, sound: placeOf(i) }));
    expect((await one.handle(hand(wishes))).every((reason) => reason === undefined)).toBe(true);
    for (let i = 0; i < 40; i++) expect(one.played!.place(`w${i}`).units[0].unit).toBe(i);
  });
});

const far0 = (a: string, b: string): boolean => {
  const [x, y] = [words.lookup(a).vector, words.lookup(b).vector];
  return x.reduce((sum, value, i) => sum + value * y[i], 0) < 0.2;
};
