/** A target by clusters: a word's offset from its own centre, laid at the centre of its cluster's sounds. */
import { matrix, nearestRow } from "../math";
import type { Matrix } from "../types";
import type { Target } from "./target";
import { packInside, unpackInside, type Arrays, type UnpackTarget } from "./targets/nested";

/** Further than any two points: a unit of another cluster is never nearer. */
const APART = 1e3;

/** Word → point − its centre + its sound cluster's centre, and the sign of that cluster in the further columns. */
export function clusterOf(toPoint: Target, words: Matrix, sounds: Matrix, to: Int32Array): Target {
  const d = words.columns;
  return {
    kind: "cluster",
    dimensions: d + sounds.rows,
    apply(vector) {
      const x = toPoint.apply(vector);
      const cluster = nearestRow(words, x);
      const y = new Float32Array(d + sounds.rows);
      for (let c = 0; c < d; c++) y[c] = x[c] - words.data[cluster * d + c] + sounds.data[to[cluster] * d + c];
      y[d + to[cluster]] = APART;
      return y;
    },
    pack: () => ({
      ...packInside("point/", toPoint),
      words: words.data,
      sounds: sounds.data,
      to,
      columns: Int32Array.of(d),
    }),
  };
}

/** The target that `pack` gave. */
export function clusterTarget(arrays: Arrays, unpack: UnpackTarget): Target {
  const d = arrays["columns"][0];
  const centres = (name: string): Matrix => {
    const data = arrays[name] as Float32Array;
    return matrix(data.length / d, d, data);
  };
  return clusterOf(
    unpackInside("point/", arrays, unpack),
    centres("words"),
    centres("sounds"),
    arrays["to"] as Int32Array,
  );
}

/** Units as the target sees them: their points, and the sign of their cluster in the further columns. */
export function signed(points: Matrix, of: Int32Array, clusters: number): Matrix {
  const d = points.columns;
  const out = matrix(points.rows, d + clusters);
  for (let u = 0; u < points.rows; u++) {
    out.data.set(points.data.subarray(u * d, (u + 1) * d), u * out.columns);
    out.data[u * out.columns + d + of[u]] = APART;
  }
  return out;
}
