/** All plain descriptors of a unit, group after group. */
import type { Analysis } from "./analysis";
import { bands } from "./bands";
import { cepstrum } from "./cepstrum";
import { chroma } from "./chroma";
import { envelope } from "./envelope";
import type { DescriptorGroup } from "./group";
import { level } from "./level";
import { pitch } from "./pitch";
import { spectrum } from "./spectrum";

const GROUPS: readonly DescriptorGroup[] = [level, envelope, spectrum, pitch, cepstrum, bands, chroma];

/** Column names, "centroid.mean" …; their units and formulas stand at the head of each group's file. */
export const DESCRIPTOR_NAMES: readonly string[] = GROUPS.flatMap((group) => group.names);

/** Writes DESCRIPTOR_NAMES.length finite numbers from out[at]. */
export function measureDescriptors(unit: Analysis, out: Float32Array, at: number): void {
  for (const group of GROUPS) {
    group.measure(unit, out, at);
    at += group.names.length;
  }
}

export { analyse, FINE, FINE_MELS, planFrames, type Analysis } from "./analysis";
export { melBands } from "./mel";
