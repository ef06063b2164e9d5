/** Fixed-size views of a unit's mel levels: the rows that nets are trained on, and their plain statistics. */
import { BANDS, DEPTH, type MelUnit } from "./mel-units";

/** Cepstral coefficients 0..12. */
const CEPSTRA = 13;

/** Row k, column b: the orthonormal DCT-II. */
const DCT = Float32Array.from({ length: CEPSTRA * BANDS }, (_, i) => {
  const k = Math.floor(i / BANDS);
  return Math.sqrt((k === 0 ? 1 : 2) / BANDS) * Math.cos((Math.PI * k * ((i % BANDS) + 0.5)) / BANDS);
});

/** A way to look at a unit as `columns` numbers. */
export interface View {
  readonly columns: number;
  write(unit: MelUnit, out: Float32Array, at: number): void;
}

/** Mean of x(frame) and deviation of it, over `count` frames. */
function moments(count: number, x: (frame: number) => number): [mean: number, deviation: number] {
  if (count < 1) return [0, 0];
  let sum = 0;
  let squares = 0;
  for (let f = 0; f < count; f++) sum += x(f);
  const mean = sum / count;
  for (let f = 0; f < count; f++) squares += (x(f) - mean) ** 2;
  return [mean, Math.sqrt(squares / count)];
}

/** 52 numbers: of MFCC 0–12 the mean, the deviation, and the deviations of first and second differences in time. */
export const STATISTICS: View = {
  columns: 4 * CEPSTRA,
  write({ frames, levels }, out, at) {
    const cepstra = new Float32Array(frames * CEPSTRA);
    for (let f = 0; f < frames; f++)
      for (let k = 0; k < CEPSTRA; k++) {
        let sum = 0;
        for (let b = 0; b < BANDS; b++) sum += levels[f * BANDS + b] * DCT[k * BANDS + b];
        cepstra[f * CEPSTRA + k] = sum;
      }
    for (let k = 0; k < CEPSTRA; k++) {
      const x = (f: number): number => cepstra[f * CEPSTRA + k];
      const step = (f: number): number => x(f + 1) - x(f);
      [out[at + k], out[at + CEPSTRA + k]] = moments(frames, x);
      [, out[at + 2 * CEPSTRA + k]] = moments(frames - 1, step);
      [, out[at + 3 * CEPSTRA + k]] = moments(frames - 2, (f) => step(f + 1) - step(f));
    }
  },
};

/** 80 numbers: mean and deviation of each mel level. What learned encoders are compared with. */
export const LOG_MEL: View = {
  columns: 2 * BANDS,
  write({ frames, levels }, out, at) {
    for (let b = 0; b < BANDS; b++) [out[at + b], out[at + BANDS + b]] = moments(frames, (f) => levels[f * BANDS + b]);
  },
};

/** Columns in time of a picture: even after three halvings. */
const TIMES = 32;

/** 40 bands × 32 times, −1 to 1: the whole unit, however long, stretched or averaged to 32 columns. Row-major by band. */
export const PICTURE: View & { readonly rows: number; readonly times: number } = {
  rows: BANDS,
  times: TIMES,
  columns: BANDS * TIMES,
  write({ frames, levels }, out, at) {
    for (let t = 0; t < TIMES; t++) {
      const from = (t * frames) / TIMES;
      const first = Math.floor(from);
      const end = Math.max(first + 1, Math.min(frames, Math.round(((t + 1) * frames) / TIMES)));
      const middle = Math.max(0, Math.min(frames - 1, ((t + 0.5) * frames) / TIMES - 0.5));
      const left = Math.floor(middle);
      const right = Math.min(frames - 1, left + 1);
      for (let b = 0; b < BANDS; b++) {
        let level = 0;
        if (frames >= TIMES) {
          for (let f = first; f < end; f++) level += levels[f * BANDS + b];
          level /= end - first;
        } else {
          const share = middle - left;
          level = (1 - share) * levels[left * BANDS + b] + share * levels[right * BANDS + b];
        }
        out[at + b * TIMES + t] = 1 + (2 * level) / DEPTH;
      }
    }
  },
};
