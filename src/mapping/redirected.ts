/** A fitted map in which some units give their words to others that came later. The map beneath stays as it was. */
import type { Mapping, WeightedUnit } from "../types";
import { packMap, type PackedMap } from "./buffer";

/** Immutable. */
export class RedirectedMapping implements Mapping {
  readonly name: string;
  readonly base: Mapping;
  /** For each unit the one that sounds in its place. */
  readonly #to: Int32Array;

  constructor(base: Mapping, to: Int32Array) {
    this.name = base.name;
    this.base = base;
    this.#to = to;
  }

  /** The same over another map of the same units. */
  over(base: Mapping): RedirectedMapping {
    return new RedirectedMapping(base, this.#to);
  }

  /** Two units that one took over are one, with the weight of both. */
  place(vector: Float32Array): WeightedUnit[] {
    const weights = new Map<number, number>();
    for (const { unit, weight } of this.base.place(vector)) {
      const heard = this.#to[unit];
      weights.set(heard, (weights.get(heard) ?? 0) + weight);
    }
    const units = [...weights].map(([unit, weight]) => ({ unit, weight }));
    return units.sort((a, b) => b.weight - a.weight);
  }

  serialise(): ArrayBuffer {
    const arrays = { base: new Uint8Array(this.base.serialise()), to: this.#to };
    return packMap({ head: { method: "redirected" }, arrays });
  }
}

/** The map that `serialise` stored; `restore` restores the map beneath. */
export function restoreRedirected({ arrays }: PackedMap, restore: (buffer: ArrayBuffer) => Mapping): RedirectedMapping {
  const base = restore((arrays["base"] as Uint8Array<ArrayBuffer>).slice().buffer);
  return new RedirectedMapping(base, arrays["to"] as Int32Array);
}
