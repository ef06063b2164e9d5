/** A word goes where the distances to the centres of the sounds are those it has to the centres of the words. */
import { kMeans, takeRows } from "../math";
import { associate, LINKS } from "./cluster-link";
import { pointMethod } from "./point-method";
import { middleDistance } from "./prepare";
import { profileOf } from "./targets/profile";

/**
 * Options: k (16 centres a side), link=optimal|nearest|random (which belong together), and those of pointMethod.
 * Distances of the words are brought to the middle distance of the sounds.
 */
export const fitCentroidDistances = pointMethod("centroid-distances", { dimensions: 5, words: 5000 }, (reader) => {
  const k = reader.whole("k", 16, 1, 512);
  const link = reader.choice("link", "optimal", LINKS);
  return async (words, sounds, _around, job) => {
    await job.breathe();
    const left = kMeans(words, Math.min(k, sounds.rows), job.seed + 1).centres;
    await job.breathe();
    const right = kMeans(sounds, left.rows, job.seed).centres;
    const to = associate(left, right, link, job.seed);
    return {
      words: profileOf(left, middleDistance(sounds) / middleDistance(words)),
      sounds: profileOf(takeRows(right, to), 1),
    };
  };
});
