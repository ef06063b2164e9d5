/** A point by its distances to fixed centres. */
import { matrix, squaredDistance } from "../../math";
import type { Matrix } from "../../types";
import type { Target } from "../target";
import type { Arrays } from "./nested";

/** factor · Euclidean distance to each centre, one number a centre. */
export function profileOf(centres: Matrix, factor: number): Target {
  const d = centres.columns;
  return {
    kind: "profile",
    dimensions: centres.rows,
    apply: (x) =>
      Float32Array.from(
        { length: centres.rows },
        (_, i) => factor * Math.sqrt(squaredDistance(x, 0, centres.data, i * d, d)),
      ),
    pack: () => ({ centres: centres.data, settings: Float64Array.of(d, factor) }),
  };
}

/** The target that `pack` gave. */
export function profileTarget({ centres, settings }: Arrays): Target {
  const [d, factor] = settings;
  return profileOf(matrix(centres.length / d, d, centres as Float32Array), factor);
}
