/** Cross-domain similarity local scaling, and the criterion that needs no known pairs (Conneau et al. 2018). */
import { dot, matrix, row, takeRows } from "../math";
import type { Job, Matrix } from "../types";
import { unitLength } from "./anchored";
import { evenly } from "./preparation/nmf";

const NEAR = 10;
/** Rows that are looked at: of the words, of the sounds. */
const WORDS = 400;
const SOUNDS = 1000;

/**
 * Mean over words of the cosine to their CSLS-nearest unit: 2·cos − mean cosine of each to its ten nearest on the other
 * side. The higher, the better two spaces lie on each other. Points are taken about the origin.
 */
export async function meanCsls(words: Matrix, sounds: Matrix, job: Job): Promise<number> {
  const a = unitRowsOf(takeRows(words, evenly(words.rows, WORDS)));
  const b = unitRowsOf(takeRows(sounds, evenly(sounds.rows, SOUNDS)));
  const cosines = new Float32Array(a.rows * b.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++)
      cosines[i * b.rows + j] = dot(a.data, i * a.columns, b.data, j * b.columns, a.columns);
    if ((i & 63) === 63) await job.breathe();
  }
  const wordDensity = Float64Array.from({ length: a.rows }, (_, i) =>
    meanOfLargest(cosines.subarray(i * b.rows, (i + 1) * b.rows)),
  );
  const column = new Float32Array(a.rows);
  const soundDensity = new Float64Array(b.rows);
  for (let j = 0; j < b.rows; j++) {
    for (let i = 0; i < a.rows; i++) column[i] = cosines[i * b.rows + j];
    soundDensity[j] = meanOfLargest(column);
  }
  let total = 0;
  for (let i = 0; i < a.rows; i++) {
    let best = -Infinity;
    let cosine = 0;
    for (let j = 0; j < b.rows; j++) {
      const value = 2 * cosines[i * b.rows + j] - wordDensity[i] - soundDensity[j];
      if (value <= best) continue;
      best = value;
      cosine = cosines[i * b.rows + j];
    }
    total += cosine;
  }
  return total / Math.max(1, a.rows);
}

function unitRowsOf(m: Matrix): Matrix {
  const out = matrix(m.rows, m.columns, m.data.slice());
  for (let i = 0; i < out.rows; i++) unitLength(row(out, i));
  return out;
}

/** Mean of the ten largest (all, where there are fewer). */
function meanOfLargest(values: Float32Array): number {
  const k = Math.min(NEAR, values.length);
  const largest = new Float64Array(k).fill(-Infinity);
  for (const v of values) {
    if (v <= largest[k - 1]) continue;
    let i = k - 1;
    for (; i > 0 && largest[i - 1] < v; i--) largest[i] = largest[i - 1];
    largest[i] = v;
  }
  return k > 0 ? largest.reduce((sum, v) => sum + v, 0) / k : 0;
}
