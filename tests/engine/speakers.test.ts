/** Free speaker places: a cloud sounds from the two speakers around its azimuth, with the power it has anywhere else. */
import { describe, expect, it } from "vitest";
import { speakerOrder } from "../../worklets/speakers";
import { engineWith, renderAll, rms, sine, word } from "./setup";

const FIVE = [-30, 30, 110, -110, 0];

/** Level of each speaker for a cloud without spread at that pan (1.8 degrees a step). */
function levels(pan: number, speakers = FIVE): number[] {
  const engine = engineWith([sine(440, 0.6)], { channels: speakers.length, speakers });
  engine.cloud({ ...word(1, 0, 0.5), set: { pan, spread: 0 } });
  return renderAll(engine, 14_400, [128], speakers.length).map((x) => rms(x.subarray(4800)));
}

const loud = (all: readonly number[]): number[] => [...all.keys()].filter((i) => all[i] > 1e-4);
const power = (all: readonly number[]): number => 10 * Math.log10(all.reduce((sum, x) => sum + x * x, 0));

describe("speakers at free places", () => {
  it("sound between their two neighbours", () => {
    expect(loud(levels(0))).toEqual([4]);
    expect(loud(levels(15 / 1.8))).toEqual([1, 4]);
    expect(loud(levels(70 / 1.8))).toEqual([1, 2]);
    expect(loud(levels(100))).toEqual([2, 3]);
    expect(loud(levels(-100))).toEqual([2, 3]);
    const [left, , , behind] = levels(-70 / 1.8);
    expect(left / behind).toBeCloseTo(1, 2);
  });

  it("preserve power", () => {
    const all = [-93, -50, -20, 3, 12, 44, 61, 80].map((pan) => power(levels(pan)));
    expect(Math.max(...all) - Math.min(...all)).toBeLessThan(0.1);
  });

  it("are an even ring where they stand on one", () => {
    const even = [-45, 45, 135, -135];
    const engine = engineWith([sine(440, 0.6)], { channels: 4 });
    engine.cloud({ ...word(1, 0, 0.5), set: { pan: 37, spread: 0 } });
    const ring = renderAll(engine, 14_400, [128], 4).map((x) => rms(x.subarray(4800)));
    levels(37, even).forEach((level, i) => expect(level).toBeCloseTo(ring[i], 6));
  });

  it("are refused in one sentence", () => {
    expect(() => speakerOrder([0, 90], 2)).toThrow(/every one of 3 to 16/);
    expect(() => speakerOrder([0, 90, 180, -180], 4)).toThrow(/stand at one place/);
    expect(() => speakerOrder([0, 90, NaN], 3)).toThrow(/not possible/);
  });
});
