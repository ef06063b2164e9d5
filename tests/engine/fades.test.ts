/** Counting grains and watching fades: a unit that is one constant shows the envelope and nothing else. */
import { describe, expect, it } from "vitest";
import { engineWith, RATE, renderAll, word } from "./setup";

const constant = new Float32Array(2 * RATE).fill(0.25);

/** How often the signal leaves exact silence. */
function risings(signal: Float32Array): number {
  let count = 0;
  for (let i = 1; i < signal.length; i++) if (signal[i - 1] === 0 && signal[i] !== 0) count++;
  return count;
}

/** Asserts that values go up all the way from `low` to `high` of the last one, and never down. */
function expectRise(values: Float32Array, least: number): void {
  const top = values[values.length - 1];
  let moving = 0;
  for (let i = 1; i < values.length; i++) {
    expect(values[i]).toBeGreaterThanOrEqual(values[i - 1]);
    if (values[i] < 0.02 * top || values[i] > 0.98 * top) continue;
    expect(values[i]).toBeGreaterThan(values[i - 1]);
    moving++;
  }
  expect(moving).toBeGreaterThan(least);
}

describe("grains and fades", () => {
  it("begins n grains in T seconds", () => {
    for (const [grainDuration, overlap, grains] of [
      [40, 0.1, 5],
      [10, 0.5, 100],
      [20, 0.8, 80],
    ]) {
      const engine = engineWith([constant]);
      for (const [id, value] of Object.entries({ asynchrony: 0, positionJitter: 0, scan: 0, grainDuration, overlap }))
        engine.set(id, value);
      engine.cloud(word(1, 0, 2));
      expect(risings(renderAll(engine, Math.round(2.2 * RATE))[0]), `${grainDuration} ms, overlap ${overlap}`).toBe(
        grains,
      );
    }
  });

  it("rises and falls without a step back", () => {
    const engine = engineWith([constant]);
    engine.set("play", 1);
    engine.cloud(word(1, 0, 1));
    const [left] = renderAll(engine, Math.round(1.1 * RATE));
    const first = engine.latency;
    const last = first + RATE;
    const fade = 0.01 * RATE;
    expectRise(left.slice(first, first + fade + 1), fade / 2);
    expectRise(left.slice(last - fade - 1, last).reverse(), fade / 2);
    expect(left.subarray(last).every((x) => x === 0)).toBe(true);
  });

  it("releases a voice without a step back, and to exact silence", () => {
    const engine = engineWith([constant]);
    engine.set("play", 1);
    engine.set("release", 50);
    engine.cloud(word(1, 0, 2));
    renderAll(engine, RATE / 2);
    engine.release(0);
    const [left] = renderAll(engine, RATE / 4);
    const end = engine.latency + 0.05 * RATE;
    expectRise(left.slice(engine.latency, end).reverse(), 0.025 * RATE);
    expect(left.subarray(end).every((x) => x === 0)).toBe(true);
  });
});
