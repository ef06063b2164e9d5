/** Distances between points as the encoder's metric has them. */
import { kNearest, row, squaredDistance } from "../math";
import type { Matrix, SoundSpace } from "../types";
import { searchMetric } from "./name";
import { reachesOf, scaledDistance } from "./reach";

/** Between the n numbers of a from `aStart` and those of b from `bStart`. */
export type PointDistance = (
  a: ArrayLike<number>,
  aStart: number,
  b: ArrayLike<number>,
  bStart: number,
  n: number,
) => number;

/** Between two points alone: Euclid; under metric=inner the negative inner product, so that less is nearer there too. `name`: the encoder's. */
export function pointDistance(name: string): PointDistance {
  if (searchMetric(name) !== "inner")
    return (a, aStart, b, bStart, n) => Math.sqrt(squaredDistance(a, aStart, b, bStart, n));
  return (a, aStart, b, bStart, n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += a[aStart + i] * b[bStart + i];
    return -sum;
  };
}

/** Of how many of the nearest by Euclid the order by local scaling is found, at least. */
const LISTED = 512;

/** A unit found, and how far it is by the space's metric. */
interface Found {
  readonly unit: number;
  readonly distance: number;
}

/** The n units nearest to that one by the space's metric, itself first, then nearest first; of equals the first. */
export function nearestUnits({ name, vectors }: SoundSpace, unit: number, n: number): Found[] {
  const metric = searchMetric(name);
  if (metric === "inner") return byInner(vectors, unit, n, pointDistance(name));
  const local = metric === "local";
  const { rows, squared } = kNearest(vectors, row(vectors, unit), local ? Math.max(n, LISTED) : n);
  const found = Array.from(rows, (near, i) => ({ unit: near, distance: Math.sqrt(squared[i]) }));
  if (!local) return found;
  const reaches = reachesOf(vectors);
  const scaled = found.map((near) => ({
    unit: near.unit,
    distance: scaledDistance(near.distance, reaches.of(unit), reaches.of(near.unit)),
  }));
  return itselfFirst(scaled, unit).slice(0, n);
}

function byInner({ data, columns, rows }: Matrix, unit: number, n: number, between: PointDistance): Found[] {
  const all = Array.from({ length: rows }, (_, i) => ({
    unit: i,
    distance: between(data, unit * columns, data, i * columns, columns),
  }));
  return itselfFirst(all, unit).slice(0, n);
}

function itselfFirst(all: readonly Found[], unit: number): Found[] {
  const others = all.filter((other) => other.unit !== unit);
  others.sort((a, b) => a.distance - b.distance || a.unit - b.unit);
  return [...all.filter((one) => one.unit === unit), ...others];
}
