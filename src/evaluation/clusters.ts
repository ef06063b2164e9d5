/**
 * How the labels lie in a space as clusters: silhouette (Rousseeuw 1987), Calinski–Harabasz (1974), Davies–Bouldin (1979),
 * and the distances within and between labels. Formulas as in scikit-learn's metrics of the same names.
 */
import { row, squaredDistance } from "../math";
import type { Matrix } from "../types";
import type { SpaceItem } from "./items";

export interface ClusterScores {
  /** Mean silhouette, −1..1; labels of a single item count 0. */
  readonly silhouette: number;
  /** Dispersion between over within, times (n − k)/(k − 1); larger is better. */
  readonly calinskiHarabasz: number;
  /** Mean of the worst ratio of spreads to distance; smaller is better. */
  readonly daviesBouldin: number;
  /** Quartiles of the distances between items of one label, and of different labels. */
  readonly within: readonly [number, number, number];
  readonly between: readonly [number, number, number];
}

/** `distances`: items × items. Fewer than two labels score 0. */
export function clusterScores(
  vectors: Matrix,
  items: readonly SpaceItem[],
  labels: readonly string[],
  distances: Float32Array,
): ClusterScores {
  const names = [...new Set(labels)];
  const cluster = Int32Array.from(labels, (label) => names.indexOf(label));
  const size = new Int32Array(names.length);
  for (const c of cluster) size[c]++;
  if (names.length < 2)
    return { silhouette: 0, calinskiHarabasz: 0, daviesBouldin: 0, within: [0, 0, 0], between: [0, 0, 0] };
  return {
    silhouette: silhouette(cluster, size, distances),
    ...dispersion(vectors, items, cluster, size),
    ...distribution(cluster, distances),
  };
}

function silhouette(cluster: Int32Array, size: Int32Array, distances: Float32Array): number {
  const n = cluster.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const own = cluster[i];
    if (size[own] < 2) continue;
    const sums = new Float64Array(size.length);
    for (let j = 0; j < n; j++) sums[cluster[j]] += distances[i * n + j];
    const a = sums[own] / (size[own] - 1);
    let b = Infinity;
    size.forEach((count, c) => {
      if (c !== own) b = Math.min(b, sums[c] / count);
    });
    const larger = Math.max(a, b);
    total += larger > 0 ? (b - a) / larger : 0;
  }
  return total / n;
}

function dispersion(
  vectors: Matrix,
  items: readonly SpaceItem[],
  cluster: Int32Array,
  size: Int32Array,
): { calinskiHarabasz: number; daviesBouldin: number } {
  const d = vectors.columns;
  const n = items.length;
  const k = size.length;
  const centres = new Float64Array(k * d);
  const middle = new Float64Array(d);
  items.forEach(({ unit }, i) => {
    row(vectors, unit).forEach((x, c) => {
      centres[cluster[i] * d + c] += x / size[cluster[i]];
      middle[c] += x / n;
    });
  });
  const spread = new Float64Array(k);
  let inside = 0;
  items.forEach(({ unit }, i) => {
    const squared = squaredDistance(vectors.data, unit * d, centres, cluster[i] * d, d);
    inside += squared;
    spread[cluster[i]] += Math.sqrt(squared) / size[cluster[i]];
  });
  let outside = 0;
  let worst = 0;
  for (let a = 0; a < k; a++) {
    outside += size[a] * squaredDistance(centres, a * d, middle, 0, d);
    let most = 0;
    for (let b = 0; b < k; b++) {
      if (a === b) continue;
      const apart = Math.sqrt(squaredDistance(centres, a * d, centres, b * d, d));
      if (apart > 0) most = Math.max(most, (spread[a] + spread[b]) / apart);
    }
    worst += most / k;
  }
  return {
    calinskiHarabasz: inside > 0 && n > k ? (outside * (n - k)) / (inside * (k - 1)) : 0,
    daviesBouldin: worst,
  };
}

function distribution(
  cluster: Int32Array,
  distances: Float32Array,
): { within: [number, number, number]; between: [number, number, number] } {
  const n = cluster.length;
  const within: number[] = [];
  const between: number[] = [];
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) (cluster[i] === cluster[j] ? within : between).push(distances[i * n + j]);
  return { within: quartiles(within), between: quartiles(between) };
}

function quartiles(values: readonly number[]): [number, number, number] {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => (sorted.length > 0 ? sorted[Math.round(share * (sorted.length - 1))] : 0);
  return [at(0.25), at(0.5), at(0.75)];
}
