/** Clusters of words to clusters of sounds: k-means on both sides, linked; inside, the nearest unit. */
import type { Job, Mapping, SoundSpace, WordSpace } from "../types";
import { LINKS, onCentres } from "./cluster-link";
import type { FitOptions } from "./fit-options";
import { MappingNameError, type OptionReader } from "./name";
import { prepareSpaces, readPrepare } from "./prepare";
import { bestClusterCount } from "./silhouette";

/**
 * Options: k (16 clusters, or auto: as many as the sounds have by the silhouette), link=optimal|nearest|random (how word
 * clusters find their sound clusters), origin=own|equal (equal: all centres at one distance from the origin when they
 * are linked), and those of readPrepare.
 */
export async function fitCluster(
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
): Promise<Mapping> {
  const asked = reader.text("k", "16");
  const k = asked === "auto" ? 0 : Number(asked);
  if (asked !== "auto" && !(Number.isInteger(k) && k >= 1 && k <= 512))
    throw new MappingNameError(`cluster: k is auto or a whole number from 1 to 512, not "${asked}".`);
  const link = reader.choice("link", "optimal", LINKS);
  const origin = reader.choice("origin", "own", ["own", "equal"]);
  const how = readPrepare(reader);
  reader.end();
  const prepared = await prepareSpaces(words, sounds, options, how, job);
  const count = k > 0 ? k : await bestClusterCount(prepared.sounds, job);
  return onCentres("cluster", prepared, count, link, origin === "equal", job);
}
