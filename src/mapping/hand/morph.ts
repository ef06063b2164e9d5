/** Between two maps of the same corpus: units compared in both at once. */
import { matrix, row } from "../../math";
import type { Mapping } from "../../types";
import { PointMap } from "../point-map";
import { middleDistance } from "../prepare";
import { RedirectedMapping } from "../redirected";
import { jointly } from "../targets/jointly";
import { AdjustedMapping } from "./adjusted";

/**
 * t = 0 is `from`, 1 is `to`; between them a unit's cost is (1 − t) of its cost in the one and t of that in the other,
 * each over its own middle distance. Edits and newcomers of `from` stay on top. Throws one sentence where a map has no points.
 */
export function morphMaps(from: Mapping, to: Mapping, t: number): Mapping {
  if (!(t >= 0 && t <= 1)) throw new Error(`A morph lies from 0 to 1, not at ${t}.`);
  if (from instanceof AdjustedMapping) {
    const base = morphMaps(from.base, to, t);
    const points = base instanceof PointMap ? base.parts.points : matrix(0, 0);
    return new AdjustedMapping(base, from.edits, points);
  }
  if (from instanceof RedirectedMapping) return from.over(morphMaps(from.base, to, t));
  if (to instanceof RedirectedMapping) return morphMaps(from, to.base, t);
  if (to instanceof AdjustedMapping) return morphMaps(from, to.base, t);
  if (!(from instanceof PointMap) || !(to instanceof PointMap))
    throw new Error(`Maps are morphed through their points, and "random" has none: choose another map.`);
  const [a, b] = [from.parts, to.parts];
  if (a.points.rows !== b.points.rows)
    throw new Error(`Maps of ${a.points.rows} and ${b.points.rows} units cannot be morphed: fit both on one corpus.`);
  if (t === 0) return from;
  if (t === 1) return to;
  const scales = [1 / middleDistance(a.points), 1 / middleDistance(b.points)];
  const factors: [number, number] = [Math.sqrt(1 - t) * scales[0], Math.sqrt(t) * scales[1]];
  const points = matrix(a.points.rows, a.points.columns + b.points.columns);
  const bias = new Float32Array(points.rows);
  for (let u = 0; u < points.rows; u++) {
    row(points, u).set(row(a.points, u).map((x) => factors[0] * x));
    row(points, u).set(
      row(b.points, u).map((x) => factors[1] * x),
      a.points.columns,
    );
    bias[u] = factors[0] ** 2 * a.bias[u] + factors[1] ** 2 * b.bias[u];
  }
  return new PointMap({
    name: "morph",
    target: jointly(a.target, b.target, factors, [a.points.columns, b.points.columns]),
    points,
    bias,
    cloud: Math.max(a.cloud ?? 1, b.cloud ?? 1),
  });
}
