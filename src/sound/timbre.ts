/**
 * Timbre in time: what a unit's spectrum does from its start on, as a listener would compare it.
 * 128 mel bands, weighted as the ear is sensitive (descriptors/mel.ts), sum to 1 over the unit's mean frame; their power is
 * averaged over six stretches that grow like hearing's patience (0–20–60–150–400–1,000–2,500 ms), compressed by a power of
 * 0.16 (near Stevens's law for loudness) and taken to 24 orthonormal DCT coefficients a stretch. Stretches after the end
 * are silent: zeros. Euclid.
 */
import { Dct, quickPower } from "../math";
import { FINE, FINE_MELS, type Analysis } from "./descriptors";

const EDGES = [0, 0.02, 0.06, 0.15, 0.4, 1, 2.5];
const COMPRESSION = 0.16;
const COEFFICIENTS = 24;
/** Units whose mean square is less are silent. */
const SILENT = 1e-12;

/** Numbers of a unit's timbre. */
export const TIMBRE = (EDGES.length - 1) * COEFFICIENTS;

const bands = new Dct(FINE_MELS, COEFFICIENTS);
/** Work memory. */
const power = new Float64Array(FINE_MELS);

/** Writes TIMBRE finite numbers from out[at]; zeros for silence. */
export function measureTimbre(unit: Analysis, out: Float32Array, at: number): void {
  const { frames, frameRate, meanSquare } = unit;
  out.fill(0, at, at + TIMBRE);
  if (meanSquare < SILENT) return;
  const mean = sumFrames(unit, 0, frames) / frames;
  if (mean < SILENT * SILENT) return;
  for (let stretch = 0; stretch + 1 < EDGES.length; stretch++) {
    const from = Math.round(EDGES[stretch] * frameRate);
    const to = Math.min(frames, Math.max(from + 1, Math.round(EDGES[stretch + 1] * frameRate)));
    if (from >= frames) break;
    sumFrames(unit, from, to);
    const scale = 1 / ((to - from) * mean);
    for (let b = 0; b < power.length; b++) power[b] = quickPower(power[b] * scale, COMPRESSION);
    bands.transform(power, 0, out, at + stretch * COEFFICIENTS);
  }
}

/** Fills `power` with the bands' sums over the frames; answers the sum of all. */
function sumFrames({ rows, stride }: Analysis, from: number, to: number): number {
  const sums = power;
  const count = sums.length;
  let all = 0;
  sums.fill(0);
  for (let frame = from; frame < to; frame++)
    for (let b = 0, column = frame * stride + FINE; b < count; b++) {
      sums[b] += rows[column + b];
      all += rows[column + b];
    }
  return all;
}
