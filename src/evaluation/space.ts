/** How well neighbours in a sound space sound alike, judged by labels: retrieval, hubs, clusters. */
import { squaredDistance } from "../math";
import { reachOf, scaledDistance, type PointDistance } from "../sound";
import type { Job, Matrix } from "../types";
import { kMeansAgreement, type KMeansAgreement } from "./agreement";
import { clusterScores, type ClusterScores } from "./clusters";
import type { SpaceItem } from "./items";
import { retrieve, type LabelledRetrieval, type Rankings } from "./retrieval";

const NEAR = 10;

const euclid: PointDistance = (a, aStart, b, bStart, n) => Math.sqrt(squaredDistance(a, aStart, b, bStart, n));

/** What `evaluate --space` prints; definitions stand at each part. */
export interface SpaceScores extends LabelledRetrieval {
  /** By `family`, where the labels have one. */
  readonly family?: LabelledRetrieval;
  /** Share of all 10-nearest lists that hold the most frequent item. */
  readonly largestHub: number;
  /** Items in no 10-nearest list: a count. */
  readonly unreached: number;
  readonly clusters: ClusterScores;
  /** k-means with as many clusters as labels, against the labels. */
  readonly kMeans: KMeansAgreement;
}

/** One query's ten nearest, by file. */
export interface SpaceRanking {
  readonly file: string;
  readonly unit: number;
  readonly nearest: readonly { readonly file: string; readonly unit: number; readonly distance: number }[];
}

/** How the points of a space are compared: two of them alone, and whether lists of near ones go by local scaling. */
export interface SpaceMetric {
  readonly distance: PointDistance;
  readonly local: boolean;
}

/**
 * Scores the rows items[i].unit of `vectors`; rankings, retrieval and hubs by the metric, clusters by its plain distances.
 * Fewer than two items score 0 everywhere. Time grows with the square of the items. Thread: worker or Node.
 */
export async function evaluateSpace(
  vectors: Matrix,
  items: readonly SpaceItem[],
  job: Job,
  metric: SpaceMetric = { distance: euclid, local: false },
): Promise<{ readonly scores: SpaceScores; readonly rankings: readonly SpaceRanking[] }> {
  const distances = await allDistances(vectors, items, job, metric.distance);
  const ranked = metric.local ? scaleLocally(distances, items) : distances;
  const rankings = rankAll(ranked, items);
  const byLabel = retrieve(items, rankings, ({ labels }) => labels);
  const byFamily = retrieve(items, rankings, ({ family }) => (family === undefined ? [] : [family]));
  const first = items.map(({ labels }) => labels[0]);
  const scores: SpaceScores = {
    ...byLabel,
    ...(byFamily.queries > 0 ? { family: byFamily } : {}),
    ...hubs(rankings, items.length),
    clusters: clusterScores(vectors, items, first, distances),
    kMeans: kMeansAgreement(vectors, items, first, job.seed),
  };
  const lists = rankings.map((ranking, i) => ({
    file: items[i].file,
    unit: items[i].unit,
    nearest: [...ranking.subarray(0, NEAR)].map((j) => ({
      file: items[j].file,
      unit: items[j].unit,
      distance: ranked[i * items.length + j],
    })),
  }));
  return { scores, rankings: lists };
}

async function allDistances(
  vectors: Matrix,
  items: readonly SpaceItem[],
  job: Job,
  distance: PointDistance,
): Promise<Float32Array> {
  const n = items.length;
  const d = vectors.columns;
  const distances = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++)
      distances[i * n + j] = distance(vectors.data, items[i].unit * d, vectors.data, items[j].unit * d, d);
    job.progress((i + 1) / n, items[i].file);
    await job.breathe();
  }
  return distances;
}

/** Items of other sounds, by index. */
const othersOf = (items: readonly SpaceItem[], { sound }: SpaceItem): number[] =>
  items.flatMap((other, j) => (other.sound === sound ? [] : [j]));

/** Reaches are measured among the items of other sounds. */
function scaleLocally(distances: Float32Array, items: readonly SpaceItem[]): Float32Array {
  const n = items.length;
  const reaches = items.map((item, i) => reachOf(othersOf(items, item).map((j) => distances[i * n + j])));
  return distances.map((x, at) => scaledDistance(x, reaches[Math.floor(at / n)], reaches[at % n]));
}

function rankAll(distances: Float32Array, items: readonly SpaceItem[]): Rankings {
  return items.map((item, i) => {
    const from = i * items.length;
    const others = Int32Array.from(othersOf(items, item));
    return others.sort((a, b) => distances[from + a] - distances[from + b] || a - b);
  });
}

function hubs(rankings: Rankings, n: number): { largestHub: number; unreached: number } {
  const times = new Int32Array(n);
  for (const ranking of rankings) for (const j of ranking.subarray(0, NEAR)) times[j]++;
  return {
    largestHub: n > 0 ? Math.max(...times) / n : 0,
    unreached: times.filter((t) => t === 0).length,
  };
}
