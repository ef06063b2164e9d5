/** The map of every method with a target: a word plays the unit whose point costs least from the word's own point. */
import { matrix } from "../math";
import type { Mapping, Matrix, WeightedUnit } from "../types";
import { headText, packMap, type PackedMap } from "./buffer";
import type { Target } from "./target";
import { packTarget, unpackTarget } from "./target-store";

/** What a point map is made of; immutable. */
export interface PointMapParts {
  readonly name: string;
  readonly target: Target;
  /** One row a unit; at most `target.dimensions` columns: what the target gives beyond them is not compared. */
  readonly points: Matrix;
  /** Added to each unit's squared distance: 0 without capacities. Infinity = never. */
  readonly bias: Float32Array;
  /** Units in a word's cloud, 1..8; default 1. */
  readonly cloud?: number;
}

/** Cost of unit u for the point y: |y − points[u]|² + bias[u]; of equals the first. */
export class PointMap implements Mapping {
  readonly name: string;
  readonly parts: PointMapParts;

  constructor(parts: PointMapParts) {
    this.name = parts.name;
    this.parts = parts;
  }

  place(vector: Float32Array): WeightedUnit[] {
    const { target, points, bias, cloud = 1 } = this.parts;
    const found = cheapest(points, bias, target.apply(finite(vector)), Math.min(cloud, points.rows));
    if (found.length === 1) return [{ unit: found[0], weight: 1 }];
    // Half for the first; the others share the rest as 1, 1/2, 1/3 …
    let total = 0;
    for (let i = 1; i < found.length; i++) total += 1 / i;
    return found.map((unit, i) => ({ unit, weight: i === 0 ? 0.5 : 0.5 / i / total }));
  }

  serialise(): ArrayBuffer {
    const { name, target, points, bias, cloud = 1 } = this.parts;
    return packMap({
      head: { method: name, target: target.kind, units: points.rows, columns: points.columns, cloud },
      arrays: { points: points.data, bias, ...packTarget(target) },
    });
  }
}

/** The map that `serialise` stored. */
export function restorePointMap(packed: PackedMap): PointMap {
  const { head, arrays } = packed;
  return new PointMap({
    name: headText(packed, "method"),
    target: unpackTarget(headText(packed, "target"), packed),
    points: matrix(Number(head["units"]), Number(head["columns"]), arrays["points"] as Float32Array),
    bias: arrays["bias"] as Float32Array,
    cloud: Number(head["cloud"]),
  });
}

/** The k cheapest units, cheapest first. Points whose first columns vary most are left early. */
function cheapest(points: Matrix, bias: Float32Array, y: Float32Array, k: number): number[] {
  const { rows, columns, data } = points;
  const units: number[] = [];
  const costs: number[] = [];
  let worst = Infinity;
  for (let u = 0, at = 0; u < rows; u++, at += columns) {
    let cost = bias[u];
    for (let c = 0; c < columns && cost < worst;) {
      const end = Math.min(columns, c + 4);
      for (; c < end; c++) {
        const d = data[at + c] - y[c];
        cost += d * d;
      }
    }
    if (cost >= worst) continue;
    let i = units.length < k ? units.length : k - 1;
    for (; i > 0 && costs[i - 1] > cost; i--) {
      costs[i] = costs[i - 1];
      units[i] = units[i - 1];
    }
    costs[i] = cost;
    units[i] = u;
    if (units.length === k) worst = costs[k - 1];
  }
  // Every cost infinite (all units forbidden): something must sound.
  return units.length > 0 ? units : [0];
}

/** The vector itself, or where a model gave NaN a copy with 0 in its place. */
function finite(vector: Float32Array): Float32Array {
  for (const x of vector) if (!Number.isFinite(x)) return vector.map((v) => (Number.isFinite(v) ? v : 0));
  return vector;
}
