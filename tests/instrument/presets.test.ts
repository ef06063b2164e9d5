/** Presets stay inside the table, a morph starts and ends at them, chance keeps to its ranges. */
import { describe, expect, it } from "vitest";
import { clampControl, CONTROLS, control } from "../../src/controls";
import { Knobs, morph, PRESETS, randomised } from "../../src/instrument";
import { Random } from "../../src/math";

describe("presets", () => {
  it("name only known controls, inside their ranges", () => {
    for (const { values } of PRESETS)
      for (const [id, value] of Object.entries(values)) expect(clampControl(control(id), value)).toBe(value);
  });

  it("a morph is a at 0, b at 1, and monotone between", () => {
    const [, a, b] = PRESETS;
    const at = (t: number) => {
      const knobs = new Knobs();
      knobs.assign(morph(a.values, b.values, t));
      return knobs;
    };
    expect(at(0).values).toEqual(a.values);
    expect(at(1).values).toEqual(b.values);
    for (const { id } of CONTROLS) {
      const travel = Array.from({ length: 11 }, (_, i) => at(i / 10).get(id));
      const steps = travel.slice(1).map((value, i) => Math.sign(value - travel[i]));
      expect(new Set(steps.filter((step) => step !== 0)).size).toBeLessThanOrEqual(1);
    }
  });

  it("chance never touches level and stays in range, the same for the same seed", () => {
    const draw = (seed: number) => {
      const random = new Random(seed);
      return randomised({ volume: -7 }, () => random.next());
    };
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    for (let seed = 0; seed < 50; seed++) {
      const values = draw(seed);
      expect(values["volume"]).toBe(-7);
      for (const [id, value] of Object.entries(values)) expect(clampControl(control(id), value)).toBe(value);
    }
  });
});

describe("Knobs", () => {
  it("clamps, tells changes once, and gives back only what differs from the defaults", () => {
    const knobs = new Knobs();
    const told: [string, number][] = [];
    const leave = knobs.listen((id, value) => told.push([id, value]));
    knobs.set("pitch", 99);
    knobs.set("pitch", 48);
    knobs.set("gain", Number.NaN);
    leave();
    knobs.set("pitch", 1);
    expect(told).toEqual([["pitch", 48]]);
    expect(knobs.values).toEqual({ pitch: 1 });
    knobs.assign({});
    expect(knobs.values).toEqual({});
    expect(() => knobs.get("nonsense")).toThrow(/Known/);
  });
});
