/** Entropic optimal transport between two weighted sets (Cuturi 2013), with potentials taken into the kernel. */

/** A plan and the potentials it came from, to start the next one. */
export interface Plan {
  /** n × m, rows sum to p. */
  readonly plan: Float64Array;
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

/** Scalings beyond this are taken into the potentials. */
const FAR = 1e30;

/**
 * The plan with margins p (n) and q (m) that minimises ⟨cost, plan⟩ − epsilon·entropy, by at most `iterations` Sinkhorn
 * steps, fewer when the column margins are right to `tolerance`.
 */
export function sinkhorn(
  cost: Float64Array,
  p: Float64Array,
  q: Float64Array,
  epsilon: number,
  iterations: number,
  tolerance = 1e-9,
): Plan {
  const [n, m] = [p.length, q.length];
  const f = new Float64Array(n);
  const g = new Float64Array(m).fill(Infinity);
  for (let i = 0; i < n; i++) {
    let least = Infinity;
    for (let j = 0; j < m; j++) least = Math.min(least, cost[i * m + j]);
    f[i] = least;
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) g[j] = Math.min(g[j], cost[i * m + j] - f[i]);
  const kernel = new Float64Array(n * m);
  const u = new Float64Array(n).fill(1);
  const v = new Float64Array(m).fill(1);
  const take = (): void => {
    for (let i = 0; i < n; i++) f[i] += epsilon * Math.log(u[i]);
    for (let j = 0; j < m; j++) g[j] += epsilon * Math.log(v[j]);
    u.fill(1);
    v.fill(1);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) kernel[i * m + j] = Math.exp((f[i] + g[j] - cost[i * m + j]) / epsilon);
  };
  take();
  const sums = new Float64Array(m);
  for (let t = 0; t < iterations; t++) {
    let far = false;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0, at = i * m; j < m; j++) sum += kernel[at + j] * v[j];
      u[i] = sum > 0 ? p[i] / sum : 1;
      far ||= u[i] > FAR || u[i] < 1 / FAR;
    }
    sums.fill(0);
    for (let i = 0; i < n; i++) for (let j = 0, at = i * m; j < m; j++) sums[j] += kernel[at + j] * u[i];
    let error = 0;
    for (let j = 0; j < m; j++) {
      error += Math.abs(sums[j] * v[j] - q[j]);
      v[j] = sums[j] > 0 ? q[j] / sums[j] : 1;
      far ||= v[j] > FAR || v[j] < 1 / FAR;
    }
    if (error < tolerance) break;
    if (far) take();
  }
  const plan = new Float64Array(n * m);
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) plan[i * m + j] = u[i] * kernel[i * m + j] * v[j];
  return {
    plan,
    rows: f.map((x, i) => x + epsilon * Math.log(u[i])),
    columns: g.map((x, j) => x + epsilon * Math.log(v[j])),
  };
}
