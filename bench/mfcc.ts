/** An ear outside the engine: mel-frequency cepstra, in time or summed up, and which sound is nearest by them. */
import { RealFft } from "../src/math";
import type { Hertz } from "../src/types";

const SIZE = 1024;
const HOP = 256;
const BANDS = 40;
const COEFFICIENTS = 13;
const TOP: Hertz = 20_000;
const FLOOR_DB = 80;

/** Orthonormal DCT. */
const COSINES = Array.from({ length: COEFFICIENTS }, (_, k) =>
  Float64Array.from({ length: BANDS }, (_, b) => Math.sqrt(2 / BANDS) * Math.cos((Math.PI * k * (b + 0.5)) / BANDS)),
);

const mel = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);
const hertzOf = (m: number): number => 700 * (10 ** (m / 2595) - 1);

/** Which sounds are alike: `summary` by means and deviations of the coefficients, `time` frame by frame. */
export interface Heard {
  readonly summary: Float64Array;
  readonly time: Float64Array;
}

export class MfccEar {
  readonly #fft = new RealFft(SIZE);
  readonly #hann = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SIZE));
  readonly #bands: readonly { readonly first: number; readonly weights: Float64Array }[];

  constructor(sampleRate: Hertz) {
    const edge = (b: number): number => (hertzOf((mel(TOP) * b) / (BANDS + 1)) / sampleRate) * SIZE;
    this.#bands = Array.from({ length: BANDS }, (_, b) => {
      const [low, middle, high] = [edge(b), edge(b + 1), edge(b + 2)];
      const first = Math.ceil(low);
      const weights = Float64Array.from({ length: Math.ceil(high) - first }, (_, k) =>
        Math.min((first + k - low) / (middle - low), (high - first - k) / (high - middle)),
      );
      return { first, weights };
    });
  }

  /** Coefficients 1 to 12 (level is not heard), power in dB, floored 80 dB below the largest. */
  hear(samples: Float32Array): Heard {
    const bands = this.#mels(samples);
    const floor = Math.max(-100, Math.max(...bands.flatMap((frame) => [...frame])) - FLOOR_DB);
    const kept = COEFFICIENTS - 1;
    const time = new Float64Array(bands.length * kept);
    bands.forEach((frame, t) => {
      for (let k = 1; k < COEFFICIENTS; k++) {
        let sum = 0;
        for (let b = 0; b < BANDS; b++) sum += Math.max(floor, frame[b]) * COSINES[k][b];
        time[t * kept + k - 1] = sum;
      }
    });
    const summary = new Float64Array(2 * kept);
    for (let k = 0; k < kept; k++) {
      for (let t = 0; t < bands.length; t++) summary[k] += time[t * kept + k] / bands.length;
      for (let t = 0; t < bands.length; t++) summary[kept + k] += (time[t * kept + k] - summary[k]) ** 2 / bands.length;
      summary[kept + k] = Math.sqrt(summary[kept + k]);
    }
    return { summary, time };
  }

  /** Band powers in dB, a frame after the other. */
  #mels(samples: Float32Array): Float64Array[] {
    const frame = new Float64Array(SIZE);
    const power = new Float64Array(SIZE / 2 + 1);
    const count = Math.max(1, 1 + Math.floor((samples.length - SIZE) / HOP));
    return Array.from({ length: count }, (_, t) => {
      for (let i = 0; i < SIZE; i++) frame[i] = (samples[t * HOP + i] ?? 0) * this.#hann[i];
      this.#fft.power(frame, power);
      return Float64Array.from(this.#bands, ({ first, weights }) => {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) sum += weights[k] * (power[first + k] ?? 0);
        return 10 * Math.log10(Math.max(1e-12, sum));
      });
    });
  }
}

/** Index of the nearest by Euclid over the length both have; `scale`: what each number is divided by. */
export function nearest(to: Float64Array, among: readonly Float64Array[], scale?: Float64Array): number {
  let best = -1;
  let least = Infinity;
  among.forEach((other, i) => {
    const n = Math.min(to.length, other.length);
    let sum = 0;
    for (let k = 0; k < n; k++) sum += ((to[k] - other[k]) / (scale?.[k] ?? 1)) ** 2;
    if (sum / n < least) {
      least = sum / n;
      best = i;
    }
  });
  return best;
}

/** Deviation of each number over all rows: Euclid after it weighs all alike. */
export function deviations(rows: readonly Float64Array[]): Float64Array {
  return rows[0].map((_, k) => {
    const mean = rows.reduce((sum, row) => sum + row[k], 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + (row[k] - mean) ** 2, 0) / rows.length);
  });
}
