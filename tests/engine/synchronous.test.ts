/** Even grains at 441 Hz begin between samples: the stream has the harmonics of 441 Hz, and next to nothing else. */
import { describe, expect, it } from "vitest";
import { softNoise } from "../../bench/click-ear";
import { engineWith, RATE, renderAll, sine, word } from "./setup";

const PITCH = 441;
/** Frames of one grain. */
const LENGTH = 480;
/** One turn of a sine in as many steps as a second has frames. */
const TURN = Float64Array.from({ length: RATE }, (_, i) => Math.sin((2 * Math.PI * i) / RATE));
const NOISE = softNoise(1);

/** Power at a frequency that fits a whole number of times into the signal. */
function powerAt(signal: Float32Array, hertz: number): number {
  let [re, im] = [0, 0];
  for (let i = 0; i < signal.length; i++) {
    // Exact: hertz and i are whole numbers, and so is their place in the turn.
    const turn = (hertz * i) % RATE;
    re += signal[i] * TURN[(turn + RATE / 4) % RATE];
    im += signal[i] * TURN[turn];
  }
  return (2 * (re * re + im * im)) / signal.length ** 2;
}

/** Level of all harmonics of 441 Hz above all the rest but the constant, dB, over one second: 441 whole periods. */
function purity(sound: Float32Array, wish: Readonly<Record<string, number>> = {}): number {
  const engine = engineWith([sound]);
  const even = { asynchrony: 0, positionJitter: 0, spread: 0, scan: 0, position: 40 };
  const overlap = (LENGTH * PITCH) / RATE;
  const set = { ...even, grainDuration: (1000 * LENGTH) / RATE, overlap, ...wish };
  engine.cloud({ ...word(1, 0, 3), set });
  const signal = renderAll(engine, 1.5 * RATE)[0].subarray(RATE / 2);
  const mean = signal.reduce((sum, x) => sum + x, 0) / RATE;
  const all = signal.reduce((sum, x) => sum + (x - mean) ** 2, 0) / RATE;
  let harmonics = 0;
  for (let hertz = PITCH; hertz < RATE / 2; hertz += PITCH) harmonics += powerAt(signal, hertz);
  return 10 * Math.log10(harmonics / Math.max(1e-30, all - harmonics));
}

describe("synchronous stream", () => {
  it("its harmonics lie 90 dB above the rest", () => {
    expect(purity(sine(997, 1))).toBeGreaterThan(90);
    expect(purity(NOISE)).toBeGreaterThan(90);
    expect(purity(NOISE, { pitch: -7 })).toBeGreaterThan(45);
  });

  it("the same measure hears grains that begin on whole samples", () => {
    // Distances that differ by up to half a frame, and begins that are rounded.
    expect(purity(NOISE, { asynchrony: 0.4 })).toBeLessThan(40);
  });
});
