/** What typing says beyond its words; scales; swing and tapped tempo; scores. */
import { describe, expect, it } from "vitest";
import { control } from "../../src/controls";
import { Keystrokes, MidiClock, restAfter, snapped, touched } from "../../src/input";
import { Score } from "../../src/ui/score";
import { Words } from "../../src/ui/words";

const plain = (id: string): number => control(id).default;

describe("touched", () => {
  it("at the defaults a plain word adds nothing, however it was typed", () => {
    for (const shown of ["river", "River", "tree,", "why?", "I"])
      expect(touched(shown, { speed: 20, rest: 9, held: 1 }, plain)).toEqual({});
  });

  it("capitals and ! are louder, letters too many are longer", () => {
    expect(touched("RIVER", {}, plain)).toEqual({ gain: 3 });
    expect(touched("stop!", {}, plain)).toEqual({ gain: 3 });
    expect(touched("sooo", {}, plain)).toEqual({ hold: 200 });
    expect(touched("noooo", {}, plain)).toEqual({ hold: 400 });
  });

  it("speed, rest, weight and question as their knobs say", () => {
    const turned: Readonly<Record<string, number>> = { haste: 6, weight: 100, breath: 500, question: 5 };
    const knob = (id: string): number => turned[id] ?? plain(id);
    expect(touched("why?", { speed: 12, rest: 2, held: 0.29 }, knob)).toEqual({
      gain: 6,
      hold: expect.closeTo(200, 6) as number,
      attack: 503,
      pitch: 5,
    });
  });
});

it("rests: a full stop whole, a comma half, a plain word none", () => {
  expect([restAfter("end.", 2), restAfter("so,", 2), restAfter("so", 2), restAfter('"end."', 2)]).toEqual([2, 1, 0, 2]);
});

it("keystrokes tell speed, rest and weight of one word and begin anew", () => {
  const keys = new Keystrokes();
  for (const [i, code] of ["a", "b", "c"].entries()) {
    keys.down(code, i / 10);
    keys.up(code, i / 10 + 0.05);
  }
  expect(keys.take()).toEqual({ speed: expect.closeTo(10, 6) as number, held: expect.closeTo(0.05, 6) as number });
  keys.down("d", 2.2);
  keys.lost();
  keys.up("d", 9);
  expect(keys.take()).toEqual({ rest: expect.closeTo(2, 6) as number });
});

it("a scale takes every pitch to its nearest step and leaves steps alone", () => {
  expect(snapped(1.3, 0)).toBe(1.3);
  expect([-12, -5, 0, 4, 7, 12].map((pitch) => snapped(pitch, 2))).toEqual([-12, -5, 0, 4, 7, 12]);
  expect([snapped(3.4, 1), snapped(6.2, 7), snapped(-3, 8), snapped(11, 8)]).toEqual([3, 7, 0, 12]);
});

it("a tapped tempo gives a grid, and swing delays every second step", () => {
  const clock = new MidiClock();
  for (const at of [1, 1.5, 2, 2.5]) clock.tap(at);
  expect(clock.tempo).toBeCloseTo(120, 9);
  expect(clock.next(2.6, 2)).toBeCloseTo(2.75, 9);
  clock.swing = 2 / 3;
  expect(clock.next(2.6, 2)).toBeCloseTo(2.5 + 1 / 3, 9);
  expect(clock.next(2.9, 2)).toBeCloseTo(3, 9);
});

describe("Score", () => {
  const played = () => {
    const words = new Words();
    const score = new Score();
    for (const token of ["old", "pond"]) score.note(words.add(token, token), 7 + words.all.length);
    score.note(words.whisper("fro"), 11.25);
    return { words, score };
  };

  it("is read as it was written", () => {
    const { words, score } = played();
    const again = new Score();
    const laid = new Words();
    again.read(score.write(words.all), laid);
    expect(laid.all.map(({ token }) => token)).toEqual(["old", "pond"]);
    expect(again.entries.map(({ at, item }) => [at, item.word.token])).toEqual([
      [0, "old"],
      [1, "pond"],
      [3.25, "fro"],
    ]);
  });

  it("refuses what is no score, and changes nothing", () => {
    const { words, score } = played();
    const good = score.write(words.all);
    for (const text of ["", "null", "{}", "[]", good.replace('"word": 1', '"word": 2'), good.replace("3.25", "-1")]) {
      const laid = new Words();
      expect(() => new Score().read(text, laid)).toThrow(/score/);
      expect(laid.all).toEqual([]);
    }
  });
});
