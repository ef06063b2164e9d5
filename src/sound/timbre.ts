/**
 * Timbre in time: what a unit's spectrum does from its start on, as a listener would compare it.
 * The unit is brought to RMS 1; the power of 128 mel bands is averaged over five stretches that grow like hearing's
 * patience (0–30–100–300–1,000–3,000 ms), compressed by a power of 0.13 (near Stevens's law for loudness) and taken to
 * 24 orthonormal DCT coefficients a stretch. Stretches after the end are silent: zeros. Euclid.
 */
import { FINE, FINE_MELS, type Analysis } from "./descriptors";

const EDGES = [0, 0.03, 0.1, 0.3, 1, 3];
const COMPRESSION = 0.13;
const COEFFICIENTS = 24;

/** Numbers of a unit's timbre. */
export const TIMBRE = (EDGES.length - 1) * COEFFICIENTS;

/** Row k, column b: the orthonormal DCT-II. */
const DCT = Float32Array.from({ length: COEFFICIENTS * FINE_MELS }, (_, i) => {
  const k = Math.floor(i / FINE_MELS);
  return Math.sqrt((k === 0 ? 1 : 2) / FINE_MELS) * Math.cos((Math.PI * k * ((i % FINE_MELS) + 0.5)) / FINE_MELS);
});

/** Writes TIMBRE finite numbers from out[at]; zeros for silence. */
export function measureTimbre(unit: Analysis, out: Float32Array, at: number): void {
  const { frames, frameRate, rows, stride, meanSquare } = unit;
  const power = new Float32Array(FINE_MELS);
  for (let stretch = 0; stretch + 1 < EDGES.length; stretch++) {
    const from = Math.round(EDGES[stretch] * frameRate);
    const to = Math.min(frames, Math.max(from + 1, Math.round(EDGES[stretch + 1] * frameRate)));
    const to0 = at + stretch * COEFFICIENTS;
    out.fill(0, to0, to0 + COEFFICIENTS);
    if (from >= frames || meanSquare < 1e-12) continue;
    power.fill(0);
    for (let frame = from; frame < to; frame++)
      for (let b = 0, column = frame * stride + FINE; b < FINE_MELS; b++) power[b] += rows[column + b];
    const scale = 1 / ((to - from) * meanSquare);
    for (let b = 0; b < FINE_MELS; b++) power[b] = (power[b] * scale) ** COMPRESSION;
    for (let k = 0; k < COEFFICIENTS; k++) {
      let sum = 0;
      for (let b = 0; b < FINE_MELS; b++) sum += power[b] * DCT[k * FINE_MELS + b];
      out[to0 + k] = sum;
    }
  }
}
