/** Playing a score through the engine, without the command line around it. */
import { describe, expect, it } from "vitest";
import { perform } from "../../src/cli/perform";
import type { ScoredWord } from "../../src/cli/score";
import type { Corpus, Frames } from "../../src/types";

const RATE = 48_000;

/** Half-second tones, one a sound, each one unit. */
function tones(frequencies: readonly number[]): Corpus {
  const frames = RATE / 2;
  const sounds = frequencies.map((frequency) => ({
    file: `${frequency}.wav`,
    hash: String(frequency),
    samples: Float32Array.from({ length: frames }, (_, i) => 0.5 * Math.sin((2 * Math.PI * frequency * i) / RATE)),
  }));
  const units = sounds.map((_, sound) => ({
    sound,
    start: 0,
    length: frames,
    gain: 1,
    stretches: Uint32Array.of(0, frames),
  }));
  return { name: "tones", sampleRate: RATE, unit: "full", sounds, units, skipped: [] };
}

const corpus = tones([220, 331, 457, 613]);
const word = (unit: number, start: Frames, length: Frames, voice = 0): ScoredWord => ({
  word: `w${unit}`,
  units: [{ unit, weight: 1 }],
  voice,
  start,
  length,
});

async function played(score: readonly ScoredWord[], frames: Frames, seed = 1): Promise<Float32Array[]> {
  const output = [new Float32Array(frames), new Float32Array(frames)];
  let at = 0;
  for await (const { channels, count } of perform({ corpus, score, frames, channels: 2, seed, set: {} })) {
    channels.forEach((channel, c) => output[c].set(channel, at));
    at += count;
  }
  expect(at).toBe(frames);
  return output;
}

const power = (samples: Float32Array, from: Frames, to: Frames): number =>
  samples.subarray(from, to).reduce((sum, x) => sum + x * x, 0) / (to - from);

/** Which of the tones is strongest in a stretch (Goertzel by plain correlation). */
function strongest(samples: Float32Array, from: Frames, to: Frames, frequencies: readonly number[]): number {
  const level = (frequency: number): number => {
    let re = 0;
    let im = 0;
    for (let i = from; i < to; i++) {
      re += samples[i] * Math.cos((2 * Math.PI * frequency * i) / RATE);
      im += samples[i] * Math.sin((2 * Math.PI * frequency * i) / RATE);
    }
    return re * re + im * im;
  };
  const levels = frequencies.map(level);
  return levels.indexOf(Math.max(...levels));
}

describe("perform", () => {
  it("keeps every word inside its own frames, limiter latency taken away", async () => {
    // Words separated by silence: whatever sounds outside would be latency or a tail.
    const score = [word(0, 4800, 9600), word(1, 24_000, 9600), word(2, 43_200, 4800)];
    const [left] = await played(score, 60_000);
    for (const { start, length } of score) expect(power(left, start, start + length)).toBeGreaterThan(1e-4);
    for (const [from, to] of [
      [0, 4800],
      [14_400, 24_000],
      [33_600, 43_200],
      [48_000, 60_000],
    ]) {
      expect(Math.max(...left.subarray(from, to).map(Math.abs)), `${from}..${to}`).toBeLessThan(1e-5);
    }
    // And it starts at once: no lag of the look-ahead inside the word either.
    expect(power(left, 4800, 4800 + 480)).toBeGreaterThan(1e-5);
  });

  it("plays back to back what was placed, in order", async () => {
    const order = [2, 0, 3, 1, 1, 2];
    const score = order.map((unit, i) => word(unit, i * 12_000, 12_000));
    const [left] = await played(score, order.length * 12_000);
    order.forEach((unit, i) => {
      expect(strongest(left, i * 12_000 + 2400, (i + 1) * 12_000 - 2400, [220, 331, 457, 613])).toBe(unit);
    });
  });

  it("gives the same samples twice, and others under another seed", async () => {
    const score = [word(0, 0, 24_000), word(3, 12_000, 24_000, 1)];
    const first = await played(score, 36_000);
    expect(await played(score, 36_000)).toEqual(first);
    expect(await played(score, 36_000, 2)).not.toEqual(first);
  });

  it("sends every voice to its own loudspeaker, and round again", async () => {
    const frames = 36_000;
    const score = [word(0, 0, 12_000), word(1, 12_000, 12_000, 1), word(2, 24_000, 12_000, 2)];
    const output = [0, 1, 2].map(() => new Float32Array(frames));
    let at = 0;
    for await (const { channels, count } of perform({
      corpus,
      score,
      frames,
      channels: 3,
      routes: [3, 1],
      seed: 1,
      set: {},
    })) {
      channels.forEach((channel, c) => output[c].set(channel, at));
      at += count;
    }
    const heard = (i: number) => output.map((channel) => power(channel, i * 12_000 + 3000, i * 12_000 + 9000) > 1e-6);
    expect([heard(0), heard(1), heard(2)]).toEqual([
      [false, false, true],
      [true, false, false],
      [false, false, true],
    ]);
  });
});
