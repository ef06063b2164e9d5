/** What a page lays into a project comes back; what a stranger laid there is believed only as far as it is sane. */
import { describe, expect, it } from "vitest";
import { takeOut } from "../../src/ui/laid";
import type { KeptParts } from "../../src/ui/parts";

function page() {
  const told: { values?: unknown; lines?: readonly string[]; cleared: number } = { cleared: 0 };
  const shaping = {
    own: [] as unknown,
    routes: [] as unknown,
    assign: (values: unknown, _label: string, _key: string, routes: unknown) => {
      told.values = values;
      shaping.routes = routes;
    },
  };
  const performance = {
    clear: () => told.cleared++,
    restore: (lines: readonly string[]) => (told.lines = lines),
  };
  const hand = { wishes: [] as unknown };
  return { told, shaping, hand, parts: { shaping, performance, hand } as unknown as KeptParts };
}

describe("takeOut", () => {
  it("takes text, knobs and presets", () => {
    const { told, shaping, parts } = page();
    takeOut(
      { lines: ["old pond", "frog"], values: { volume: -6 }, presets: [{ name: "mine", values: { volume: -3 } }] },
      parts,
    );
    expect(told).toEqual({ cleared: 1, lines: ["old pond", "frog"], values: { volume: -6 } });
    expect(shaping.own).toEqual([{ name: "mine", values: { volume: -3 } }]);
  });

  it("passes over what is not sane", () => {
    const { told, shaping, parts } = page();
    takeOut(
      {
        lines: ["a", 7, null],
        values: { volume: "loud", none: 1, grainDuration: Infinity },
        presets: [1, { name: "x" }],
      },
      parts,
    );
    expect(told).toEqual({ cleared: 1, lines: ["a"], values: {} });
    expect(shaping.own).toEqual([]);
  });

  it("takes the modulators that are whole", () => {
    const { shaping, parts } = page();
    const good = { source: "lfo 1", control: "pitch", depth: -0.5 };
    const broken = [3, { ...good, source: "moon" }, { ...good, control: "lfo1Rate" }, { ...good, depth: 2 }];
    takeOut({ values: {}, routes: [...broken, good], presets: [{ name: "a", values: {}, routes: [good, 1] }] }, parts);
    expect(shaping.routes).toEqual([good]);
    expect(shaping.own).toEqual([{ name: "a", values: {}, routes: [good] }]);
  });

  it("takes the wishes that are whole", () => {
    const { hand, parts } = page();
    const sound = { file: "a.wav", at: 0.5 };
    const pin = { kind: "pin", word: "frog", sound };
    const like = { kind: "like", word: "toad", sound, amount: 0.5 };
    const forbid = { kind: "forbid", sound };
    const broken = [
      { kind: "pin", word: "frog" },
      { kind: "pin", word: 3, sound },
      { ...like, amount: 7 },
      { kind: "forbid", sound: { file: "a", at: -1 } },
      { kind: "eat", word: "x", sound },
      null,
    ];
    takeOut({ wishes: [...broken, pin, like, forbid] }, parts);
    expect(hand.wishes).toEqual([pin, like, forbid]);
  });

  it.each([undefined, null, 3, "text", []])("changes nothing for %s", (laid) => {
    const { told, parts } = page();
    takeOut(laid, parts);
    expect(told).toEqual({ cleared: 0 });
  });
});
