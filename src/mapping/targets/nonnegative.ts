/** Weights of non-negative parts: x ≈ parts·h with every number ≥ 0 (Lee and Seung 2001). */
import { matrix } from "../../math";
import type { Matrix } from "../../types";
import type { Target } from "../target";
import type { Arrays } from "./nested";

/** Multiplicative updates of one vector's weights. */
const UPDATES = 50;

/** `parts` is (parts × columns), all ≥ 0; x is moved by `least` and cut at 0 first. */
export function nonnegative(parts: Matrix, least: Float32Array): Target {
  const { rows: k, columns: d, data } = parts;
  const gram = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) for (let c = 0; c < d; c++) gram[i * k + j] += data[i * d + c] * data[j * d + c];
  return {
    kind: "nonnegative",
    dimensions: k,
    apply(x) {
      const wish = new Float64Array(k);
      for (let i = 0; i < k; i++) for (let c = 0; c < d; c++) wish[i] += data[i * d + c] * Math.max(0, x[c] - least[c]);
      const h = new Float64Array(k).fill(1);
      for (let t = 0; t < UPDATES; t++)
        for (let i = 0; i < k; i++) {
          let now = 1e-12;
          for (let j = 0; j < k; j++) now += gram[i * k + j] * h[j];
          h[i] *= wish[i] / now;
        }
      return Float32Array.from(h);
    },
    pack: () => ({ parts: data, least }),
  };
}

/** The target that `pack` gave. */
export function nonnegativeTarget({ parts, least }: Arrays): Target {
  const d = least.length;
  return nonnegative(matrix(parts.length / d, d, parts as Float32Array), least as Float32Array);
}
