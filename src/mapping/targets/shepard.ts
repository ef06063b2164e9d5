/**
 * The regressor that stands in where a reduction has no transform of its own: the mean of the 8 nearest fitted rows'
 * results, weights 1/distance² (Shepard 1968). A fitted row gives its own result.
 */
import { kNearest, matrix } from "../../math";
import type { Matrix } from "../../types";
import type { Target } from "../target";
import type { Arrays } from "./nested";

const NEAR = 8;

/** From rows of `from` to the same rows of `to`. */
export function shepard(from: Matrix, to: Matrix): Target {
  const d = to.columns;
  return {
    kind: "shepard",
    dimensions: d,
    apply(x) {
      const { rows, squared } = kNearest(from, x, NEAR);
      const out = new Float32Array(d);
      if (squared[0] <= 1e-12) return out.map((_, c) => to.data[rows[0] * d + c]);
      let total = 0;
      for (const s of squared) total += squared[0] / s;
      rows.forEach((r, i) => {
        const w = squared[0] / squared[i] / total;
        for (let c = 0; c < d; c++) out[c] += w * to.data[r * d + c];
      });
      return out;
    },
    pack: () => ({ from: from.data, to: to.data, columns: Int32Array.of(from.columns, d) }),
  };
}

/** The target that `pack` gave. */
export function shepardTarget({ from, to, columns }: Arrays): Target {
  const whole = (data: Float32Array, wide: number): Matrix => matrix(data.length / wide, wide, data);
  return shepard(whole(from as Float32Array, columns[0]), whole(to as Float32Array, columns[1]));
}
