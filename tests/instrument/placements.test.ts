/** Placements are asked for once, kept, forgotten with their corpus, and never more than one question ahead. */
import { describe, expect, it } from "vitest";
import { Placements } from "../../src/instrument/placements";
import type { PlacedWord } from "../../src/protocol";

const placed = (word: string): PlacedWord => ({ word, units: [], file: "a.wav", length: 1, source: "known", of: [] });

describe("Placements", () => {
  it("asks once for a word", async () => {
    const asked: string[] = [];
    const placements = new Placements((token) => {
      asked.push(token);
      return Promise.resolve(placed(token));
    });
    await placements.place("frog");
    await placements.place("frog");
    expect(asked).toEqual(["frog"]);
    expect(placements.get("frog")?.word).toBe("frog");
  });

  it("while a question is open only the newest expectation is kept", async () => {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const placements = new Placements((token) => {
      asked.push(token);
      return new Promise((resolve) => answers.push(() => resolve(placed(token))));
    });
    for (const token of ["f", "fr", "fro", "frog"]) placements.expect(token);
    for (let i = 0; i < 4; i++) {
      answers.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    expect(asked).toEqual(["f", "frog"]);
  });

  it("an answer of an earlier corpus is not kept", async () => {
    let answer = (): void => undefined;
    const placements = new Placements((token) => new Promise((resolve) => (answer = () => resolve(placed(token)))));
    const asking = placements.place("frog");
    placements.clear();
    answer();
    await asking;
    expect(placements.get("frog")).toBeUndefined();
  });

  it("a failed expectation is silent", async () => {
    const placements = new Placements(() => Promise.reject(new Error("no sounds")));
    placements.expect("frog");
    await new Promise((resolve) => setTimeout(resolve, 0));
    await expect(placements.place("frog")).rejects.toThrow("no sounds");
  });
});
