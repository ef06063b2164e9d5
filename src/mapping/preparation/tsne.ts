/** t-SNE (van der Maaten and Hinton 2008), exact, on at most 600 rows; other rows by the regressor. */
import { matrix, pca, project, row, squaredDistance, takeRows } from "../../math";
import type { Job, Matrix } from "../../types";
import type { Target } from "../target";
import { shepard } from "../targets/shepard";
import { evenly } from "./nmf";

const FITTED = 600;
const STEPS = 300;
const PERPLEXITY = 30;
/** Early exaggeration: for this many steps the wanted nearness is multiplied. */
const EARLY = 100;
const EXAGGERATION = 12;

/** Starts from the principal axes; the regressor is Shepard's (targets/shepard). */
export async function tsne(all: Matrix, dimensions: number, job: Job): Promise<Target> {
  const x = takeRows(all, evenly(all.rows, FITTED));
  const y = start(x, dimensions);
  if (x.rows > 2) await descend(nearness(x, Math.min(PERPLEXITY, (x.rows - 1) / 3)), y, job);
  return shepard(x, y);
}

function start(x: Matrix, dimensions: number): Matrix {
  const p = pca(x, dimensions);
  const scale = p.variances[0] > 0 ? 1e-4 / Math.sqrt(p.variances[0]) : 0;
  const found = project(p, x);
  const y = matrix(x.rows, dimensions);
  for (let i = 0; i < x.rows; i++) row(y, i).set(row(found, i).map((v) => v * scale));
  return y;
}

/** Symmetric p_ij, sum 1, each row's entropy ln(perplexity) by bisection of its width. */
function nearness(x: Matrix, perplexity: number): Float64Array {
  const { rows: n, columns: d } = x;
  const p = new Float64Array(n * n);
  const squared = new Float64Array(n);
  const near = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let least = Infinity;
    for (let j = 0; j < n; j++) {
      squared[j] = squaredDistance(x.data, i * d, x.data, j * d, d);
      if (j !== i) least = Math.min(least, squared[j]);
    }
    let beta = 1;
    let [low, high] = [0, Infinity];
    for (let t = 0; t < 60; t++) {
      let total = 0;
      let mean = 0;
      for (let j = 0; j < n; j++) {
        near[j] = j === i ? 0 : Math.exp(-beta * (squared[j] - least));
        total += near[j];
        mean += near[j] * (squared[j] - least);
      }
      if (Math.log(total) + (beta * mean) / total > Math.log(perplexity)) low = beta;
      else high = beta;
      beta = high === Infinity ? 2 * beta : (low + high) / 2;
      for (let j = 0; j < n; j++) p[i * n + j] = near[j] / total;
    }
  }
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) out[i * n + j] = Math.max(1e-12, (p[i * n + j] + p[j * n + i]) / (2 * n));
  return out;
}

/** Kullback–Leibler divergence of the map's nearness from the wanted one, and its gradient in y. */
export function tsneGradient(p: Float64Array, y: Float64Array, n: number, d: number, factor = 1) {
  const q = new Float64Array(n * n);
  let total = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const w = 1 / (1 + squaredDistance(y, i * d, y, j * d, d));
      q[i * n + j] = w;
      q[j * n + i] = w;
      total += 2 * w;
    }
  const gradient = new Float64Array(n * d);
  let loss = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const w = q[i * n + j];
      const wanted = factor * p[i * n + j];
      loss += wanted * Math.log((wanted * total) / w);
      const pull = 4 * (wanted - w / total) * w;
      for (let c = 0; c < d; c++) gradient[i * d + c] += pull * (y[i * d + c] - y[j * d + c]);
    }
  return { loss, gradient };
}

async function descend(p: Float64Array, y: Matrix, job: Job): Promise<void> {
  const { rows: n, columns: d } = y;
  const at = Float64Array.from(y.data);
  const speed = new Float64Array(n * d);
  const gain = new Float64Array(n * d).fill(1);
  const rate = Math.max(n / EXAGGERATION / 4, 10);
  for (let t = 0; t < STEPS; t++) {
    await job.breathe();
    job.progress(t / STEPS, "t-SNE");
    const { gradient } = tsneGradient(p, at, n, d, t < EARLY ? EXAGGERATION : 1);
    const momentum = t < EARLY ? 0.5 : 0.8;
    for (let i = 0; i < at.length; i++) {
      gain[i] = Math.max(0.01, gradient[i] * speed[i] > 0 ? gain[i] * 0.8 : gain[i] + 0.2);
      speed[i] = momentum * speed[i] - rate * gain[i] * gradient[i];
      at[i] += speed[i];
    }
  }
  y.data.set(at);
}
