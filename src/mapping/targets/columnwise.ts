/** Every number moved and stretched by itself. */
import type { Target } from "../target";
import type { Arrays } from "./nested";

/** y_c = factor_c · x_c + offset_c. */
export function columnwise(factor: Float32Array, offset: Float32Array): Target {
  return {
    kind: "columnwise",
    dimensions: factor.length,
    apply: (x) => factor.map((f, c) => f * x[c] + offset[c]),
    pack: () => ({ factor, offset }),
  };
}

/** The target that `pack` gave. */
export const columnwiseTarget = ({ factor, offset }: Arrays): Target =>
  columnwise(factor as Float32Array, offset as Float32Array);
