/** Every group of descriptors on signals with known answers. */
import { describe, expect, it } from "vitest";
import { DESCRIPTOR_NAMES } from "../../src/sound/descriptors";
import { described, impulses, noise, RATE, sine } from "./signals";

const octave = (hertz: number): number => Math.log2(hertz / 1000);

describe("level", () => {
  it("of a sine at half amplitude: −9.03 dB, crest 3.01 dB, no range", () => {
    const d = described(sine(1, 1000, 0.5));
    expect(d["level"]).toBeCloseTo(-9.03, 2);
    expect(d["crest"]).toBeCloseTo(3.01, 2);
    expect(d["level.mean"]).toBeCloseTo(-9.03, 0);
    expect(d["range"]).toBeLessThan(3);
  });

  it("of an impulse train: crest is √period", () => {
    expect(described(impulses(1, 480))["crest"]).toBeCloseTo(10 * Math.log10(480), 0);
  });

  it("rises by 6.02 dB with doubling, and nothing else does", () => {
    const x = noise(0.5, 1, 0.1);
    const a = described(x);
    const b = described(x.map((v) => 2 * v));
    for (const name of DESCRIPTOR_NAMES) {
      const rise = name === "level" || name === "level.mean" ? 20 * Math.log10(2) : 0;
      expect(b[name] - a[name], name).toBeCloseTo(rise, 2);
    }
  });
});

describe("spectrum", () => {
  it("of a 2 kHz sine: centroid and rolloff one octave above 1 kHz", () => {
    const d = described(sine(1, 2000));
    expect(d["centroid.mean"]).toBeCloseTo(1, 1);
    expect(d["rolloff.mean"]).toBeCloseTo(1, 1);
    expect(d["centroid.deviation"]).toBeLessThan(0.1);
    expect(d["flatness.mean"]).toBeLessThan(-12);
    expect(d["flux.mean"]).toBeLessThan(0.1);
  });

  it("of white noise: centroid 12 kHz, flatness log2 e^(−γ)", () => {
    const d = described(noise(2, 5));
    expect(d["centroid.mean"]).toBeCloseTo(octave(12_000), 1);
    expect(d["flatness.mean"]).toBeCloseTo(-0.833, 1);
    expect(d["skewness.mean"]).toBeCloseTo(0, 1);
    // The fourth standardised moment of a uniform density is 1.8.
    expect(d["kurtosis.mean"]).toBeCloseTo(Math.log2(2.8), 0);
  });

  it("of a chirp: the centroid's deviation is that of its octaves", () => {
    const chirp = Float32Array.from({ length: 2 * RATE }, (_, i) => {
      const t = i / RATE;
      // 250 Hz · 4^t, four octaves in two seconds: uniform in octaves, deviation 4/√12.
      return Math.sin(((2 * Math.PI * 250) / Math.log(4)) * (4 ** t - 1));
    });
    const d = described(chirp);
    expect(d["centroid.deviation"]).toBeCloseTo(4 / Math.sqrt(12), 1);
    expect(d["centroid.mean"]).toBeCloseTo(0, 1);
  });
});

describe("pitch and noise", () => {
  it.each([55, 110, 440, 1760])("of a %i Hz sawtooth", (hertz) => {
    const saw = Float32Array.from({ length: RATE }, (_, i) => {
      let sum = 0;
      for (let k = 1; k * hertz < 10_000; k++) sum += Math.sin((2 * Math.PI * k * hertz * i) / RATE) / k;
      return sum;
    });
    const d = described(saw);
    // A twentieth of an octave.
    expect(Math.abs(d["pitch.mean"] - octave(hertz))).toBeLessThan(0.05);
    expect(d["pitch.confidence"]).toBeGreaterThan(0.7);
    expect(d["harmonicity.mean"]).toBeGreaterThan(0.6);
  });

  it("noise has none", () => {
    const d = described(noise(1, 9));
    expect(d["harmonicity.mean"]).toBeLessThan(0.4);
    expect(d["pitch.confidence"]).toBeLessThan(0.1);
  });

  it("a beating pair is rough, one tone is not", () => {
    const other = sine(1, 570);
    expect(described(sine(1, 500).map((x, i) => x + other[i]))["roughness.mean"]).toBeGreaterThan(0.07);
    expect(described(sine(1, 500))["roughness.mean"]).toBeLessThan(0.02);
  });

  it("counts 2f sign changes a second", () => {
    expect(described(sine(1, 441))["crossings"]).toBeCloseTo(Math.log2(883), 1);
  });
});

describe("envelope", () => {
  it("of a linear ramp of 400 ms, then a decay of 60 dB in 800 ms", () => {
    const tone = sine(1.2, 1000).map((x, i) => {
      const t = i / RATE;
      return x * (t < 0.4 ? t / 0.4 : 10 ** (-3 * ((t - 0.4) / 0.8)));
    });
    const d = described(tone);
    expect(2 ** d["duration"]).toBeCloseTo(1.2, 6);
    // 10% to 90% of where the ramp is 0.5 dB from its end: 0.8 · 0.944 · 400 ms.
    expect(Math.abs(2 ** d["attack"] - 0.302)).toBeLessThan(0.01);
    expect(Math.abs(2 ** d["decay"] - 0.823)).toBeLessThan(0.01);
    expect(Math.sinh(d["slope"]) * 10).toBeCloseTo(-75, -1);
  });

  it("of steady noise: balance ½, deviation 1/√12, all of it effective, flat shape", () => {
    const d = described(noise(2, 3));
    expect(d["balance"]).toBeCloseTo(0.5, 1);
    expect(d["concentration"]).toBeCloseTo(1 / Math.sqrt(12), 2);
    expect(d["effective"]).toBeGreaterThan(0.95);
    for (let i = 1; i <= 8; i++) expect(d[`shape.${i}`]).toBeGreaterThan(-1);
  });

  it("sees which eighth is loud", () => {
    const d = described(sine(0.8, 500).map((x, i) => (i < 0.1 * RATE ? x : 0.01 * x)));
    expect(d["shape.1"]).toBe(0);
    for (let i = 2; i <= 8; i++) expect(d[`shape.${i}`]).toBeCloseTo(-40, 0);
  });
});

describe("chroma", () => {
  it("puts an A into A, in any octave", () => {
    for (const hertz of [440, 880, 1760]) {
      const d = described(sine(0.5, hertz));
      const classes = Array.from({ length: 12 }, (_, i) => d[`chroma.${i + 1}`]);
      expect(classes.indexOf(Math.max(...classes))).toBe(9);
      expect(classes.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
    }
  });
});

describe("anything", () => {
  const odd: readonly (readonly [string, Float32Array, number])[] = [
    ["silence", new Float32Array(4800), RATE],
    ["DC", new Float32Array(4800).fill(0.7), RATE],
    ["one sample", Float32Array.of(0.5), RATE],
    ["480 samples", sine(0.01, 440), RATE],
    ["not finite", sine(0.2, 440).map((x, i) => (i % 100 === 0 ? NaN : i % 77 === 0 ? Infinity : x)), RATE],
    ["clipped", sine(0.2, 440, 40).map((x) => Math.max(-1, Math.min(1, x))), RATE],
    ["tiny", sine(0.2, 440, 1e-30), RATE],
    ["huge", sine(0.2, 440, 1e15), RATE],
    ["8 kHz", sine(0.3, 440, 1, 8000), 8000],
    ["192 kHz", sine(0.3, 440, 1, 192_000), 192_000],
    ["impulses", impulses(0.3, 1000), RATE],
  ];

  it.each(odd)("of %s is finite", (_, samples, rate) => {
    for (const [name, value] of Object.entries(described(samples, rate)))
      expect(value, name).toSatisfy(Number.isFinite);
  });

  it("DC is silence, and DC under a tone changes nothing", () => {
    expect(described(new Float32Array(4800).fill(0.7))["level"]).toBe(-120);
    const a = described(noise(1, 4));
    const b = described(noise(1, 4).map((x) => x + 0.5));
    for (const name of DESCRIPTOR_NAMES) expect(b[name] - a[name], name).toBeCloseTo(0, 1);
  });

  it("is the same at every rate, near enough", () => {
    const a = described(sine(1, 700, 0.5, 44_100), 44_100);
    const b = described(sine(1, 700, 0.5, 96_000), 96_000);
    for (const name of ["level", "centroid.mean", "pitch.mean", "duration", "attack", "harmonicity.mean"])
      expect(Math.abs(a[name] - b[name]), name).toBeLessThan(0.1);
  });
});
