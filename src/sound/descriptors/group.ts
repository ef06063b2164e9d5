/** What a group of descriptors is, and the two ways of pooling frames that all groups share. */
import { ROW } from "../../math";
import type { Analysis } from "./analysis";

/** Named numbers of a unit. `measure` writes names.length finite numbers from out[at]. */
export interface DescriptorGroup {
  readonly names: readonly string[];
  measure(unit: Analysis, out: Float32Array, at: number): void;
}

/** Mean and deviation over the sounding frames of value(frame); zeros for a silent unit. */
export function momentsOver(unit: Analysis, value: (frame: number) => number): { mean: number; deviation: number } {
  const { sounding } = unit;
  if (sounding.length === 0) return { mean: 0, deviation: 0 };
  let sum = 0;
  let squares = 0;
  const origin = value(sounding[0]);
  for (const frame of sounding) {
    const x = value(frame) - origin;
    sum += x;
    squares += x * x;
  }
  const mean = sum / sounding.length;
  return { mean: origin + mean, deviation: Math.sqrt(Math.max(0, squares / sounding.length - mean * mean)) };
}

/** Column `column` (see ROW) of a frame. */
export const at = (unit: Analysis, frame: number, column: number): number => unit.rows[frame * unit.stride + column];

/** Octaves above 1 kHz; frequencies below 20 Hz count as 20. */
export const octaves = (hertz: number): number => Math.log2(Math.max(20, hertz) / 1000);

/** A group of frame numbers, each as mean and deviation over the sounding frames. */
export function pooled(columns: Readonly<Record<string, (unit: Analysis, frame: number) => number>>): DescriptorGroup {
  const entries = Object.entries(columns);
  return {
    names: entries.flatMap(([name]) => [`${name}.mean`, `${name}.deviation`]),
    measure(unit, out, start) {
      entries.forEach(([, value], i) => {
        const { mean, deviation } = momentsOver(unit, (frame) => value(unit, frame));
        out[start + 2 * i] = mean;
        out[start + 2 * i + 1] = deviation;
      });
    },
  };
}

export { ROW };
