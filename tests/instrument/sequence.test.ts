/** A sequence plays every word once, in order, one after the other, and only a little ahead of the clock. */
import { describe, expect, it } from "vitest";
import { Sequence } from "../../src/instrument/sequence";

function bench(duration: number) {
  let now = 10;
  const played: { word: string; at: number }[] = [];
  const sequence = new Sequence<string>({
    now: () => now,
    duration: (word) => Promise.resolve(word === "?" ? undefined : duration),
    play: (word, at) => played.push({ word, at }),
  });
  return { sequence, played, advance: (by: number) => (now += by) };
}

describe("Sequence", () => {
  it("lays words end to end, passing over what cannot be placed", async () => {
    const { sequence, played } = bench(0.5);
    sequence.add(["a", "?", "b", "c"]);
    await sequence.pump();
    expect(played).toEqual([
      { word: "a", at: 10 },
      { word: "b", at: 10.5 },
      { word: "c", at: 11 },
    ]);
    expect(sequence.length).toBe(0);
  });

  it("stays a bounded way ahead and gets through ten thousand words in order", async () => {
    const { sequence, played, advance } = bench(0.2);
    const words = Array.from({ length: 10_000 }, (_, i) => `w${i}`);
    sequence.add(words);
    let longest = 0;
    for (let i = 0; sequence.length > 0 && i < 30_000; i++) {
      const before = played.length;
      await sequence.pump();
      longest = Math.max(longest, played.length - before);
      advance(0.1);
    }
    expect(played.map(({ word }) => word)).toEqual(words);
    expect(longest).toBeLessThanOrEqual(24);
    for (let i = 1; i < played.length; i++) expect(played[i].at).toBeCloseTo(played[i - 1].at + 0.2, 6);
  });

  it("never takes longer than the page: a late pump starts again from now", async () => {
    const { sequence, played, advance } = bench(1);
    sequence.add(["a"]);
    await sequence.pump();
    advance(60);
    sequence.add(["b"]);
    await sequence.pump();
    expect(played[1]).toEqual({ word: "b", at: 70 });
  });

  it("forgets the rest when cleared, even in the middle of a placement", async () => {
    const { sequence, played } = bench(0.5);
    sequence.add(["a", "b"]);
    const pumping = sequence.pump();
    sequence.clear();
    await pumping;
    expect(played).toEqual([]);
    expect(sequence.length).toBe(0);
  });

  it("loops what it is refilled with, as it is at that moment", async () => {
    let line = ["a", "b"];
    const played: string[] = [];
    let now = 0;
    const sequence = new Sequence<string>({
      now: () => now,
      duration: () => Promise.resolve(0.5),
      play: (word) => played.push(word),
      refill: () => line,
    });
    for (let i = 0; i < 40; i++) {
      await sequence.pump();
      if (i === 20) line = ["c"];
      now += 0.1;
    }
    expect(played.slice(0, 6)).toEqual(["a", "b", "a", "b", "a", "b"]);
    expect(played.at(-1)).toBe("c");
  });

  it("a loop of nothing that can be placed gives up its turn", async () => {
    const sequence = new Sequence<string>({
      now: () => 0,
      duration: () => Promise.resolve(undefined),
      play: () => undefined,
      refill: () => ["?"],
    });
    await sequence.pump();
    expect(sequence.length).toBeLessThanOrEqual(1);
  });
});
