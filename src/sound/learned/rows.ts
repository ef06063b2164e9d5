/** Rows for a net: chosen for training or held out, brought to a scale, handed over in batches. */
import { matrix, Random } from "../../math";
import type { Job, Matrix } from "../../types";
import type { MelEar } from "./mel-units";
import type { View } from "./views";

/** More rows than these teach nothing that takes the time: evenly spread ones do. */
const MOST = 20_000;
/** With fewer rows none are held out. */
const FEWEST = 30;

/** Every unit of the corpus as a row. */
export async function viewUnits(ear: MelEar, view: View, job: Job): Promise<Matrix> {
  const rows = matrix(ear.count, view.columns);
  for (let i = 0; i < rows.rows; i++) {
    view.write(ear.hear(i), rows.data, i * view.columns);
    if (i % 16 === 0) job.progress(i / rows.rows, ear.file(i));
    await job.breathe();
  }
  return rows;
}

/** Row numbers to train on and to hold out: the same for a seed and a count, a tenth of them held out. */
export function divide(count: number, seed: number): { readonly train: Uint32Array; readonly held: Uint32Array } {
  const step = Math.max(1, count / MOST);
  const rows = Uint32Array.from({ length: Math.min(count, MOST) }, (_, i) => Math.floor(i * step));
  new Random(seed ^ 0x5eed).shuffle(rows);
  const held = count < FEWEST ? 0 : Math.floor(rows.length / 10);
  return { train: rows.slice(held), held: rows.slice(0, held) };
}
