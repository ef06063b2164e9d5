/** Prices that keep any unit from serving more than its share of words: a capacity-limited optimal transport. */
import { matrix } from "../../math";
import type { Job, Matrix } from "../../types";

/** How prices are found. */
export interface PriceOptions {
  /** Share of the words a unit may serve, in multiples of an even share; at least one word. */
  readonly capacity: number;
  readonly rounds: number;
  /** Rounds after which the lists of candidates are made anew. */
  readonly refresh: number;
  /** First step of the ascent, in squared distance; falls to a tenth. */
  readonly step: number;
}

/** Units considered for one word. */
const CANDIDATES = 100;

/**
 * Gives each target (a row) the unit of least |target − point|² + base + price and raises the prices of units that
 * serve more than their capacity: subgradient ascent on the dual of the transport problem, prices never negative, so
 * that a unit nobody wants stays free. `price` (one a unit) is read and written: a warm start. Returns target → unit.
 * Time: targets × units per refresh.
 */
export async function assignByPrice(
  targets: Matrix,
  points: Matrix,
  base: Float32Array,
  price: Float32Array,
  options: PriceOptions,
  job: Job,
): Promise<Int32Array> {
  const n = targets.rows;
  const k = Math.min(CANDIDATES, points.rows);
  const capacity = Math.max(1, (options.capacity * n) / points.rows);
  const lists = { unit: new Int32Array(n * k), cost: new Float32Array(n * k) };
  const given = new Int32Array(n);
  const use = new Int32Array(points.rows);
  const biased = new Float32Array(points.rows);
  for (let round = 0; round < options.rounds; round++) {
    if (round % options.refresh === 0) {
      for (let u = 0; u < biased.length; u++) biased[u] = base[u] + price[u];
      for (let i = 0; i < n; i++) {
        listCandidates(points, biased, targets, i, k, lists.unit, lists.cost);
        if ((i & 63) === 0) await job.breathe();
      }
      for (let i = 0; i < lists.cost.length; i++) lists.cost[i] -= price[lists.unit[i]];
    }
    await job.breathe();
    use.fill(0);
    for (let i = 0; i < n; i++) {
      const unit = cheapestOf(lists, i * k, k, price);
      given[i] = unit;
      use[unit]++;
    }
    if (round === options.rounds - 1) break;
    const step = options.step * (1 - (0.9 * round) / options.rounds);
    for (let u = 0; u < price.length; u++) {
      const excess = (use[u] - capacity) / capacity;
      price[u] = Math.max(0, price[u] + step * Math.max(-1, Math.min(3, excess)));
    }
  }
  return given;
}

/** The point of each target's unit, one a row. */
export function pointsOf(points: Matrix, given: Int32Array): Matrix {
  const p = points.columns;
  const out = matrix(given.length, p);
  for (let i = 0; i < given.length; i++) out.data.set(points.data.subarray(given[i] * p, given[i] * p + p), i * p);
  return out;
}

function cheapestOf(
  lists: { readonly unit: Int32Array; readonly cost: Float32Array },
  start: number,
  k: number,
  price: Float32Array,
): number {
  let least = Infinity;
  let best = lists.unit[start];
  for (let q = start; q < start + k; q++) {
    const cost = lists.cost[q] + price[lists.unit[q]];
    if (cost < least) {
      least = cost;
      best = lists.unit[q];
    }
  }
  return best;
}

/** The k units of least cost for one target, in rising order, into its part of `unit` and `cost`. */
function listCandidates(
  points: Matrix,
  biased: Float32Array,
  targets: Matrix,
  target: number,
  k: number,
  unit: Int32Array,
  cost: Float32Array,
): void {
  const { rows, columns: p, data } = points;
  const start = target * k;
  const y = targets.data.subarray(target * p, (target + 1) * p);
  let worst = Infinity;
  let count = 0;
  for (let u = 0, at = 0; u < rows; u++, at += p) {
    let sum = biased[u];
    for (let c = 0; c < p && sum < worst;) {
      const end = Math.min(p, c + 4);
      for (; c < end; c++) {
        const d = data[at + c] - y[c];
        sum += d * d;
      }
    }
    if (sum >= worst) continue;
    let i = start + (count < k ? count++ : k - 1);
    for (; i > start && cost[i - 1] > sum; i--) {
      cost[i] = cost[i - 1];
      unit[i] = unit[i - 1];
    }
    cost[i] = sum;
    unit[i] = u;
    if (count === k) worst = cost[start + k - 1];
  }
}
