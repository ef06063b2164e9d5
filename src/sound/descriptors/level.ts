/**
 * Loudness and its shape. level: dB of the mean square; crest: peak over RMS, dB; level.mean/deviation over the sounding
 * frames, dB; range: 95th less 5th percentile of the frames' levels (floored 60 dB below the loudest), dB.
 */
import { decibels } from "./analysis";
import { momentsOver, type DescriptorGroup } from "./group";

export const level: DescriptorGroup = {
  names: ["level", "crest", "level.mean", "level.deviation", "range"],
  measure(unit, out, start) {
    const rms = decibels(unit.meanSquare);
    const frames = momentsOver(unit, (frame) => unit.level[frame]);
    const sorted = unit.level.slice().sort();
    const rank = (share: number): number => sorted[Math.round(share * (sorted.length - 1))];
    out[start] = rms;
    out[start + 1] = unit.meanSquare > 1e-12 ? decibels(unit.peak * unit.peak) - rms : 0;
    out[start + 2] = unit.sounding.length > 0 ? frames.mean : rms;
    out[start + 3] = frames.deviation;
    out[start + 4] = rank(0.95) - rank(0.05);
  },
};
