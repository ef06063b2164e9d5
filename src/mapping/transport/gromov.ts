/** Entropic Gromov–Wasserstein: two sets matched by their own distances alone (Peyré, Cuturi and Solomon 2016). */
import type { Job } from "../../types";
import { sinkhorn } from "./sinkhorn";

/** How far and how hard. */
export interface GromovOptions {
  /** Entropy's weight, in units of the cost. */
  readonly epsilon: number;
  /** At most so many projected-gradient steps, and Sinkhorn steps in each. */
  readonly iterations: number;
  readonly inner: number;
  /** Plan to start from; absent: every pair alike. */
  readonly start?: Float64Array;
}

/** A plan and Σ (a_ik − b_jl)² plan_ij plan_kl of it. */
export interface Matched {
  readonly plan: Float64Array;
  readonly loss: number;
}

/**
 * a: n × n, b: m × m, symmetric; p, q: their weights. Square loss; each step is a transport whose cost is the loss's
 * gradient, 2·(a²·p·1ᵀ + 1·(b²·q)ᵀ − 2·a·plan·b).
 */
export async function gromovWasserstein(
  a: Float64Array,
  b: Float64Array,
  p: Float64Array,
  q: Float64Array,
  options: GromovOptions,
  job: Job,
): Promise<Matched> {
  const [n, m] = [p.length, q.length];
  const constant = constantPart(a, b, p, q);
  let plan = options.start ?? Float64Array.from({ length: n * m }, (_, at) => p[Math.floor(at / m)] * q[at % m]);
  for (let t = 0; t < options.iterations; t++) {
    await job.breathe();
    const cross = await sandwich(a, plan, b, n, m, job);
    const cost = constant.map((c, at) => 2 * (c - 2 * cross[at]));
    const next = sinkhorn(cost, p, q, options.epsilon, options.inner).plan;
    let moved = 0;
    for (let at = 0; at < next.length; at++) moved += Math.abs(next[at] - plan[at]);
    plan = next;
    if (moved < 1e-7) break;
  }
  const cross = await sandwich(a, plan, b, n, m, job);
  let loss = 0;
  for (let at = 0; at < plan.length; at++) loss += plan[at] * (constant[at] - 2 * cross[at]);
  return { plan, loss };
}

/** a²·p·1ᵀ + 1·(b²·q)ᵀ, squares element by element. */
function constantPart(a: Float64Array, b: Float64Array, p: Float64Array, q: Float64Array): Float64Array {
  const [n, m] = [p.length, q.length];
  const rows = new Float64Array(n);
  const columns = new Float64Array(m);
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) rows[i] += a[i * n + k] ** 2 * p[k];
  for (let j = 0; j < m; j++) for (let l = 0; l < m; l++) columns[j] += b[j * m + l] ** 2 * q[l];
  return Float64Array.from({ length: n * m }, (_, at) => rows[Math.floor(at / m)] + columns[at % m]);
}

/** a · plan · b. */
async function sandwich(
  a: Float64Array,
  plan: Float64Array,
  b: Float64Array,
  n: number,
  m: number,
  job: Job,
): Promise<Float64Array> {
  const half = await product(a, plan, n, n, m, job);
  return product(half, b, n, m, m, job);
}

/** (n × k) · (k × m). */
async function product(
  x: Float64Array,
  y: Float64Array,
  n: number,
  k: number,
  m: number,
  job: Job,
): Promise<Float64Array> {
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    const into = out.subarray(i * m, (i + 1) * m);
    for (let c = 0; c < k; c++) {
      const w = x[i * k + c];
      if (w === 0) continue;
      for (let j = 0, at = c * m; j < m; j++) into[j] += w * y[at + j];
    }
    if ((i & 15) === 15) await job.breathe();
  }
  return out;
}
