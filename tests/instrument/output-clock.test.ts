/** The relation of two clocks from the browser's own pairs: skew, slips and outliers; coarse pairs are refused. */
import { describe, expect, it } from "vitest";
import { OutputClock } from "../../src/instrument/output-clock";
import { Random } from "../../src/math";

const BLOCK = 128 / 44_100;
const WAY = 0.0114;

interface Simulated {
  /** Audio time being rendered at a page time, without blocks. */
  readonly truth: (page: number) => number;
  readonly random: Random;
  /** Seconds by which a pair is off at most, and how often one is wrong by 4 ms. */
  readonly jitter: number;
  readonly outliers?: number;
}

/** Reads both clocks every 25 ms or so; after each reading `seen` may look. */
function read(clock: OutputClock, from: number, to: number, how: Simulated, seen?: (page: number) => void): void {
  const { truth, random, jitter, outliers = 0 } = how;
  for (let page = from; page < to; page += 0.022 + 0.006 * random.next()) {
    const late = random.next() < 0.2 ? 0.004 * random.next() : 0;
    const audio = Math.floor(truth(page - late) / BLOCK) * BLOCK;
    const wrong = random.next() < outliers ? 0.004 : 0;
    const contextTime = truth(page) - WAY + jitter * (2 * random.next() - 1) - wrong;
    clock.add(page, audio, { contextTime, performanceTime: page * 1000 });
    seen?.(page);
  }
}

describe("OutputClock", () => {
  it("is not exact before it has read enough, nor from an output that stands still", () => {
    const clock = new OutputClock();
    expect(clock.exact).toBe(false);
    for (let i = 0; i < 50; i++) clock.add(i, i, { contextTime: 1, performanceTime: 7 });
    for (let i = 0; i < 50; i++) clock.add(i, i, {});
    expect(clock.exact).toBe(false);
  });

  it("keeps time to 0.1 ms with a skew of 100 in a million, jitter and outliers", () => {
    for (const skew of [0, 1e-4, -1e-4]) {
      const clock = new OutputClock();
      const truth = (page: number): number => (page - 3) * (1 + skew);
      const errors: number[] = [];
      const how = { truth, random: new Random(5), jitter: 3e-5, outliers: 0.05 };
      read(clock, 10, 40, how, (page) => {
        if (page > 14) errors.push(clock.audioAt(page - 0.01) - truth(page - 0.01));
      });
      expect(clock.exact).toBe(true);
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      const jitter = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length);
      expect(jitter).toBeLessThan(1e-4);
      expect(Math.abs(mean)).toBeLessThan(2e-4);
    }
  });

  it("follows a slip by one quantum within a tenth of a second", () => {
    const clock = new OutputClock();
    const random = new Random(6);
    read(clock, 0, 10, { truth: (page) => page, random, jitter: 3e-5 });
    const truth = (page: number): number => page - BLOCK;
    read(clock, 10, 10.1, { truth, random, jitter: 3e-5 });
    expect(Math.abs(clock.audioAt(10.1) - truth(10.1))).toBeLessThan(2e-4);
    expect(clock.exact).toBe(true);
  });

  it("does not trust pairs that are made up from readings in blocks", () => {
    const clock = new OutputClock();
    read(clock, 0, 10, { truth: (page) => page, random: new Random(7), jitter: 0.0015 });
    expect(clock.exact).toBe(false);
  });
});
