/** A target applied to many rows. */
import { matrix, row } from "../../math";
import type { Job, Matrix } from "../../types";
import type { Target } from "../target";

/** Every row of m through the target, with others served in between. */
export async function applyRows(target: Target, m: Matrix, job: Job): Promise<Matrix> {
  const out = matrix(m.rows, target.dimensions);
  for (let i = 0; i < m.rows; i++) {
    row(out, i).set(target.apply(row(m, i)));
    if ((i & 63) === 63) await job.breathe();
  }
  return out;
}
