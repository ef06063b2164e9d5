/** Square matrices as targets. */
import { matrix } from "../math";
import type { Matrix } from "../types";
import { targetOf } from "./affine";
import type { Target } from "./target";

/** x → weights·x. */
export function linearOf(weights: Matrix): Target {
  return targetOf({ weights, offset: new Float32Array(weights.rows) });
}

/** The unit matrix. */
export function eye(d: number): Matrix {
  const out = matrix(d, d);
  for (let i = 0; i < d; i++) out.data[i * d + i] = 1;
  return out;
}
