/** Where a word wants to sound: a serialisable function from word vectors to points of the sound space. */
import type { Numbers, PackedMap } from "./buffer";
import { affineTarget } from "./affine";
import { anchoredTarget } from "./anchored";
import { clusterTarget } from "./cluster-target";

/** Pure and immutable. */
export interface Target {
  readonly kind: string;
  /** Numbers of a point. */
  readonly dimensions: number;
  /** A finite vector's point. */
  apply(vector: Float32Array): Float32Array;
  /** All it is made of; the kind's unpack turns it back, bit for bit. */
  pack(): { readonly [name: string]: Numbers };
}

type Unpack = (arrays: { readonly [name: string]: Numbers }) => Target;

const KINDS: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ["affine", affineTarget],
  ["anchored", anchoredTarget],
  ["cluster", clusterTarget],
]);

/** The target stored under the names "target.…" of a packed map. */
export function unpackTarget(kind: string, packed: PackedMap): Target {
  const unpack = KINDS.get(kind);
  if (!unpack) throw new Error(`This map places words by "${kind}", which this version lacks.`);
  const arrays: Record<string, Numbers> = {};
  for (const [name, array] of Object.entries(packed.arrays))
    if (name.startsWith("target.")) arrays[name.slice(7)] = array;
  return unpack(arrays);
}

/** The arrays of a target under names beginning with "target.". */
export function packTarget(target: Target): Record<string, Numbers> {
  return Object.fromEntries(Object.entries(target.pack()).map(([name, array]) => [`target.${name}`, array]));
}
