/** Targets as they are stored in a packed map: by kind and arrays. */
import { affineTarget } from "./affine";
import { anchoredTarget } from "./anchored";
import type { Numbers, PackedMap } from "./buffer";
import { clusterTarget } from "./cluster-target";
import type { Target } from "./target";

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
