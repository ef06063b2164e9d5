/** The score: when each word sounds. */
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/cli/failure";
import { makeScore, scoreLength, type LinedPlacement } from "../../src/cli/score";

const LENGTHS = [4800, 100, 48_000];
const placed = (word: string, unit: number, line = 0): LinedPlacement => ({ word, line, units: [{ unit, weight: 1 }] });
const base = { crossfade: 0.06, voices: false, sampleRate: 48_000, unitLength: (unit: number) => LENGTHS[unit] };

describe("a fixed word duration", () => {
  it("gives word i exactly the frames from round(i·S·rate) to round((i+1)·S·rate)", () => {
    const words = Array.from({ length: 1000 }, (_, i) => placed(`w${i}`, 0));
    const score = makeScore(words, { ...base, wordDuration: 0.123457, sampleRate: 44_100 });
    score.forEach(({ start, length }, i) => {
      expect(start).toBe(Math.round(i * 0.123457 * 44_100));
      expect(start + length).toBe(Math.round((i + 1) * 0.123457 * 44_100));
    });
    expect(scoreLength(score)).toBe(Math.round(123.457 * 44_100));
  });

  it("puts all lines into one voice unless asked otherwise", () => {
    const score = makeScore([placed("a", 0, 0), placed("b", 0, 3)], { ...base, wordDuration: 0.5 });
    expect(score.map(({ voice, start }) => [voice, start])).toEqual([
      [0, 0],
      [0, 24_000],
    ]);
  });
});

describe("voices", () => {
  it("begin at 0, one a line, in order of time", () => {
    const words = [placed("a", 0, 0), placed("b", 0, 0), placed("c", 0, 2)];
    const score = makeScore(words, { ...base, wordDuration: 0.5, voices: true });
    expect(score.map(({ word, voice, start }) => [word, voice, start])).toEqual([
      ["a", 0, 0],
      ["c", 1, 0],
      ["b", 0, 24_000],
    ]);
  });

  it("are at most as many as the engine has: one line more is a wrong argument", () => {
    const lines = (n: number) => Array.from({ length: n }, (_, line) => placed("a", 0, line * 2));
    const voices = makeScore(lines(64), { ...base, wordDuration: 0.5, voices: true }).map(({ voice }) => voice);
    expect(voices).toEqual(Array.from({ length: 64 }, (_, i) => i));
    expect(() => makeScore(lines(65), { ...base, wordDuration: 0.5, voices: true })).toThrow(UsageError);
  });
});

describe("natural durations", () => {
  it("are the first unit's, joined by the crossfade, of which a word gives at most half", () => {
    const words = [placed("long", 2), placed("short", 1), placed("middle", 0), placed("long", 2)];
    const score = makeScore(words, { ...base, wordDuration: "natural" });
    expect(score.map(({ length }) => length)).toEqual([48_000, 100, 4800, 48_000]);
    expect(score.map(({ start }) => start)).toEqual([0, 47_950, 48_000, 50_400]);
  });

  it("never go back in time", () => {
    const words = Array.from({ length: 50 }, (_, i) => placed("w", i % 3));
    const starts = makeScore(words, { ...base, crossfade: 5, wordDuration: "natural" }).map(({ start }) => start);
    for (let i = 1; i < starts.length; i++) expect(starts[i]).toBeGreaterThan(starts[i - 1]);
  });
});
