/** Retrieval by labels: how early the sounds of the same name come when all are sorted by distance from one. */
import type { SpaceItem } from "./items";

/** Ranks counted in MAP@15. */
const CUT = 15;
/** Labels of fewer files are no queries. */
const LEAST = 4;

interface Retrieval {
  /** Mean over the queries of ΣP@k·rel(k) / min(15, relevant others), k ≤ 15; 0..1. */
  readonly map15: number;
  /** Mean rank of the first relevant one, counted from 0. */
  readonly mr1: number;
}

export interface LabelledRetrieval extends Retrieval {
  readonly queries: number;
  /** Mean over the labels of each one's mean. */
  readonly macro: Retrieval;
  readonly perClass: Readonly<Record<string, Retrieval & { readonly queries: number }>>;
}

/** Positions of the other items by distance, nearest first, without those of the same sound; of equals the first. */
export type Rankings = readonly Int32Array[];

/** Queries: items with a name that at least four files have; relevant: items of other files that share a name. */
export function retrieve(
  items: readonly SpaceItem[],
  rankings: Rankings,
  namesOf: (item: SpaceItem) => readonly string[],
): LabelledRetrieval {
  const files = new Map<string, Set<number>>();
  for (const item of items)
    for (const name of namesOf(item)) files.set(name, (files.get(name) ?? new Set()).add(item.sound));
  const asked = (name: string): boolean => (files.get(name)?.size ?? 0) >= LEAST;
  const all: Retrieval[] = [];
  const perName = new Map<string, Retrieval[]>();
  items.forEach((item, i) => {
    const names = new Set(namesOf(item).filter(asked));
    if (names.size === 0) return;
    const relevant = (j: number): boolean => namesOf(items[j]).some((name) => names.has(name));
    const scores = scoreRanking(rankings[i], relevant);
    all.push(scores);
    for (const name of names) perName.set(name, [...(perName.get(name) ?? []), scores]);
  });
  const perClass = Object.fromEntries(
    [...perName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, s]) => [name, { ...mean(s), queries: s.length }]),
  );
  return { ...mean(all), queries: all.length, macro: mean(Object.values(perClass)), perClass };
}

function scoreRanking(ranking: Int32Array, relevant: (item: number) => boolean): Retrieval {
  let total = 0;
  let found = 0;
  let precision = 0;
  let first = -1;
  for (let rank = 0; rank < ranking.length; rank++) {
    if (!relevant(ranking[rank])) continue;
    total++;
    if (first < 0) first = rank;
    if (rank >= CUT) continue;
    found++;
    precision += found / (rank + 1);
  }
  return { map15: total > 0 ? precision / Math.min(CUT, total) : 0, mr1: first < 0 ? ranking.length : first };
}

function mean(scores: readonly Retrieval[]): Retrieval {
  const n = Math.max(1, scores.length);
  return {
    map15: scores.reduce((sum, { map15 }) => sum + map15, 0) / n,
    mr1: scores.reduce((sum, { mr1 }) => sum + mr1, 0) / n,
  };
}
