/** Resampling: nothing delayed, nothing aliased, the same with and without the kernels. */
import { describe, expect, it } from "vitest";
import { resample } from "../../src/corpus";
import { testKernels } from "../kernels/build";

const kernels = testKernels();
const sine = (hertz: number, rate: number, n: number): Float32Array =>
  Float32Array.from({ length: n }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / rate));

/** Largest deviation of the middle part from the ideal, in dB re the sine's amplitude. */
function error(hertz: number, from: number, to: number, withKernels: boolean): number {
  const out = resample(sine(hertz, from, Math.round(from / 4)), from, to, withKernels ? kernels : undefined);
  const ideal = sine(hertz, to, out.length);
  let most = 0;
  for (let i = out.length >> 2; i < (3 * out.length) >> 2; i++) most = Math.max(most, Math.abs(out[i] - ideal[i]));
  return 20 * Math.log10(most / 0.5);
}

describe("resample", () => {
  const rates = [8000, 11025, 22050, 32000, 44056, 44100, 48000, 88200, 96000, 192000];

  it.each(rates)("keeps a tone of the passband in place, %i Hz to 44.1 and 48 kHz and back", (rate) => {
    for (const other of [44100, 48000])
      for (const [from, to] of [
        [rate, other],
        [other, rate],
      ]) {
        if (from === to) continue;
        for (const share of [0.01, 0.2, 0.42]) {
          const hertz = Math.round(share * Math.min(from, to));
          expect(error(hertz, from, to, true), `${hertz} Hz, ${from} to ${to}`).toBeLessThan(-100);
        }
      }
  });

  it("lets through nothing above the new Nyquist frequency: 100 dB down", () => {
    for (const [from, to] of [
      [96000, 48000],
      [48000, 44100],
      [192000, 44100],
      [48000, 8000],
      [44100, 22050],
    ])
      for (const share of [0.5, 0.52, 0.6, 0.8]) {
        const hertz = share * to;
        if (hertz >= from / 2) continue;
        const out = resample(sine(hertz, from, Math.round(from / 2)), from, to, kernels);
        const middle = out.subarray(out.length >> 2, (3 * out.length) >> 2);
        const rms = Math.sqrt(middle.reduce((sum, x) => sum + x * x, 0) / middle.length);
        expect(20 * Math.log10((rms * Math.SQRT2) / 0.5), `${hertz} Hz, ${from} to ${to}`).toBeLessThan(-100);
      }
  });

  it("makes no images when it raises the rate: 100 dB down", () => {
    const hertz = 18000;
    const out = resample(sine(hertz, 44100, 44100), 44100, 96000, kernels);
    // Against the tone itself by least squares: what is left is everything that is not the tone.
    const ideal = sine(hertz, 96000, out.length);
    const inside = [...out.keys()].slice(20000, 76000);
    const gain = inside.reduce((s, i) => s + out[i] * ideal[i], 0) / inside.reduce((s, i) => s + ideal[i] ** 2, 0);
    const rest = inside.reduce((s, i) => s + (out[i] - gain * ideal[i]) ** 2, 0) / inside.length;
    expect(10 * Math.log10(rest / 0.125)).toBeLessThan(-100);
    expect(gain).toBeCloseTo(1, 4);
  });

  it("is the same with and without the kernels, to −120 dB", () => {
    const noise = Float32Array.from({ length: 40000 }, (_, i) => Math.sin(i * i));
    for (const [from, to] of [
      [44100, 48000],
      [48000, 44100],
      [96000, 48000],
      [8000, 48000],
      [192000, 8000],
    ]) {
      const a = resample(noise, from, to);
      const b = resample(noise, from, to, kernels);
      expect(a.length).toBe(b.length);
      expect(a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0)).toBeLessThan(1e-6);
    }
  });

  it("follows odd ratios by interpolating between phases", () => {
    expect(error(1000, 44100, 47999.5, false)).toBeLessThan(-95);
    expect(error(15000, 48000, 44099.3, false)).toBeLessThan(-95);
  });

  it("keeps an impulse where it is, and the length", () => {
    for (const [from, to] of [
      [44100, 48000],
      [48000, 44100],
      [96000, 48000],
      [8000, 44100],
    ]) {
      const x = new Float32Array(from);
      x[from / 2] = 1;
      const out = resample(x, from, to, kernels);
      expect(out.length).toBe(to);
      expect(out.indexOf(out.reduce((a, b) => Math.max(a, b)))).toBe(to / 2);
    }
    expect(resample(new Float32Array(1).fill(1), 44100, 48000)).toHaveLength(1);
    expect(resample(new Float32Array(1000), 192000, 8000)).toHaveLength(42);
    const same = new Float32Array(5);
    expect(resample(same, 48000, 48000)).toBe(same);
  });

  it("passes a constant unchanged inside", () => {
    const out = resample(new Float32Array(8000).fill(0.25), 44100, 48000, kernels);
    for (const x of out.subarray(200, out.length - 200)) expect(x).toBeCloseTo(0.25, 6);
  });
});
