/** Units by cost, some of them forbidden, and the weights of a cloud. */
import { squaredDistance } from "../../math";
import type { Matrix, WeightedUnit } from "../../types";

/** The k units of least |y − point|² + bias that are allowed, cheapest first; at least one. */
export function cheapestAllowed(
  points: Matrix,
  bias: Float32Array,
  y: Float32Array,
  k: number,
  forbidden: ReadonlySet<number>,
): number[] {
  const units: number[] = [];
  const costs: number[] = [];
  for (let u = 0; u < points.rows; u++) {
    if (forbidden.has(u)) continue;
    const cost = bias[u] + squaredDistance(points.data, u * points.columns, y, 0, points.columns);
    if (units.length === k && !(cost < costs[k - 1])) continue;
    let i = units.length < k ? units.length : k - 1;
    for (; i > 0 && costs[i - 1] > cost; i--) {
      costs[i] = costs[i - 1];
      units[i] = units[i - 1];
    }
    costs[i] = cost;
    units[i] = u;
  }
  return units;
}

/** The first has 1 − spread/2, the others share the rest as 1, 1/2, 1/3 … */
export function shares(units: readonly number[], spread: number): WeightedUnit[] {
  if (units.length === 1) return [{ unit: units[0], weight: 1 }];
  let total = 0;
  for (let i = 1; i < units.length; i++) total += 1 / i;
  return units.map((unit, i) => ({ unit, weight: i === 0 ? 1 - spread / 2 : spread / 2 / i / total }));
}
