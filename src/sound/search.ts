/** Distances between points as the encoder's metric has them. */
import { kNearest, row, squaredDistance } from "../math";
import type { SoundSpace } from "../types";
import { searchMetric } from "./name";

/** Between the n numbers of a from `aStart` and those of b from `bStart`. */
export type PointDistance = (
  a: ArrayLike<number>,
  aStart: number,
  b: ArrayLike<number>,
  bStart: number,
  n: number,
) => number;

/** Euclid; under metric=inner the negative inner product, so that less is nearer there too. `name`: the encoder's. */
export function pointDistance(name: string): PointDistance {
  if (searchMetric(name) !== "inner")
    return (a, aStart, b, bStart, n) => Math.sqrt(squaredDistance(a, aStart, b, bStart, n));
  return (a, aStart, b, bStart, n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += a[aStart + i] * b[bStart + i];
    return -sum;
  };
}

/** The n units nearest to that one, itself first, then nearest first. */
export function nearestUnits(
  { name, vectors }: SoundSpace,
  unit: number,
  n: number,
): { readonly unit: number; readonly distance: number }[] {
  if (searchMetric(name) !== "inner") {
    const { rows, squared } = kNearest(vectors, row(vectors, unit), n);
    return Array.from(rows, (near, i) => ({ unit: near, distance: Math.sqrt(squared[i]) }));
  }
  const { data, columns, rows } = vectors;
  const between = pointDistance(name);
  const all = Array.from({ length: rows }, (_, i) => ({
    unit: i,
    distance: between(data, unit * columns, data, i * columns, columns),
  }));
  const others = all.filter((other) => other.unit !== unit);
  others.sort((a, b) => a.distance - b.distance || a.unit - b.unit);
  return [all[unit], ...others].slice(0, n);
}
