/** Onsets on synthetic material whose onsets are known: clicks, plucks, notes, in noise and without. */
import { describe, expect, it } from "vitest";
import { onsets } from "../../src/corpus/onsets";
import { Random } from "../../src/math";
import { testKernels } from "../kernels/build";
import { tone } from "./wav-file";

const kernels = testKernels();
const TOLERANCE = 0.025;

/** F1 of found against true times, each matched at most once. */
function f1(found: readonly number[], truth: readonly number[]): number {
  const left = [...truth];
  let hits = 0;
  for (const at of found) {
    const i = left.findIndex((t) => Math.abs(t - at) <= TOLERANCE);
    if (i < 0) continue;
    left.splice(i, 1);
    hits++;
  }
  return (2 * hits) / (found.length + truth.length);
}

/** Each makes one event of its own: t seconds since it began. */
const EVENTS: Record<string, () => (random: Random) => (t: number) => number> = {
  clicks: () => () => (t) => (t < 0.001 ? 0.8 : 0),
  plucks: () => (random) => {
    const hertz = 110 * 2 ** (random.next() * 3);
    return (t) =>
      0.5 * Math.exp(-t * 6) * [1, 2, 3, 4, 5].reduce((s, k) => s + Math.sin(2 * Math.PI * k * hertz * t) / k, 0);
  },
  "soft notes": () => (random) => {
    const hertz = 200 * 2 ** (random.next() * 2);
    return (t) => 0.4 * Math.min(1, t / 0.015) * Math.exp(-t * 4) * Math.sin(2 * Math.PI * hertz * t);
  },
  "noise hits": () => (random) => (t) => 0.5 * Math.exp(-t * 25) * (2 * random.next() - 1),
  "bass drums": () => () => (t) =>
    0.8 * Math.exp(-t * 12) * Math.sin(2 * Math.PI * (50 * t + 3 * (1 - Math.exp(-t * 40)))),
};

function material(kind: string, seed: number, noise: number, sampleRate: number) {
  const random = new Random(seed);
  const truth: number[] = [];
  for (let at = 0.1 + random.next() * 0.2; at < 9.7; at += 0.12 + random.next() * 0.5) truth.push(at);
  const out = new Float32Array(10 * sampleRate);
  for (const at of truth) {
    const level = 0.25 + 0.75 * random.next();
    const voice = EVENTS[kind]()(random);
    const from = Math.round(at * sampleRate);
    for (let i = from; i < Math.min(out.length, from + 1.2 * sampleRate); i++)
      out[i] += level * voice((i - from) / sampleRate);
  }
  for (let i = 0; i < out.length; i++) out[i] += noise * random.normal();
  return { out, truth };
}

/** The worst F1 of two seeds and rates; the beginning of the noise itself is no event. */
function worst(kind: string, noise: number): number {
  const scores = [1, 2].map((seed) => {
    const sampleRate = seed === 1 ? 48000 : 44100;
    const { out, truth } = material(kind, seed, noise, sampleRate);
    const found = onsets(out, sampleRate, kernels).map((at) => at / sampleRate);
    return f1(
      found.filter((at) => at > 0.05),
      truth,
    );
  });
  return Math.min(...scores);
}

describe("onsets", () => {
  const levels = [
    [0, "in silence"],
    [0.001, "in noise at −60 dB"],
    [0.01, "in noise at −40 dB"],
  ] as const;
  for (const kind of Object.keys(EVENTS).filter((k) => k !== "soft notes"))
    it.each(levels)(`of ${kind} with noise of %d (%s): F1 at least 0.95 within 25 ms`, (noise) => {
      expect(worst(kind, noise)).toBeGreaterThanOrEqual(0.95);
    });

  it("of soft sines under others that still sound are mostly found: F1 at least 0.7", () => {
    for (const [noise] of levels) expect(worst("soft notes", noise)).toBeGreaterThanOrEqual(0.7);
  });

  it("lie within 12 ms of the attack", () => {
    const { out, truth } = material("plucks", 3, 0, 48000);
    for (const at of onsets(out, 48000, kernels)) {
      const late = Math.min(...truth.map((t) => Math.abs(at / 48000 - t)));
      expect(late).toBeLessThan(0.012);
    }
  });

  it("are none in steady sound, vibrato or silence, but at the beginning", () => {
    const steady = tone(2, (t) => 0.5 * Math.sin(2 * Math.PI * 440 * t));
    const vibrato = tone(2, (t) => 0.5 * Math.sin(2 * Math.PI * 440 * t + 4 * Math.sin(2 * Math.PI * 5 * t)));
    expect(onsets(steady, 48000, kernels).filter((at) => at > 2400)).toEqual([]);
    expect(onsets(vibrato, 48000, kernels).filter((at) => at > 2400)).toEqual([]);
    expect(onsets(new Float32Array(48000), 48000, kernels)).toEqual([]);
    expect(onsets(steady, 48000, kernels)[0]).toBeLessThan(480);
  });

  it("are the same with and without the kernels", () => {
    for (const kind of Object.keys(EVENTS)) {
      const { out } = material(kind, 4, 0.001, 44100);
      expect(onsets(out, 44100)).toEqual(onsets(out, 44100, kernels));
    }
  });

  it("do not depend on where a long sound is cut into portions", () => {
    const click = new Float32Array(48000 * 12);
    for (let at = 1000; at < click.length; at += 12000) click[at] = 0.9;
    const found = onsets(click, 48000, kernels);
    expect(found).toHaveLength(48);
    found.forEach((at, i) => expect(Math.abs(at - (1000 + 12000 * i))).toBeLessThan(480));
  });
});
