/** The registry of methods: fits one by name, restores any from its buffer. */
import type { Job, Mapping, SoundSpace, WordSpace } from "../types";
import { headText, unpackMap, type PackedMap } from "./buffer";
import type { Fit, FitOptions } from "./fit-options";
import { fitAdversarial } from "./adversarial/adversarial";
import { fitAssignment } from "./assignment";
import { fitCentroidDistances } from "./centroid-distances";
import { fitCluster } from "./cluster";
import { fitContrastive } from "./contrastive/contrastive";
import { fitGromovWasserstein } from "./gromov-wasserstein";
import { restoreAdjusted } from "./hand/adjusted";
import { fitIcp } from "./icp/icp";
import { fitIdentity } from "./identity";
import { fitJoint } from "./joint";
import { MappingNameError, OptionReader, parseMappingName } from "./name";
import { fitPairwise } from "./pairwise";
import { restorePointMap } from "./point-map";
import { fitProcrustes } from "./procrustes";
import { fitRandom, restoreRandom } from "./random";
import { restoreRedirected } from "./redirected";
import { fitRelational } from "./relational/relational";

const REGISTRY: ReadonlyMap<string, { readonly fit: Fit; readonly restore: (packed: PackedMap) => Mapping }> = new Map([
  ["relational", { fit: fitRelational, restore: restorePointMap }],
  ["identity", { fit: fitIdentity, restore: restorePointMap }],
  ["cluster", { fit: fitCluster, restore: restorePointMap }],
  ["assignment", { fit: fitAssignment, restore: restorePointMap }],
  ["centroid-distances", { fit: fitCentroidDistances, restore: restorePointMap }],
  ["pairwise", { fit: fitPairwise, restore: restorePointMap }],
  ["procrustes", { fit: fitProcrustes, restore: restorePointMap }],
  ["icp", { fit: fitIcp, restore: restorePointMap }],
  ["adversarial", { fit: fitAdversarial, restore: restorePointMap }],
  ["contrastive", { fit: fitContrastive, restore: restorePointMap }],
  ["gromov-wasserstein", { fit: fitGromovWasserstein, restore: restorePointMap }],
  ["joint", { fit: fitJoint, restore: restorePointMap }],
  ["random", { fit: fitRandom, restore: restoreRandom }],
]);

/** The names of all methods. */
export const METHODS: readonly string[] = [...REGISTRY.keys()];

/**
 * Fits the mapping called NAME[:key=value,…]. Same spaces, options and seed: the same map, bit for bit.
 * Throws one sentence on an unknown name or option and on an empty corpus. Thread: worker or Node.
 */
export async function fitMapping(
  name: string,
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  job: Job,
): Promise<Mapping> {
  const parsed = parseMappingName(name);
  const method = REGISTRY.get(parsed.method);
  if (!method) throw new MappingNameError(`There is no mapping "${parsed.method}"; there are: ${METHODS.join(", ")}.`);
  if (sounds.vectors.rows < 1) throw new Error("The corpus has no units to map words to; load some sounds first.");
  return method.fit(words, sounds, options, new OptionReader(parsed), job);
}

/** The map that Mapping.serialise stored, bit for bit; throws one sentence on anything else. */
export function restoreMapping(buffer: ArrayBuffer): Mapping {
  const packed = unpackMap(buffer);
  const name = headText(packed, "method");
  if (name === "adjusted") return restoreAdjusted(packed, restoreMapping);
  if (name === "redirected") return restoreRedirected(packed, restoreMapping);
  if (name === "morph") return restorePointMap(packed);
  const method = REGISTRY.get(name);
  if (!method) throw new Error(`This map was made by "${name}", which this version lacks.`);
  return method.restore(packed);
}
