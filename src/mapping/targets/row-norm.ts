/** Each vector by itself: to unit length, or to mean 0 and deviation 1 over its own numbers (layer normalisation). */
import { dot } from "../../math";
import type { Target } from "../target";
import type { Arrays } from "./nested";

export function rowNorm(form: "unit" | "layer", dimensions: number): Target {
  return {
    kind: "row-norm",
    dimensions,
    apply: (x) => (form === "unit" ? toUnit(x) : toLayer(x)),
    pack: () => ({ settings: Int32Array.of(form === "unit" ? 0 : 1, dimensions) }),
  };
}

/** The target that `pack` gave. */
export const rowNormTarget = ({ settings }: Arrays): Target =>
  rowNorm(settings[0] === 0 ? "unit" : "layer", settings[1]);

function toUnit(x: Float32Array): Float32Array {
  const length = Math.sqrt(dot(x, 0, x, 0, x.length));
  return length > 0 ? x.map((v) => v / length) : x;
}

/** (x − mean)/√(variance + 10⁻⁵), Ba, Kiros and Hinton 2016. */
function toLayer(x: Float32Array): Float32Array {
  const mean = x.reduce((sum, v) => sum + v, 0) / x.length;
  const variance = x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length;
  return x.map((v) => (v - mean) / Math.sqrt(variance + 1e-5));
}
