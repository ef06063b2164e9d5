/** The commonest words of English have sensible neighbours: no pronoun beside a disease, no preposition beside a plant. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openBuiltinWords, tokenise } from "../../src/text";
import { fold } from "../../src/text/fold";
import { mayBeKnown } from "../../src/text/reading";
import { hasShared, sharedPath } from "../shared";

const space = await openBuiltinWords(new Uint8Array(readFileSync("public/words.bin")));
const near = (word: string): string[] =>
  space
    .nearest(space.lookup(word).vector, 12)
    .map((found) => found.word)
    .filter((other) => other !== space.lookup(word).of[0] && other !== word)
    .slice(0, 10);

describe("the commonest words", () => {
  it("function words lie among function words, first beside their kin", () => {
    const kin: readonly (readonly [word: string, ...kin: string[]])[] = [
      ["he", "him", "she", "himself"],
      ["she", "her", "he", "herself"],
      ["they", "them", "their"],
      ["my", "your", "mine", "our"],
      ["if", "unless", "whether", "when"],
      ["can", "could", "may", "might"],
      ["at", "in", "on"],
      ["from", "of", "off"],
      ["had", "have", "has"],
      ["or", "nor", "either"],
      ["but", "though", "although", "yet"],
      ["where", "there", "here"],
      ["how", "why", "what"],
      ["with", "and", "by"],
    ];
    for (const [word, ...expected] of kin) {
      const found = near(word);
      for (const one of expected) expect(found, `${word}: ${found.join(" ")}`).toContain(one);
      const functional = found.filter((other) => space.lookup(other).source === "function");
      expect(functional.length, `${word}: ${found.join(" ")}`).toBeGreaterThanOrEqual(7);
    }
  });

  it.skipIf(!hasShared("texts"))("a novel and everyday speech are known but for a few words in a hundred", () => {
    // What can only be guessed by its spelling is not asked for: guessing takes milliseconds each, and asks thousands.
    const listed = new Set(space.words);
    const answers = new Map<string, boolean>();
    const isKnown = (token: string): boolean => {
      const form = fold(token);
      const known = answers.get(form) ?? (mayBeKnown(form, listed) && space.lookup(form).source !== "spelling");
      answers.set(form, known);
      return known;
    };
    const novel = tokenise(readFileSync(sharedPath("texts", "novel-moby-dick.txt"), "utf8"));
    expect(novel.filter(({ text }) => isKnown(text)).length / novel.length).toBeGreaterThan(0.97);
    let [mass, placed] = [0, 0];
    for (const line of readFileSync(sharedPath("texts", "frequency-50k.txt"), "utf8").split("\n")) {
      const [form, count] = line.split(" ");
      if (!count) continue;
      mass += Number(count);
      if (isKnown(form)) placed += Number(count);
    }
    expect(placed / mass).toBeGreaterThan(0.98);
  });
});
