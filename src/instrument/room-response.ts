/** A room as its answer to an impulse: seeded noise that falls and darkens. The same in every run. */
import type { Hertz, Seconds } from "../types";

/** Time before the first reflection. */
const BEFORE: Seconds = 0.012;

/** Two channels of equal energy, 60 dB down after `decay` seconds; their energy is 1, so that level means level. */
export function roomResponse(decay: Seconds, sampleRate: Hertz): Float32Array<ArrayBuffer>[] {
  const start = Math.round(BEFORE * sampleRate);
  const length = start + Math.round(decay * sampleRate);
  return [0x9e3779b9, 0x7f4a7c15].map((seed) => {
    const out = new Float32Array(length);
    let state = seed | 0;
    let low = 0;
    let energy = 0;
    for (let i = start; i < length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const x = (i - start) / (length - start);
      // Walls and air take the highs first: the pole of the low-pass closes while the tail runs.
      low += (0.75 - 0.6 * x) * (state / 2147483648 - low);
      out[i] = low * Math.pow(10, -3 * x) * Math.min(1, (i - start) / (0.004 * sampleRate));
      energy += out[i] * out[i];
    }
    const gain = 1 / Math.sqrt(energy);
    for (let i = 0; i < length; i++) out[i] *= gain;
    return out;
  });
}
