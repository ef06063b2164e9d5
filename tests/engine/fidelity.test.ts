/** A default cloud is its unit: recognised among others by an outside ear, attack in place, as steady as its source. */
import { describe, expect, it } from "vitest";
import { attackShifts, fidelity, modulation } from "../../bench/fidelity";
import { CloudPlayer, sharedCorpus } from "../../bench/shared-corpus";
import { hasShared } from "../shared";
import { engineWith, RATE, renderAll, sine, tableOf, word } from "./setup";

describe("fidelity", () => {
  it.skipIf(!hasShared("sounds"))("real units are nearest to their own clouds, and attacks stay in place", async () => {
    const player = new CloudPlayer(await sharedCorpus(20));
    const { time, summary, units } = fidelity(player, 30, 0, 5);
    expect(units).toBeGreaterThan(50);
    expect(time).toBeGreaterThanOrEqual(0.95);
    expect(summary).toBeGreaterThanOrEqual(0.9);
    const shifts = attackShifts(player, 8, 9);
    expect(shifts.length).toBe(8);
    for (const ms of shifts) expect(Math.abs(ms)).toBeLessThanOrEqual(10);
  });

  it("a steady unit stays steady", () => {
    const engine = engineWith([sine(1003, 3)]);
    engine.cloud(word(1, 0, 3));
    const [left, right] = renderAll(engine, 2.5 * RATE);
    const both = left.map((x, i) => x + right[i]).subarray(RATE / 2);
    const { grains, any } = modulation(both, 1003, 4 / 0.04, RATE);
    expect(grains).toBeLessThan(0.2);
    expect(any).toBeLessThan(1);
  });

  it("the same measure hears grains that scatter", () => {
    const engine = engineWith([sine(1003, 3)]);
    engine.set("positionJitter", 10);
    engine.cloud(word(1, 0, 3));
    const [left, right] = renderAll(engine, 2.5 * RATE);
    const both = left.map((x, i) => x + right[i]).subarray(RATE / 2);
    expect(modulation(both, 1003, 4 / 0.04, RATE).any).toBeGreaterThan(6);
  });

  it("waits through a short silence inside a unit, so that the second stroke keeps its place, and leaps a long one", () => {
    const strokes = (gap: number) => {
      const at = Math.round((0.15 + gap) * RATE);
      const sound = new Float32Array(at + RATE / 2);
      for (const from of [0, at]) sine(1500, 0.15).forEach((x, i) => (sound[from + i] = x * (1 - i / (0.15 * RATE))));
      const engine = engineWith([sound]);
      const stretches = Uint32Array.of(0, 0.15 * RATE, at, 0.15 * RATE);
      engine.setUnits({ ...tableOf([sound.length]), stretches, firstStretch: Uint32Array.of(0, 2) });
      engine.cloud(word(1, 0, 1));
      return renderAll(engine, RATE)[0].subarray(engine.latency);
    };
    const peak = (x: Float32Array, from: number, to: number) =>
      Math.max(...x.subarray(from * RATE, to * RATE).map(Math.abs));
    const [short, long] = [strokes(0.1), strokes(0.6)];
    expect(peak(short, 0.16, 0.249)).toBeLessThan(0.03);
    expect(peak(short, 0.25, 0.255)).toBeGreaterThan(0.1);
    expect(peak(long, 0.135, 0.16)).toBeGreaterThan(0.1);
  });
});
