/** How benchmarks measure: candidates take turns in one run, medians are compared. */

/** One line of the table. Times and costs: smaller is better. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The peer or floor measured in the same run, in the same unit. */
  readonly against?: { readonly name: string; readonly value: number };
}

/**
 * Median milliseconds of each candidate over `rounds` rounds, after one round that does not count. The candidates take
 * turns, so that a busy machine is busy for all of them.
 */
export async function interleaved<Name extends string>(
  candidates: Readonly<Record<Name, () => unknown>>,
  rounds: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(candidates) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      await candidates[name]();
      if (round > 0) times.get(name)?.push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
