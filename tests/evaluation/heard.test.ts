/** The ear on rendered words: level and edges do not matter, timbre and time do; agreement has the right sign. */
import { describe, expect, it } from "vitest";
import { measureHeard } from "../../src/evaluation";
import { cosine, Ear } from "../../src/evaluation/heard";
import { Random } from "../../src/math";
import { quiet } from "../mapping/spaces";

const RATE = 48_000;
const tone = (hertz: number, level = 0.3): Float32Array =>
  Float32Array.from({ length: 0.6 * RATE }, (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / RATE));
const noise = (seed: number): Float32Array => {
  const random = new Random(seed);
  return Float32Array.from({ length: 0.6 * RATE }, () => 0.3 * random.normal());
};

describe("the ear", () => {
  const ear = new Ear(RATE);
  it("hears no level, and nothing before 30 ms or in the last 50 ms", () => {
    const loud = tone(440, 0.9);
    loud.fill(0.5, 0, 0.029 * RATE);
    loud.fill(-0.5, loud.length - 0.049 * RATE);
    expect(cosine(ear.hear(tone(440, 0.01)), ear.hear(loud))).toBeGreaterThan(0.9999);
  });
  it("gives 40 numbers a frame of 512 samples", () => {
    const heard = 0.6 * RATE - Math.round(0.03 * RATE) - Math.round(0.05 * RATE);
    expect(ear.hear(tone(440)).length).toBe(40 * (1 + Math.floor(heard / 512)));
  });
  it("puts two noises nearer to each other than to a tone, and near tones nearer than far ones", () => {
    const [a, b, low, lower, high] = [noise(1), noise(2), tone(440), tone(415), tone(5000)].map((x) => ear.hear(x));
    expect(cosine(a, b)).toBeGreaterThan(cosine(a, low));
    expect(cosine(low, lower)).toBeGreaterThan(cosine(low, high));
  });
  it("stays finite in silence", () => {
    expect(ear.hear(new Float32Array(0.6 * RATE)).every(Number.isFinite)).toBe(true);
  });
});

describe("measureHeard", () => {
  const sounds: Record<string, Float32Array> = { a: tone(300), b: tone(330), c: noise(3), d: tone(6000) };
  const render = (word: string) => Promise.resolve(sounds[word]);
  const pairs = [
    { first: "a", second: "b", rating: 9 },
    { first: "a", second: "d", rating: 4 },
    { first: "a", second: "c", rating: 1 },
  ];
  it("is 1 where people agree with the ear, −1 where they say the opposite", async () => {
    expect(await measureHeard(pairs, render, RATE, quiet())).toBeCloseTo(1, 9);
    const opposite = pairs.map((p) => ({ ...p, rating: -p.rating }));
    expect(await measureHeard(opposite, render, RATE, quiet())).toBeCloseTo(-1, 9);
  });
});
