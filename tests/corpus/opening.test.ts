/** A word that is cut short is as loud as others even where its unit fades in. */
import { describe, expect, it } from "vitest";
import { openingGain } from "../../src/corpus/loudness";
import { engineWith, renderAll, rms, sine, tableOf, word } from "../engine/setup";

const RATE = 48000;
const whole = (samples: Float32Array) => ({
  start: 0,
  length: samples.length,
  stretches: Uint32Array.of(0, samples.length),
});
/** One second of 1 kHz whose first `quiet` seconds lie `down` dB lower. */
const fadeIn = (quiet: number, down: number): Float32Array =>
  sine(1000, 1).map((x, i) => (i < quiet * RATE ? x * 10 ** (-down / 20) : x));

describe("openingGain", () => {
  it("is 1 where the unit opens as loudly as it goes on, or is no longer than an opening", () => {
    const steady = sine(1000, 1);
    expect(openingGain(steady, whole(steady), RATE)).toBeCloseTo(1, 2);
    const short = fadeIn(0.3, 20).subarray(0, 0.4 * RATE);
    expect(openingGain(short, whole(short), RATE)).toBe(1);
  });

  it("is the difference in loudness, at most 12 dB", () => {
    const quiet = fadeIn(0.55, 6);
    expect(20 * Math.log10(openingGain(quiet, whole(quiet), RATE))).toBeCloseTo(6, 1);
    const hidden = fadeIn(0.55, 50);
    expect(20 * Math.log10(openingGain(hidden, whole(hidden), RATE))).toBeCloseTo(12, 6);
  });

  it("is heard only in words that are cut: a natural word keeps its own rise", () => {
    const sound = sine(1000, 1, 0.05);
    const level = (duration: number, opening: number): number => {
      const engine = engineWith([sound]);
      engine.setUnits({ ...tableOf([sound.length]), opening: Float32Array.of(opening) });
      engine.cloud(word(1, 0, duration));
      return rms(renderAll(engine, 0.4 * RATE)[0]);
    };
    expect(20 * Math.log10(level(0.5, 4) / level(0.5, 1))).toBeCloseTo(12.04, 1);
    expect(level(0, 4)).toBeCloseTo(level(0, 1), 6);
    expect(20 * Math.log10(level(0.75, 4) / level(0.75, 1))).toBeCloseTo(6.02, 1);
  });
});
