/** Properties of the engine under many settings and many messages. */
import { describe, expect, it } from "vitest";
import { randomMessage, Watch } from "../../bench/soak";
import { Random } from "../../src/math/random";
import { LoadMeter } from "../../worklets/load-meter";
import { engineWith, peakOf, RATE, renderAll, rms, sine, word } from "./setup";

describe("engine properties", () => {
  it("stays sane under random messages, right and wrong", () => {
    const random = new Random(5);
    const engine = engineWith([sine(220, 1, 0.9), sine(3000, 0.03, 0.9)], { grains: 512 });
    const outputs = [new Float32Array(128), new Float32Array(128)];
    const watch = new Watch();
    let refused = 0;
    for (let i = 0; i < 20_000; i++) {
      if (!randomMessage(engine, random, i, 2)) refused++;
      if (i % 20 > 0) continue;
      engine.render(outputs, 128);
      watch.see(outputs);
    }
    expect(refused).toBeGreaterThan(1000);
    expect(watch.notFinite).toBe(0);
    expect(watch.peak).toBeGreaterThan(0.1);
    expect(watch.peak).toBeLessThanOrEqual(0.97);
    engine.set("freeze", 0);
    engine.panic();
    renderAll(engine, RATE / 10);
    expect(engine.status().grains).toBe(0);
    expect(peakOf(renderAll(engine, 1280)[0])).toBe(0);
  });

  it("plays a cloud without jitter exactly as the unit is", () => {
    const sound = sine(440, 1);
    const engine = engineWith([sound]);
    for (const [id, value] of Object.entries({ positionJitter: 0, asynchrony: 0, spread: 0 })) engine.set(id, value);
    engine.cloud(word(1, 0, 0));
    const [left] = renderAll(engine, RATE / 2);
    for (let i = 200; i < RATE * 0.4; i += 17) expect(left[i + engine.latency]).toBeCloseTo(sound[i] * Math.SQRT1_2, 4);
  });

  it("reads a packed corpus like a float one, within its 16 bits", () => {
    const play = (format: "float32" | "int16") => {
      const engine = engineWith([sine(440, 1)], { format });
      engine.set("pitch", 3);
      engine.cloud(word(1, 0, 0.5));
      return renderAll(engine, RATE / 2)[0];
    };
    const float = play("float32");
    const packed = play("int16");
    expect(rms(float.map((x, i) => x - packed[i])) / rms(float)).toBeLessThan(5e-4);
  });

  it("preserves power over any number of speakers", () => {
    const power = (channels: number) => {
      const engine = engineWith([sine(440, 2)], { channels });
      engine.cloud({ ...word(1, 0, 1), set: { pan: 60, spread: 50 } });
      return renderAll(engine, RATE, [128], channels).reduce((sum, x) => sum + rms(x) ** 2, 0);
    };
    const stereo = power(2);
    // Within half a decibel.
    for (const channels of [1, 4, 8, 16]) expect(Math.abs(10 * Math.log10(power(channels) / stereo))).toBeLessThan(0.5);
  });

  it("holds what sounds while frozen, and lets it end afterwards", () => {
    const engine = engineWith([sine(440, 1)]);
    engine.cloud(word(1, 0, 0.5));
    renderAll(engine, RATE * 0.2);
    engine.set("freeze", 1);
    renderAll(engine, RATE);
    expect(rms(renderAll(engine, RATE / 4)[0])).toBeGreaterThan(0.05);
    engine.set("freeze", 0);
    renderAll(engine, RATE * 0.35);
    expect(peakOf(renderAll(engine, RATE / 10)[0])).toBe(0);
  });
});

describe("load meter", () => {
  it("lowers quality under load, and raises it only after calm", () => {
    let now = 0;
    const meter = new LoadMeter(RATE, () => now);
    const half = (load: number): void => {
      for (let q = 0; q < 188; q++) {
        meter.begin();
        now += (load * 128000) / RATE;
        meter.end(128);
        now += ((1 - load) * 128000) / RATE;
      }
    };
    half(0.9);
    expect(meter.load).toBeCloseTo(0.9, 2);
    expect(meter.quality).toBe(1);
    half(0.9);
    expect(meter.quality).toBe(2);
    half(0.3);
    half(0.7);
    expect(meter.quality).toBe(2);
    for (let i = 0; i < 12; i++) half(0.3);
    expect(meter.quality).toBe(0);
    expect(meter.underruns).toBe(0);
    now += 50;
    half(0.3);
    half(0.3);
    expect(meter.underruns).toBe(1);
  });
});
