/** The kernels' spectra against the plain transform, and the shape of spectra that are known. */
import { describe, expect, it } from "vitest";
import { fft, Random, ROW, type FramePlan } from "../../src/math";
import { testKernels } from "./build";

const kernels = testKernels();

/** One band per bin with weight 1: the bands are the power spectrum itself (over N·Σw²/2). */
function binPlan(frame: number, sampleRate = 48_000): FramePlan {
  const bands = Array.from({ length: frame / 2 + 1 }, (_, i) => ({ first: i, weights: new Float32Array([1]) }));
  return { sampleRate, frame, hop: frame / 4, bands };
}

const noise = (n: number, seed: number): Float32Array => {
  const random = new Random(seed);
  return Float32Array.from({ length: n }, () => random.normal() * 0.2);
};

const sine = (n: number, hertz: number, rate = 48_000): Float32Array =>
  Float32Array.from({ length: n }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));

describe("fft", () => {
  it("turns an impulse into ones and keeps energy (Parseval)", () => {
    const re = new Float64Array(16);
    re[0] = 1;
    const im = new Float64Array(16);
    fft(re, im);
    expect([...re]).toEqual(new Array(16).fill(1));
    const x = Float64Array.from(noise(256, 3));
    const energy = x.reduce((sum, v) => sum + v * v, 0);
    const y = new Float64Array(256);
    fft(x, y);
    expect(x.reduce((sum, v, i) => sum + v * v + y[i] ** 2, 0) / 256).toBeCloseTo(energy, 10);
  });

  it("refuses lengths that are no power of two", () => {
    expect(() => fft(new Float64Array(12), new Float64Array(12))).toThrow(/power of two/);
  });
});

describe("the kernels' power spectra", () => {
  it.each([64, 128, 256, 512, 1024, 2048, 4096])("equal the plain transform at %i", (frame) => {
    const plan = binPlan(frame);
    const samples = noise(frame * 3, frame);
    const count = 9;
    const rows = kernels.describeFrames(samples, 0, count, plan);
    const stride = ROW.bands + plan.bands.length;
    const norm = (frame * frame * 3) / 16;
    for (let k = 0; k < count; k++) {
      const re = new Float64Array(frame);
      const im = new Float64Array(frame);
      const start = Math.round((k + 0.5) * plan.hop - frame / 2);
      for (let i = 0; i < frame; i++) {
        const x = samples[start + i] ?? 0;
        re[i] = x * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / frame));
      }
      fft(re, im);
      for (let b = 0; b <= frame / 2; b++) {
        const power = (re[b] ** 2 + im[b] ** 2) / norm;
        expect(Math.abs(rows[k * stride + ROW.bands + b] - power)).toBeLessThan(1e-5 * 0.04 + 1e-4 * power);
      }
    }
  });

  it("do not depend on how many frames are asked for", () => {
    const plan = binPlan(256);
    const samples = noise(256 * 40, 7);
    const all = kernels.describeFrames(samples, 0, 150, plan);
    const some = kernels.describeFrames(samples, 0, 70, plan);
    expect(some).toEqual(all.slice(0, some.length));
  });

  it("take not-finite samples for silence", () => {
    const plan = binPlan(256);
    const broken = sine(4096, 1000);
    broken[100] = NaN;
    broken[2000] = Infinity;
    expect(kernels.describeFrames(broken, 0, 64, plan).every(Number.isFinite)).toBe(true);
  });
});

describe("the shape of a frame", () => {
  const plan = binPlan(2048);
  const stride = ROW.bands + plan.bands.length;
  const middle = (samples: Float32Array, column: number): number =>
    kernels.describeFrames(samples, 0, 8, plan)[4 * stride + column];

  it("of a sine: power, centroid, pitch, harmonicity", () => {
    const tone = sine(8192, 440);
    expect(middle(tone, ROW.power)).toBeCloseTo(0.5, 2);
    expect(middle(tone, ROW.centroid)).toBeCloseTo(440, 0);
    expect(middle(tone, ROW.pitch)).toBeCloseTo(440, 0);
    expect(middle(tone, ROW.harmonicity)).toBeGreaterThan(0.99);
    expect(middle(tone, ROW.roughness)).toBeLessThan(1e-3);
    expect(middle(tone, ROW.flux)).toBeLessThan(0.05);
  });

  it("of white noise: centroid at half the band, spread of a uniform density, flatness e^(−γ)", () => {
    const samples = noise(512 * 500, 11);
    const rows = kernels.describeFrames(samples, 0, 500, plan);
    const mean = (column: number): number => {
      let sum = 0;
      for (let k = 4; k < 496; k++) sum += rows[k * stride + column];
      return sum / 492;
    };
    expect(mean(ROW.centroid)).toBeCloseTo(12_000, -3);
    expect(Math.abs(mean(ROW.spread) - 24_000 / Math.sqrt(12)) / 6928).toBeLessThan(0.03);
    // E log of an exponential variable is −γ: flatness of noise is 0.561.
    expect(2 ** mean(ROW.flatness)).toBeCloseTo(0.5615, 1);
    expect(mean(ROW.rolloff)).toBeCloseTo(0.85 * 24_000, -3);
    expect(mean(ROW.harmonicity)).toBeLessThan(0.35);
  });

  it("of two tones 70 Hz apart is rough, of a twelfth smooth", () => {
    const sum = (a: number, b: number): Float32Array => {
      const other = sine(8192, b);
      return sine(8192, a).map((x, i) => (x + other[i]) / 2);
    };
    // s = 0.24 · 70 / (0.0207 · 500 + 18.96) = 0.573; e^(−3.51 s) − e^(−5.75 s) = 0.0967
    expect(middle(sum(500, 570), ROW.roughness)).toBeCloseTo(0.097, 2);
    expect(middle(sum(500, 1500), ROW.roughness)).toBeLessThan(0.01);
  });
});
