/** What every render of the engine must keep, however it is cut and whatever it is told. */
import { describe, expect, it } from "vitest";
import { engineWith, peakOf, RATE, renderAll, rms, sine, word } from "./setup";

const tone = sine(440, 1);

describe("engine", () => {
  it("renders the same samples however the render is cut", () => {
    const render = (pieces: readonly number[]) => {
      const engine = engineWith([tone, sine(1000, 0.3)]);
      engine.set("pitchJitter", 300);
      engine.set("lowPass", 2000);
      engine.cloud(word(1, 0.001, 0.3));
      engine.cloud(word(2, 0.123, 0.4, 1));
      engine.cloud({ ...word(3, 0.2, 0.3, 1, 5), set: { asynchrony: 0, pitch: 3, gain: -6 } });
      return renderAll(engine, RATE * 0.5, pieces);
    };
    const plain = render([128]);
    expect(rms(plain[0])).toBeGreaterThan(0.01);
    for (const pieces of [[1], [1000], [7, 128, 33, 500], [64], [441]]) expect(render(pieces)).toEqual(plain);
  });

  it("gives the same bits for the same seed, others for another", () => {
    const render = (seed: number) => {
      const engine = engineWith([tone], { seed });
      engine.cloud(word(1, 0, 0.2));
      return renderAll(engine, 9600)[0];
    };
    expect(render(7)).toEqual(render(7));
    expect(render(7)).not.toEqual(render(8));
  });

  it("sounds for exactly its duration, then is exactly silent", () => {
    const engine = engineWith([tone]);
    const at = Math.round(0.1 * RATE) + 37;
    engine.cloud(word(1, at / RATE, 0.25));
    const [left] = renderAll(engine, RATE);
    const begin = at + engine.latency;
    const end = begin + 0.25 * RATE;
    expect(peakOf(left.subarray(0, begin))).toBe(0);
    expect(peakOf(left.subarray(end))).toBe(0);
    expect(peakOf(left.subarray(begin, begin + 240))).toBeGreaterThan(0.05);
    expect(peakOf(left.subarray(end - 480, end))).toBeGreaterThan(0);
    expect(engine.status().grains).toBe(0);
  });

  it("one cloud's own values follow a hand while it sounds or waits; others stay", () => {
    const engine = engineWith([sine(500, 4)]);
    engine.cloud({ ...word(1, 0, 3), set: { pan: -100, spread: 0 } });
    engine.cloud({ ...word(2, 0, 3, 0, 1), set: { pan: 100, spread: 0 } });
    const level = () => renderAll(engine, RATE * 0.5).map((channel) => rms(channel.subarray(RATE * 0.25)));
    const before = level();
    engine.adjust(2, { gain: -12 });
    const after = level();
    const change = (channel: number): number => 20 * Math.log10(after[channel] / before[channel]);
    expect(Math.abs(change(0))).toBeLessThan(2);
    expect(Math.abs(change(1) + 12)).toBeLessThan(2);
    engine.cloud(word(3, 2, 0.2, 0, 2));
    engine.adjust(3, { gain: -60 });
    engine.panic();
    engine.adjust(99, { gain: 0 });
    expect(() => engine.adjust(1, { gain: 100 })).toThrow("gain");
    expect(() => engine.adjust(1, { reverb: 1 })).toThrow("engine");
  });

  it("plays a unit at its own level, whatever the overlap", () => {
    for (const overlap of [1, 2, 4, 16, 64]) {
      const engine = engineWith([sine(997, 2)]);
      engine.set("overlap", overlap);
      engine.set("spread", 0);
      engine.cloud(word(1, 0, 2));
      const [left] = renderAll(engine, RATE * 1.5);
      const level = 20 * Math.log10(rms(left.subarray(RATE * 0.5)) / (0.25 / 2));
      expect(Math.abs(level), `overlap ${overlap}`).toBeLessThan(2);
    }
  });

  it("reports where the first grain was read, and the end", () => {
    const engine = engineWith([tone]);
    engine.cloud(word(42, 0.0101, 0.05));
    renderAll(engine, 9600);
    const seen: string[] = [];
    engine.events({ started: (id, frame) => seen.push(`${id}@${frame}`), ended: (id) => seen.push(`${id}.`) });
    expect(seen).toEqual([`42@${Math.round(0.0101 * RATE)}`, "42."]);
  });

  it("falls silent within 50 ms of a panic", () => {
    const engine = engineWith([tone]);
    for (let i = 0; i < 20; i++) engine.cloud(word(i, 0, 10, 0, i));
    renderAll(engine, RATE / 2);
    engine.panic();
    const [left] = renderAll(engine, RATE / 10);
    expect(peakOf(left.subarray(0, 100))).toBeGreaterThan(0.05);
    expect(peakOf(left.subarray(0.05 * RATE))).toBe(0);
  });

  it("never passes full scale", () => {
    const engine = engineWith([sine(997, 1, 0.9)]);
    for (let i = 0; i < 40; i++) engine.cloud({ ...word(i, 0, 1, 0, i), set: { positionJitter: 0, gain: 24 } });
    const [left, right] = renderAll(engine, RATE);
    expect(Math.max(peakOf(left), peakOf(right))).toBeLessThanOrEqual(0.97);
    expect(peakOf(left)).toBeGreaterThan(0.8);
  });

  it("refuses what is not finite or out of range, by name", () => {
    const engine = engineWith([tone]);
    expect(() => engine.cloud(word(1, NaN, 1))).toThrow(/time is NaN/);
    expect(() => engine.cloud(word(1, 0, Infinity))).toThrow(/duration is Infinity/);
    expect(() => engine.cloud(word(1, 0, 1, 3))).toThrow(/unit is 3/);
    expect(() => engine.cloud(word(1, 0, 1, 0, 64))).toThrow(/Voice is 64/);
    expect(() => engine.cloud({ ...word(1, 0, 1), set: { pitch: NaN } })).toThrow(/"pitch" is NaN/);
    expect(() => engine.cloud({ ...word(1, 0, 1), units: [] })).toThrow(/number of units is 0/);
    expect(() => engine.set("overlap", 1e9)).toThrow(/"overlap"/);
    expect(() => engine.set("loudness", 1)).toThrow(/no control "loudness"/);
    expect(() => engine.loadSamples(0, Float32Array.of(0, NaN))).toThrow(/sample 1 .* is NaN/);
    expect(() => engine.loadSamples(1e9, tone)).toThrow(/does not fit/);
  });
});
