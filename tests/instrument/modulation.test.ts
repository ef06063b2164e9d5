/** Modulators: waves of the right form, a follower that follows, knobs that stay where they are, and few moves. */
import { describe, expect, it, vi } from "vitest";
import { controlTravel, control } from "../../src/controls";
import { Knobs, Modulators, morphRoutes, type Route } from "../../src/instrument";
import { Follower, moved, Turns, wave } from "../../src/instrument/modulation";

describe("waves", () => {
  it("sine and triangle pass through their corners; both repeat each cycle", () => {
    for (const shape of [0, 1]) {
      const at = [0, 0.25, 0.5, 0.75].map((turns) => wave(shape, turns, 1));
      at.forEach((x, i) => expect(x).toBeCloseTo([0, 1, 0, -1][i], 12));
      expect(wave(shape, 7.3, 1)).toBeCloseTo(wave(shape, 0.3, 1), 9);
    }
    expect(wave(1, 0.125, 1)).toBeCloseTo(0.5, 12);
  });

  it("random is smooth, within −1..1, the same again, and another for another seed", () => {
    const steps = Array.from({ length: 4000 }, (_, i) => wave(2, i / 100, 1));
    expect(Math.max(...steps.map(Math.abs))).toBeLessThanOrEqual(1);
    const jumps = steps.slice(1).map((x, i) => Math.abs(x - steps[i]));
    expect(Math.max(...jumps)).toBeLessThan(0.04);
    expect(new Set(steps.map((x) => x.toFixed(2))).size).toBeGreaterThan(50);
    expect(steps).toEqual(Array.from({ length: 4000 }, (_, i) => wave(2, i / 100, 1)));
    expect(wave(2, 3, 2)).not.toBe(wave(2, 3, 1));
  });

  it("a rate that is turned makes no jump; a clock leads where it is wanted", () => {
    const turns = new Turns();
    const before = turns.advance(1, 0.5, 0, undefined);
    expect(turns.advance(0.01, 20, 0, undefined) - before).toBeCloseTo(0.2, 12);
    expect(turns.advance(0.01, 20, 4, 10)).toBeCloseTo(2.5, 12);
    expect(turns.advance(0.01, 20, 4, undefined)).toBeCloseTo(2.7, 12);
  });

  it("the follower rises at once and falls in its own time", () => {
    const follower = new Follower();
    for (let i = 0; i < 10; i++) follower.advance(0.025, 0.1, 0.5);
    expect(follower.advance(0.025, 0.1, 0.5)).toBeCloseTo(1 - 20 / 60, 2);
    const fallen = follower.advance(0.5, 0, 0.5);
    expect(fallen).toBeCloseTo((1 - 20 / 60) / Math.E, 2);
  });
});

const route = (source: Route["source"], id: string, depth: number): Route => ({ source, control: id, depth });

describe("routes", () => {
  it("an LFO at full depth moves over the whole travel, along the slider's own curve; several add up", () => {
    const knob = (id: string): number => (id === "lowPass" ? 632.4555 : control(id).default);
    expect(moved([route("lfo 1", "lowPass", 1)], () => 1, knob).get("lowPass")).toBeCloseTo(20000, 0);
    expect(moved([route("lfo 1", "lowPass", 1)], () => -1, knob).get("lowPass")).toBeCloseTo(20, 1);
    const two = moved([route("lfo 1", "pan", 0.5), route("loudness", "pan", -0.25)], () => 1, knob);
    expect(controlTravel(control("pan"), two.get("pan")!)).toBeCloseTo(0.5, 12);
    expect(moved([route("typing", "gain", 1)], () => 5, knob).get("gain")).toBe(24);
  });

  it("morph: each depth along its way", () => {
    const [a, b] = [[route("lfo 1", "pan", 0.4), route("lfo 2", "pitch", 1)], [route("lfo 1", "pan", -0.4)]];
    expect(morphRoutes(a, b, 0)).toEqual(a);
    expect(morphRoutes(a, b, 1)).toEqual(b);
    const between = morphRoutes(a, b, 0.25).map(({ control: id, depth }) => [id, Math.round(1e6 * depth) / 1e6]);
    expect(between).toEqual([
      ["pan", 0.2],
      ["pitch", 0.75],
    ]);
  });
});

describe("Modulators", () => {
  it("move what is heard and not the knob, at most 40 times a second, and let go", () => {
    vi.useFakeTimers();
    try {
      const knobs = new Knobs();
      let [told, heard] = [0, 0];
      knobs.listen(() => told++);
      knobs.hear(() => heard++);
      let time = 0;
      const quiet = { beats: () => undefined, level: () => 0, pace: () => 0 };
      const modulators = new Modulators({ knobs, now: () => time, ...quiet });
      modulators.routes = [route("lfo 1", "pan", 1)];
      for (let i = 0; i < 1000; i++) {
        time += 0.005;
        vi.advanceTimersByTime(5);
      }
      expect(heard).toBeGreaterThan(100);
      expect(heard).toBeLessThanOrEqual(5 * 40 + 1);
      expect(told).toBe(0);
      expect([knobs.get("pan"), knobs.values]).toEqual([0, {}]);
      // Five seconds at 0.2 Hz: one whole cycle.
      expect(Math.abs(knobs.heard.get("pan"))).toBeLessThan(4);
      knobs.set("pan", 50);
      modulators.routes = [];
      expect(knobs.heard.get("pan")).toBe(50);
      const before = heard;
      vi.advanceTimersByTime(1000);
      expect(heard).toBe(before);
      modulators.close();
    } finally {
      vi.useRealTimers();
    }
  });
});
