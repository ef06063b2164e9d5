/** A target by clusters: a word's offset from its own centre, laid at the centre of its cluster's sounds. */
import { matrix, nearestRow } from "../math";
import type { Matrix } from "../types";
import { applyAffine, type Affine } from "./affine";
import type { Numbers } from "./buffer";
import type { Target } from "./target";

/** Further than any two points: a unit of another cluster is never nearer. */
export const APART = 1e3;

/** Word → point − its centre + its sound cluster's centre, and the sign of that cluster in the further columns. */
export function clusterOf(toPoint: Affine, words: Matrix, sounds: Matrix, to: Int32Array): Target {
  const d = words.columns;
  return {
    kind: "cluster",
    dimensions: d + sounds.rows,
    apply(vector) {
      const x = applyAffine(toPoint, vector);
      const cluster = nearestRow(words, x);
      const y = new Float32Array(d + sounds.rows);
      for (let c = 0; c < d; c++) y[c] = x[c] - words.data[cluster * d + c] + sounds.data[to[cluster] * d + c];
      y[d + to[cluster]] = APART;
      return y;
    },
    pack: () => ({
      weights: toPoint.weights.data,
      offset: toPoint.offset,
      words: words.data,
      sounds: sounds.data,
      to,
    }),
  };
}

/** The target that `pack` gave. */
export function clusterTarget(arrays: { readonly [name: string]: Numbers }): Target {
  const weights = arrays["weights"] as Float32Array;
  const offset = arrays["offset"] as Float32Array;
  const centres = (name: string): Matrix => {
    const data = arrays[name] as Float32Array;
    return matrix(data.length / offset.length, offset.length, data);
  };
  const toPoint = { weights: matrix(offset.length, weights.length / offset.length, weights), offset };
  return clusterOf(toPoint, centres("words"), centres("sounds"), arrays["to"] as Int32Array);
}
