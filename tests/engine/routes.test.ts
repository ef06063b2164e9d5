/** Routes: a cloud goes to all loudspeakers, to one alone or to a pair, equally loud; outputs may change while it runs. */
import { describe, expect, it } from "vitest";
import { control } from "../../src/controls";
import { engineWith, peakOf, renderAll, rms, sine, word } from "./setup";

const route = (name: string): number => control("route").choices!.indexOf(name);

/** Level of each output for a cloud on that route. */
function levels(
  channels: number,
  name: string,
  set: Record<string, number> = {},
  speakers?: readonly number[],
): number[] {
  const engine = engineWith([sine(440, 0.6)], { channels, ...(speakers && { speakers }) });
  engine.cloud({ ...word(1, 0, 0.5), set: { spread: 0, route: route(name), ...set } });
  return renderAll(engine, 14_400, [128], channels).map((x) => rms(x.subarray(4800)));
}

const loud = (all: readonly number[]): number[] => [...all.keys()].filter((i) => all[i] > 1e-4);
const power = (all: readonly number[]): number => 10 * Math.log10(all.reduce((sum, x) => sum + x * x, 0));

describe("routes", () => {
  it("lead to one loudspeaker alone, whatever the pan and the spread", () => {
    for (const channels of [2, 5, 16])
      for (const speaker of [1, 2, channels])
        expect(loud(levels(channels, String(speaker), { pan: 70, spread: 100 }))).toEqual([speaker - 1]);
    expect(loud(levels(5, "4", { pan: 20 }, [-30, 30, 110, -110, 0]))).toEqual([3]);
    expect(loud(levels(2, "1", { play: 1 }))).toEqual([0]);
  });

  it("lead to a pair, panned in it as on two", () => {
    expect(loud(levels(6, "3+4"))).toEqual([2, 3]);
    expect(loud(levels(6, "3+4", { pan: -100 }))).toEqual([2]);
    const panned = levels(6, "5+6", { pan: 40 });
    const stereo = levels(2, "all", { pan: 40 });
    expect(panned[4]).toBeCloseTo(stereo[0], 6);
    expect(panned[5]).toBeCloseTo(stereo[1], 6);
  });

  it("are all equally loud, spread or not", () => {
    for (const spread of [0, 40, 100]) {
      const all = ["all", "1", "4", "1+2", "3+4"].map((name) => power(levels(4, name, { spread })));
      expect(Math.max(...all) - Math.min(...all)).toBeLessThan(0.6);
    }
  });

  it("to a loudspeaker that is not there lead to all", () => {
    for (const name of ["3", "16", "3+4", "15+16"])
      expect(levels(2, name, { pan: 30 })).toEqual(levels(2, "all", { pan: 30 }));
    expect(levels(3, "3+4", { pan: 30 })).toEqual(levels(3, "all", { pan: 30 }));
    expect(loud(levels(1, "2"))).toEqual([0]);
  });
});

describe("outputs that change", () => {
  it("give what an engine made with them gives, and back again", () => {
    const engine = engineWith([sine(440, 0.6)]);
    const play = (id: number, channels: number): Float32Array[] => {
      engine.cloud({ ...word(id, engine.time, 0.2), set: { pan: 60, spread: 0 }, chance: 1 });
      return renderAll(engine, 14_400, [128], channels);
    };
    const first = play(1, 2);
    const speakers = [-30, 30, 110, -110, 0];
    engine.setOutputs(5, speakers);
    const five = play(2, 5);
    expect(loud(five.map((x) => rms(x)))).toEqual([1, 2]);
    const made = engineWith([sine(440, 0.6)], { channels: 5, speakers });
    made.cloud({ ...word(1, 0, 0.2), set: { pan: 60, spread: 0 }, chance: 1 });
    expect(five).toEqual(renderAll(made, 14_400, [128], 5));
    expect(engine.status().peaks).toHaveLength(5);
    engine.setOutputs(2);
    expect(play(3, 2)).toEqual(first);
  });

  it("are changed while something sounds without a sample that is no number or too loud", () => {
    const engine = engineWith([sine(440, 0.6, 0.9)]);
    engine.cloud({ ...word(1, 0, 3), set: { freeze: 1, spread: 100, overlap: 32 } });
    for (const channels of [16, 3, 1, 8, 2]) {
      engine.setOutputs(channels);
      for (const row of renderAll(engine, 4_000, [128, 57], channels)) {
        expect(row.every(Number.isFinite)).toBe(true);
        expect(peakOf(row)).toBeLessThanOrEqual(1);
      }
    }
    expect(() => engine.setOutputs(17)).toThrow(/1 to 16/);
    expect(() => engine.setOutputs(4, [0, 90])).toThrow(/every one of/);
    expect(engine.channels).toBe(2);
  });
});
