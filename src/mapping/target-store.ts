/** Targets as they are stored in a packed map: by kind and arrays. */
import { affineTarget } from "./affine";
import { anchoredTarget } from "./anchored";
import type { Numbers, PackedMap } from "./buffer";
import { clusterTarget } from "./cluster-target";
import type { Target } from "./target";
import { chainTarget } from "./targets/chain";
import { columnwiseTarget } from "./targets/columnwise";
import { fourierTarget } from "./targets/fourier";
import { jointlyTarget } from "./targets/jointly";
import { networkTarget } from "./targets/network-target";
import type { Arrays, UnpackTarget } from "./targets/nested";
import { nonnegativeTarget } from "./targets/nonnegative";
import { profileTarget } from "./targets/profile";
import { rowNormTarget } from "./targets/row-norm";
import { shepardTarget } from "./targets/shepard";

const KINDS: ReadonlyMap<string, (arrays: Arrays, unpack: UnpackTarget) => Target> = new Map([
  ["affine", affineTarget],
  ["anchored", anchoredTarget],
  ["cluster", clusterTarget],
  ["chain", chainTarget],
  ["columnwise", columnwiseTarget],
  ["fourier", fourierTarget],
  ["jointly", jointlyTarget],
  ["network", networkTarget],
  ["nonnegative", nonnegativeTarget],
  ["profile", profileTarget],
  ["row-norm", rowNormTarget],
  ["shepard", shepardTarget],
]);

const unpackKind: UnpackTarget = (kind, arrays) => {
  const unpack = KINDS.get(kind);
  if (!unpack) throw new Error(`This map places words by "${kind}", which this version lacks.`);
  return unpack(arrays, unpackKind);
};

/** The target stored under the names "target.…" of a packed map. */
export function unpackTarget(kind: string, packed: PackedMap): Target {
  const arrays: Record<string, Numbers> = {};
  for (const [name, array] of Object.entries(packed.arrays))
    if (name.startsWith("target.")) arrays[name.slice(7)] = array;
  return unpackKind(kind, arrays);
}

/** The arrays of a target under names beginning with "target.". */
export function packTarget(target: Target): Record<string, Numbers> {
  return Object.fromEntries(Object.entries(target.pack()).map(([name, array]) => [`target.${name}`, array]));
}
