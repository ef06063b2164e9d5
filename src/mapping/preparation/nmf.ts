/** Non-negative matrix factorisation by multiplicative updates (Lee and Seung 2001). */
import { matrix, Random, row, takeRows } from "../../math";
import type { Job, Matrix } from "../../types";
import type { Target } from "../target";
import { nonnegative } from "../targets/nonnegative";

/** Rows the parts are fitted on, evenly spread, and updates. */
const FITTED = 1000;
const UPDATES = 60;

/** Columns are moved to least number 0; `parts` parts. */
export async function nmf(all: Matrix, parts: number, job: Job): Promise<Target> {
  const least = new Float32Array(all.columns).fill(Infinity);
  all.data.forEach((x, i) => {
    least[i % all.columns] = Math.min(least[i % all.columns], x);
  });
  const x = takeRows(all, evenly(all.rows, FITTED));
  const { rows: n, columns: d } = x;
  x.data.forEach((v, i) => {
    x.data[i] = Math.max(0, v - least[i % d]);
  });
  const random = new Random(job.seed);
  const k = parts;
  const h = matrix(
    n,
    k,
    Float32Array.from({ length: n * k }, () => 0.1 + random.next()),
  );
  const w = matrix(
    k,
    d,
    Float32Array.from({ length: k * d }, () => 0.1 + random.next()),
  );
  for (let t = 0; t < UPDATES; t++) {
    await job.breathe();
    job.progress(t / UPDATES, "nmf");
    update(h, x, w);
    update(transpose(w, k, d), transpose(x, n, d), transpose(h, n, k), w);
  }
  return nonnegative(w, least);
}

/** h ← h ∘ (x·wᵀ)/(h·w·wᵀ), written to h, or transposed to `into`. */
function update(h: Matrix, x: Matrix, w: Matrix, into?: Matrix): void {
  const { rows: k, columns: d } = w;
  const gram = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) for (let c = 0; c < d; c++) gram[i * k + j] += w.data[i * d + c] * w.data[j * d + c];
  const before = new Float64Array(k);
  for (let r = 0; r < h.rows; r++) {
    before.set(row(h, r));
    for (let i = 0; i < k; i++) {
      let wish = 0;
      for (let c = 0; c < d; c++) wish += x.data[r * d + c] * w.data[i * d + c];
      let now = 1e-12;
      for (let j = 0; j < k; j++) now += gram[i * k + j] * before[j];
      const value = (before[i] * wish) / now;
      if (into) into.data[i * into.columns + r] = value;
      else h.data[r * k + i] = value;
    }
  }
}

function transpose(m: Matrix, rows: number, columns: number): Matrix {
  const out = matrix(columns, rows);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out.data[c * rows + r] = m.data[r * columns + c];
  return out;
}

/** At most `most` of n rows, evenly spread. */
export function evenly(n: number, most: number): Int32Array {
  const count = Math.min(n, most);
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * n) / count));
}
