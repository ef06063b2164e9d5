/** Random Fourier features: points whose Euclid is the distance of a Gaussian (RBF) kernel (Rahimi and Recht 2007). */
import { dot, matrix, Random } from "../../math";
import type { Target } from "../target";
import type { Arrays } from "./nested";

/** Pairs cos, sin of `features`/2 seeded directions; kernel exp(−|x − y|²/(2·width²)), |f(x)|² = 1. */
export function fourier(dimensions: number, features: number, width: number, seed: number): Target {
  const random = new Random(seed);
  const half = features >> 1;
  const directions = matrix(half, dimensions);
  for (let i = 0; i < directions.data.length; i++) directions.data[i] = random.normal() / width;
  return {
    kind: "fourier",
    dimensions: 2 * half,
    apply(x) {
      const out = new Float32Array(2 * half);
      for (let i = 0; i < half; i++) {
        const phase = dot(directions.data, i * dimensions, x, 0, dimensions);
        out[2 * i] = Math.cos(phase) / Math.sqrt(half);
        out[2 * i + 1] = Math.sin(phase) / Math.sqrt(half);
      }
      return out;
    },
    pack: () => ({ settings: Float64Array.of(dimensions, features, width, seed) }),
  };
}

/** The target that `pack` gave. */
export const fourierTarget = ({ settings }: Arrays): Target =>
  fourier(settings[0], settings[1], settings[2], settings[3]);
