/** The ear for clicks: steep filters, seeded noise, what is left above 16 kHz. */
import { Random } from "../src/math/random";
import { RATE } from "./plain-engine";

/** Modified Bessel function of order 0. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 60; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** Kaiser-windowed low pass, -160 dB from about 1 kHz above the cutoff; `taps` odd. */
function lowPass(hertz: number, taps = 511): Float64Array {
  const middle = (taps - 1) / 2;
  const x = (2 * hertz) / RATE;
  return Float64Array.from({ length: taps }, (_, i) => {
    const n = i - middle;
    const sinc = n === 0 ? x : Math.sin(Math.PI * x * n) / (Math.PI * n);
    return (sinc * bessel(16.5 * Math.sqrt(1 - (n / middle) ** 2))) / bessel(16.5);
  });
}

/** Convolution without delay; the ends see zeros. */
function filtered(signal: Float32Array, kernel: Float64Array): Float64Array {
  const middle = (kernel.length - 1) / 2;
  const out = new Float64Array(signal.length);
  for (let i = 0; i < out.length; i++) {
    const from = Math.max(0, middle - i);
    const to = Math.min(kernel.length, signal.length + middle - i);
    let sum = 0;
    for (let k = from; k < to; k++) sum += kernel[k] * signal[i - middle + k];
    out[i] = sum;
  }
  return out;
}

/** Seeded noise without anything above 8 kHz. */
export function softNoise(seconds: number, level = 0.3, seed = 1): Float32Array {
  const random = new Random(seed);
  const raw = Float32Array.from({ length: Math.round(seconds * RATE) }, () => random.next() * 2 - 1);
  return Float32Array.from(filtered(raw, lowPass(7000)), (x) => x * level * 2);
}

/** Peak of what lies above 16 kHz against the whole's peak, dB. */
export function clicks(signal: Float32Array): number {
  const low = lowPass(15000);
  const high = filtered(
    signal,
    low.map((h, i) => (i === (low.length - 1) / 2 ? 1 - h : -h)),
  );
  let peak = 0;
  let whole = 0;
  // Where the excerpt itself was cut the filter hears a step: half its length at both ends is left out.
  for (let i = low.length; i < signal.length - low.length; i++) {
    peak = Math.max(peak, Math.abs(high[i]));
    whole = Math.max(whole, Math.abs(signal[i]));
  }
  return 20 * Math.log10(Math.max(peak, 1e-12) / whole);
}
