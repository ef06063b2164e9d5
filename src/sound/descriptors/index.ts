/** All plain descriptors of a unit, group after group. */
import type { FramePlan, Kernels } from "../../math";
import { analyse } from "./analysis";
import { bands } from "./bands";
import { cepstrum } from "./cepstrum";
import { envelope } from "./envelope";
import type { DescriptorGroup } from "./group";
import { level } from "./level";
import { pitch } from "./pitch";
import { spectrum } from "./spectrum";

const GROUPS: readonly DescriptorGroup[] = [level, envelope, spectrum, pitch, cepstrum, bands];

/** Column names, "centroid.mean" …; their units and formulas stand at the head of each group's file. */
export const DESCRIPTOR_NAMES: readonly string[] = GROUPS.flatMap((group) => group.names);

/** DESCRIPTOR_NAMES.length finite numbers into out[at …]. */
export function describeUnit(
  samples: Float32Array,
  plan: FramePlan,
  kernels: Kernels,
  out: Float32Array,
  at: number,
): void {
  const unit = analyse(samples, plan, kernels);
  for (const group of GROUPS) {
    group.measure(unit, out, at);
    at += group.names.length;
  }
}

export { planFrames } from "./analysis";
