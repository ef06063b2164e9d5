/** A plain ear for tests: levels in third-octave-like bands by resonators, their movement in time, and the envelope. */
import { Resonator } from "../../src/corpus/builtin/filters";

const BANDS = 22;
const PARTS = 3;

/** Relative levels in dB (scaled by a tenth) of 22 bands from 60 Hz to 9 kHz, in thirds of the sound, and crest figures. */
export function bandLevels(samples: Float32Array, rate: number): Float64Array {
  const out = new Float64Array(BANDS * PARTS + BANDS);
  const length = samples.length;
  for (let b = 0; b < BANDS; b++) {
    const hz = 60 * Math.pow(150, b / (BANDS - 1));
    const filter = new Resonator(hz, hz * 0.24, rate);
    const power = new Float64Array(PARTS);
    let total = 0;
    let fourth = 0;
    const hop = Math.round(rate * 0.02);
    let short = 0;
    for (let i = 0; i < length; i++) {
      const y = filter.next(samples[i]);
      power[Math.min(PARTS - 1, Math.floor((i * PARTS) / length))] += (y * y) / length;
      short += y * y;
      if (i % hop === hop - 1) {
        total += short;
        fourth += short * short;
        short = 0;
      }
    }
    for (let p = 0; p < PARTS; p++) out[b * PARTS + p] = Math.log10(power[p] + 1e-8);
    out[BANDS * PARTS + b] = total > 0 ? Math.log10((fourth * (length / hop)) / (total * total) + 0.1) : 0;
  }
  return out;
}
