/**
 * Pitch and what sounds beside it. Pitch: octaves re 1 kHz, mean and deviation over the frames weighted by harmonicity²
 * (Boersma's autocorrelation, 45–2,500 Hz); harmonicity: height of the autocorrelation's peak, 0..1 (its ratio to the
 * rest is harmonicity / (1 − harmonicity)); confidence: share of the sounding frames with harmonicity above 0.5;
 * roughness: see the kernel (Sethares 1993); crossings: log2 of sign changes per second + 1.
 */
import type { Analysis } from "./analysis";
import { at, momentsOver, octaves, ROW, type DescriptorGroup } from "./group";

const NAMES = [
  "pitch.mean",
  "pitch.deviation",
  "pitch.confidence",
  "harmonicity.mean",
  "harmonicity.deviation",
  "roughness.mean",
  "roughness.deviation",
  "crossings",
];

export const pitch: DescriptorGroup = {
  names: NAMES,
  measure(unit, out, start) {
    const heard = weightedPitch(unit);
    const harmonicity = momentsOver(unit, (frame) => at(unit, frame, ROW.harmonicity));
    const rough = momentsOver(unit, (frame) => at(unit, frame, ROW.roughness));
    const confident = unit.sounding.filter((frame) => at(unit, frame, ROW.harmonicity) > 0.5).length;
    out[start] = heard.mean;
    out[start + 1] = heard.deviation;
    out[start + 2] = confident / Math.max(1, unit.sounding.length);
    out[start + 3] = harmonicity.mean;
    out[start + 4] = harmonicity.deviation;
    out[start + 5] = rough.mean;
    out[start + 6] = rough.deviation;
    out[start + 7] = Math.log2(1 + (unit.crossings * unit.sampleRate) / Math.max(1, unit.length));
  },
};

function weightedPitch(unit: Analysis): { mean: number; deviation: number } {
  let total = 0;
  let sum = 0;
  let squares = 0;
  for (const frame of unit.sounding) {
    const hertz = at(unit, frame, ROW.pitch);
    if (hertz <= 0) continue;
    const weight = at(unit, frame, ROW.harmonicity) ** 2;
    const x = octaves(hertz);
    total += weight;
    sum += weight * x;
    squares += weight * x * x;
  }
  if (total <= 0) return { mean: 0, deviation: 0 };
  const mean = sum / total;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / total - mean * mean)) };
}
