/** From samples to a model's input in the layout of its card, and from its output to one vector. */
import { matrix, standardise } from "../../math";
import type { Axis, ModelCard, ModelInput, RawInput } from "./card";
import { logMelPatch, patchLength } from "./log-mel";

const WAVES: Readonly<Record<RawInput["normalise"], (samples: Float32Array) => Float32Array>> = {
  none: (samples) => samples,
  unit,
  int16: (samples) => samples.map((x) => 32768 * x),
};

/** Numbers and the sizes of their axes. */
interface Laid {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** Samples (at the card's rate) that one look reads. */
export const lookLength = ({ input, sampleRate }: ModelCard): number =>
  input.form === "raw" ? Math.round(input.seconds * sampleRate) : patchLength(input);

/** The input of one look of lookLength samples. */
export function layInput(samples: Float32Array, card: ModelCard): Laid {
  const { input } = card;
  if (input.form === "raw") {
    const data = WAVES[input.normalise](samples);
    return { data, dims: input.axes.map((axis) => (axis === 1 ? 1 : samples.length)) };
  }
  const frames = input.frames / input.stack;
  const bands = input.bands * input.stack;
  const sizes: Readonly<Record<string, number>> = { frames, bands };
  const levels = logMelPatch(samples, card, input);
  const patch = input.normalise === "bands" ? standardise(matrix(input.frames, input.bands, levels)).data : levels;
  const dims = input.axes.map((axis) => (axis === 1 ? 1 : sizes[axis]));
  return { data: bandsFirst(input.axes) ? turned(patch, frames, bands) : patch, dims };
}

/** Frames (or samples) that a mask has a one for. */
export const maskLength = (input: ModelInput, laid: Laid): number =>
  input.form === "raw" ? laid.data.length : input.frames / input.stack;

/** The embedding: one axis kept (−1: the last), the mean over all others; undefined when there is no such axis. */
export function poolOutput(data: Float32Array, dims: readonly number[], axis: number): Float32Array | undefined {
  const kept = axis < 0 ? dims.length + axis : axis;
  const size = dims[kept] ?? 0;
  if (size < 1 || data.length < 1 || data.length % size !== 0) return undefined;
  const inside = dims.slice(kept + 1).reduce((product, n) => product * n, 1);
  const out = new Float32Array(size);
  const share = size / data.length;
  for (let i = 0; i < data.length; i++) out[Math.floor(i / inside) % size] += data[i] * share;
  return out;
}

const bandsFirst = (axes: readonly Axis[]): boolean => axes.indexOf("bands") < axes.indexOf("frames");

/** Mean 0 and deviation 1, as the feature extractors of wav2vec 2.0 and its kin do it. */
function unit(samples: Float32Array): Float32Array {
  const n = Math.max(1, samples.length);
  const mean = samples.reduce((sum, x) => sum + x, 0) / n;
  const variance = samples.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
  return samples.map((x) => (x - mean) / Math.sqrt(variance + 1e-7));
}

function turned(patch: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(patch.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = patch[r * columns + c];
  return out;
}
