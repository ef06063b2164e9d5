/** A pasted poem stands silent and is performed line by line, by Enter; undone as one; and typing goes on as ever. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { band, pass } from "./stage-band";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("each Enter in an empty field plays the next line that still stands", async () => {
  const stage = band();
  const { performance, shaping, begun } = stage;
  shaping.knobs.set("paste", 1);
  performance.paste("old pond\n\nfrog jumps in\nwater's sound");
  await pass(stage, 2);
  expect(begun).toEqual([]);
  expect(performance.words.all.map(({ token, line }) => [token, line])).toEqual([
    ["old", 0],
    ["pond", 0],
    ["frog", 1],
    ["jumps", 1],
    ["in", 1],
    ["water's", 2],
    ["sound", 2],
  ]);
  const enter = (): void => performance.take(performance.typing.line());
  enter();
  await pass(stage, 2);
  expect(begun.map(({ token }) => token)).toEqual(["old", "pond"]);
  // A word taken out of the next line is silent.
  performance.words.remove(performance.words.all[3]);
  enter();
  await pass(stage, 2);
  expect(begun.slice(2).map(({ token }) => token)).toEqual(["frog", "in"]);
  // With something typed, Enter is the end of that line and nothing else.
  performance.take(performance.typing.edit("moss", 1));
  enter();
  await pass(stage, 2);
  expect(begun.slice(4).map(({ token }) => token)).toEqual(["moss"]);
  enter();
  enter();
  await pass(stage, 3);
  expect(begun.slice(5).map(({ token }) => token)).toEqual(["water's", "sound"]);
});

it("a laid poem is one step of undo, and what was undone is not performed", async () => {
  const stage = band();
  const { performance, shaping, begun } = stage;
  shaping.knobs.set("paste", 1);
  performance.paste("old pond\nfrog");
  shaping.undo();
  expect(performance.words.all).toEqual([]);
  performance.take(performance.typing.line());
  await pass(stage, 1);
  expect(begun).toEqual([]);
});
