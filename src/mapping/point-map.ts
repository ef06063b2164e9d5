/** The map of every method with a target: a word plays the unit whose point costs least from the word's own point. */
import { dot, LowestSums, matrix } from "../math";
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

/** Share of a cloud's first unit. */
const FIRST = 0.7;
/** Further units looked at: 32-bit sums order no better than this. */
const SPARE = 8;
/** Points further out (squared) are compared in 64 bits alone: their sums would be too coarse. */
const FAR = 1000;

/** Cost of unit u for the point y: |y − points[u]|² + bias[u]; of equals the first. */
export class PointMap implements Mapping {
  readonly name: string;
  readonly parts: PointMapParts;
  readonly #table: LowestSums | undefined;

  constructor(parts: PointMapParts) {
    this.name = parts.name;
    this.parts = parts;
    const { points, bias } = parts;
    const { rows, columns: p, data } = points;
    const squared = Float32Array.from({ length: rows }, (_, u) => dot(data, u * p, data, u * p, p));
    if (rows > SPARE + (parts.cloud ?? 1) && squared.every((x) => x < FAR))
      this.#table = new LowestSums(
        points,
        squared.map((x, u) => x + bias[u]),
      );
  }

  place(vector: Float32Array): WeightedUnit[] {
    const { target, points, bias, cloud = 1 } = this.parts;
    const y = target.apply(finite(vector));
    const k = Math.min(cloud, points.rows);
    const among = this.#table?.findOne(y, -2, k + SPARE).rows.filter((unit) => unit >= 0);
    const found = cheapest(points, bias, y, k, among?.sort());
    if (found.length === 1) return [{ unit: found[0], weight: 1 }];
    // Seven tenths for the first, which must be heard as the word; the others share the rest as 1, 1/2, 1/3 …
    let total = 0;
    for (let i = 1; i < found.length; i++) total += 1 / i;
    return found.map((unit, i) => ({ unit, weight: i === 0 ? FIRST : (1 - FIRST) / i / total }));
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

/** The k cheapest units (of `among`, ascending), cheapest first. Points whose first columns vary most are left early. */
function cheapest(points: Matrix, bias: Float32Array, y: Float32Array, k: number, among?: Int32Array): number[] {
  const { columns, data } = points;
  const rows = among?.length ?? points.rows;
  const units: number[] = [];
  const costs: number[] = [];
  let worst = Infinity;
  for (let i = 0; i < rows; i++) {
    const u = among ? among[i] : i;
    const at = u * columns;
    let cost = bias[u];
    for (let c = 0; c < columns && cost < worst;) {
      const end = Math.min(columns, c + 4);
      for (; c < end; c++) {
        const d = data[at + c] - y[c];
        cost += d * d;
      }
    }
    if (cost >= worst) continue;
    let q = units.length < k ? units.length : k - 1;
    for (; q > 0 && costs[q - 1] > cost; q--) {
      costs[q] = costs[q - 1];
      units[q] = units[q - 1];
    }
    costs[q] = cost;
    units[q] = u;
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
