/** What a remote may ask: controls by name, words, notes, buttons; the rest means nothing. */
import { expect, it } from "vitest";
import { remoteDeed } from "../../src/input";

const osc = (address: string, ...args: unknown[]) => remoteDeed(JSON.stringify({ address, args }));

it("turns controls by their place, by their own value, by a choice's name", () => {
  expect(osc("/lexigrain/gain", 0.5)).toEqual({ type: "control", id: "gain", value: -18 });
  expect(osc("/lexigrain/gain/value", -6)).toEqual({ type: "control", id: "gain", value: -6 });
  expect(osc("/lexigrain/window", "tukey")).toEqual({ type: "control", id: "window", value: 2 });
  expect(osc("/lexigrain/freeze", true)).toEqual({ type: "control", id: "freeze", value: 1 });
  expect(osc("/lexigrain/gain", "loud")).toBeUndefined();
  expect(osc("/lexigrain/gain", null)).toBeUndefined();
  expect(osc("/lexigrain/nothing", 1)).toBeUndefined();
  expect(osc("/other/gain", 1)).toBeUndefined();
});

it("plays words and notes, presses buttons once, takes MIDI", () => {
  expect(osc("/lexigrain/word", "red")).toEqual({ type: "word", word: "red" });
  expect(osc("/lexigrain/word", 3)).toBeUndefined();
  expect(osc("/lexigrain/note", 60, 0.5)).toEqual({ type: "note", note: 60, velocity: 0.5 });
  expect(osc("/lexigrain/note", 128)).toBeUndefined();
  expect(osc("/lexigrain/panic")).toEqual({ type: "panic" });
  expect(osc("/lexigrain/panic", 1)).toEqual({ type: "panic" });
  expect(osc("/lexigrain/panic", 0)).toBeUndefined();
  expect(osc("/lexigrain/preset", "choir")).toEqual({ type: "preset", name: "choir" });
  expect(remoteDeed('{"midi":[144,60,1],"device":"x"}')).toEqual({ type: "midi", data: [144, 60, 1], device: "x" });
  for (const line of [
    "",
    "[]",
    "null",
    '{"midi":[1,2,3,4]}',
    '{"midi":[300]}',
    '{"address":7}',
    '{"address":"/lexigrain/gain","args":1}',
  ])
    expect(remoteDeed(line)).toBeUndefined();
});
