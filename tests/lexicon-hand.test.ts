/** The performer's hand on a lexicon: only words that an edit touches are placed anew, and undo brings them back. */
import { expect, it } from "vitest";
import { fitMapping } from "../src/mapping";
import { Lexicon } from "../src/lexicon";
import { clustered, quiet, soundSpace, wordSpace } from "./mapping/spaces";

const corpus = { name: "c", sampleRate: 48_000, unit: "full" as const, sounds: [], units: [], skipped: [] };

it("pins, forbids, nudges and takes back; a word that was played and is not touched keeps its units", async () => {
  const words = wordSpace(clustered(200, 12, 8, 0.4, 1));
  const sounds = soundSpace(clustered(60, 9, 6, 0.4, 2));
  const lexicon = Lexicon.of(corpus, words, sounds, await fitMapping("identity", words, sounds, {}, quiet()));
  const before = words.words.map((word) => lexicon.place(word).units);
  const unit = (before[5][0].unit + 17) % 60;
  const pinned = lexicon.pin("w5", unit);
  expect(pinned.place("w5").units).toEqual([{ unit, weight: 1 }]);
  expect(lexicon.place("w5").units).toEqual(before[5]);
  expect(pinned.edits.map(({ kind }) => kind)).toEqual(["pin"]);
  const changed = words.words.filter((word, i) => pinned.place(word).units[0].unit !== before[i][0].unit);
  expect(changed.length).toBeLessThan(120);
  expect(words.words.map((word) => pinned.undo().place(word).units)).toEqual(before);
  expect(lexicon.undo()).toBe(lexicon);
  const without = pinned.forbid(before[9][0].unit);
  expect(words.words.map((word) => without.place(word).units[0].unit)).not.toContain(before[9][0].unit);
  expect(without.place("w5").units[0].unit).toBe(unit);
  expect(without.moreLike("w7", unit, 1).place("w7").units[0].unit).toBe(unit);
  expect(without.spread(1).place("w20").units).toHaveLength(8);
  expect(lexicon.between("w1", "w2", 0).units).toEqual(before[1]);
  expect(lexicon.between("w1", "w2", 1).units).toEqual(before[2]);
});
