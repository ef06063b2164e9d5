/** Clusters found without labels, held against the labels: k-means, plain and of cosines, as many clusters as labels. */
import { kMeans, matrix, row } from "../math";
import type { Matrix } from "../types";
import type { SpaceItem } from "./items";

/** How two partitions agree: 1 the same, about 0 by chance. */
interface Agreement {
  /** Adjusted Rand index (Hubert and Arabie 1985). */
  readonly ari: number;
  /** Mutual information over the mean of both entropies, 0..1 (Strehl and Ghosh 2002; arithmetic mean as scikit-learn). */
  readonly nmi: number;
}

export interface KMeansAgreement {
  readonly plain: Agreement;
  readonly spherical: Agreement;
}

/** By each item's first label; fewer than two labels agree by 0. Thread: worker or Node. */
export function kMeansAgreement(
  vectors: Matrix,
  items: readonly SpaceItem[],
  labels: readonly string[],
  seed: number,
): KMeansAgreement {
  const names = [...new Set(labels)];
  if (names.length < 2) return { plain: { ari: 0, nmi: 0 }, spherical: { ari: 0, nmi: 0 } };
  const wanted = Int32Array.from(labels, (label) => names.indexOf(label));
  const points = matrix(items.length, vectors.columns);
  const unit = matrix(items.length, vectors.columns);
  items.forEach((item, i) => {
    const x = row(vectors, item.unit);
    const length = Math.sqrt(x.reduce((sum, v) => sum + v * v, 0)) || 1;
    row(points, i).set(x);
    row(unit, i).set(x.map((v) => v / length));
  });
  return {
    plain: agreement(kMeans(points, names.length, seed).of, wanted),
    spherical: agreement(kMeans(unit, names.length, seed, 4, 30, true).of, wanted),
  };
}

/** Two partitions of the same items, by number. */
export function agreement(a: Int32Array, b: Int32Array): Agreement {
  const n = a.length;
  const together = new Map<string, number>();
  const [inA, inB] = [new Map<number, number>(), new Map<number, number>()];
  a.forEach((x, i) => {
    const both = `${x} ${b[i]}`;
    together.set(both, (together.get(both) ?? 0) + 1);
    inA.set(x, (inA.get(x) ?? 0) + 1);
    inB.set(b[i], (inB.get(b[i]) ?? 0) + 1);
  });
  const pairs = (counts: Iterable<number>): number => [...counts].reduce((sum, c) => sum + (c * (c - 1)) / 2, 0);
  const entropy = (counts: Iterable<number>): number =>
    [...counts].reduce((sum, c) => sum - (c / n) * Math.log(c / n), 0);
  const [pa, pb, pab, all] = [pairs(inA.values()), pairs(inB.values()), pairs(together.values()), (n * (n - 1)) / 2];
  const chance = all > 0 ? (pa * pb) / all : 0;
  const most = (pa + pb) / 2;
  const [ha, hb, hab] = [entropy(inA.values()), entropy(inB.values()), entropy(together.values())];
  return {
    ari: most > chance ? (pab - chance) / (most - chance) : 1,
    nmi: ha + hb > 0 ? (2 * (ha + hb - hab)) / (ha + hb) : 1,
  };
}
