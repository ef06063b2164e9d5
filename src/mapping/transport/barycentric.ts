/** Words matched to sounds by their own distances, and where that puts each word. */
import { matrix, orthogonalProcrustes, Random, squaredDistance, takeRows } from "../../math";
import type { Job, Matrix } from "../../types";
import { evenly } from "../preparation/nmf";
import { gromovWasserstein, type Matched } from "./gromov";

/** How the matching is done. */
export interface MatchOptions {
  /** Words and units matched at most, evenly spread. */
  readonly points: number;
  /** Entropy's last weight, as a share of the middle cost; it falls from 32 times as much. */
  readonly epsilon: number;
  /** Projected-gradient steps at each weight of the entropy. */
  readonly iterations: number;
  /** Runs, the first from the plan where all pairs are alike, others from seeded ones; the least loss is kept. */
  readonly restarts: number;
}

/** The words that were matched, and the mean of the units each was matched to (barycentric projection). */
export interface Landed {
  readonly words: Matrix;
  readonly given: Matrix;
  readonly loss: number;
}

/** Halvings of the entropy's weight. */
const FALLS = 5;
const INNER = 60;

/** Gromov–Wasserstein between a sample of both sides, on Euclidean distances about mean 1. */
export async function landWords(words: Matrix, sounds: Matrix, options: MatchOptions, job: Job): Promise<Landed> {
  const a = takeRows(words, evenly(words.rows, options.points));
  const b = takeRows(sounds, evenly(sounds.rows, options.points));
  const [n, m] = [a.rows, b.rows];
  const [da, db] = [distances(a), distances(b)];
  const p = new Float64Array(n).fill(1 / n);
  const q = new Float64Array(m).fill(1 / m);
  let best: Matched | undefined;
  for (let r = 0; r < options.restarts; r++) {
    let plan = r === 0 ? undefined : seededPlan(n, m, job.seed + r);
    let found: Matched | undefined;
    for (let fall = FALLS; fall >= 0; fall--) {
      job.progress((r + 1 - fall / FALLS) / options.restarts, "gromov-wasserstein");
      const how = { epsilon: options.epsilon * 2 ** fall, iterations: options.iterations, inner: INNER };
      found = await gromovWasserstein(da, db, p, q, plan ? { ...how, start: plan } : how, job);
      plan = found.plan;
    }
    if (found && (!best || found.loss < best.loss)) best = found;
  }
  const given = matrix(n, b.columns);
  const plan = best?.plan ?? new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    let total = 0;
    for (let j = 0; j < m; j++) total += plan[i * m + j];
    for (let j = 0; j < m; j++) {
      const w = total > 0 ? plan[i * m + j] / total : 1 / m;
      for (let c = 0; c < b.columns; c++) given.data[i * b.columns + c] += w * b.data[j * b.columns + c];
    }
  }
  return { words: a, given, loss: best?.loss ?? 0 };
}

/** The rotation that brings the matched words nearest to what they were given. */
export const turnOfLanded = ({ words, given }: Landed): Matrix => orthogonalProcrustes(words, given);

/** Distances of all pairs of rows, their mean 1. */
function distances(m: Matrix): Float64Array {
  const n = m.rows;
  const out = new Float64Array(n * n);
  let total = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const d = Math.sqrt(squaredDistance(m.data, i * m.columns, m.data, j * m.columns, m.columns));
      out[i * n + j] = d;
      out[j * n + i] = d;
      total += 2 * d;
    }
  const mean = total / Math.max(1, n * (n - 1));
  return mean > 0 ? out.map((d) => d / mean) : out;
}

/** Positive numbers with even margins, nearly. */
function seededPlan(n: number, m: number, seed: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: n * m }, () => (2 * random.next()) / (n * m));
}
