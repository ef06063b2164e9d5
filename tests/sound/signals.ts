/** Signals whose descriptors are known, and the shortest way to a unit's descriptors by name. */
import { Random } from "../../src/math";
import { analyse, DESCRIPTOR_NAMES, measureDescriptors, planFrames } from "../../src/sound/descriptors";
import { testKernels } from "../kernels/build";

export const RATE = 48_000;
const kernels = testKernels();

export const sine = (seconds: number, hertz: number, gain = 1, rate = RATE): Float32Array =>
  Float32Array.from(
    { length: Math.round(seconds * rate) },
    (_, i) => gain * Math.sin((2 * Math.PI * hertz * i) / rate),
  );

export const noise = (seconds: number, seed: number, gain = 0.2): Float32Array => {
  const random = new Random(seed);
  return Float32Array.from({ length: Math.round(seconds * RATE) }, () => gain * random.normal());
};

/** Ones every `period` frames. */
export const impulses = (seconds: number, period: number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => (i % period === 0 ? 1 : 0));

export function described(samples: Float32Array, rate = RATE): Readonly<Record<string, number>> {
  const out = new Float32Array(DESCRIPTOR_NAMES.length);
  measureDescriptors(analyse(samples, planFrames(rate), kernels), out, 0);
  return Object.fromEntries(DESCRIPTOR_NAMES.map((name, i) => [name, out[i]]));
}
