/** Where a unit sounds: the map that keeps grains out of its silences. */
import { levelTrack, loudestWindow, WINDOW_BLOCKS } from "./level";
import type { Frames, Hertz } from "../types";

/** A 40 ms this far below the unit's loudest 40 ms is silent (power ratio of 40 dB). */
const SILENT = 1e-4;

/**
 * Pairs (start, length) in frames from the unit's start, ascending, disjoint, at least one. Every 40 ms of a stretch lies at
 * most 40 dB below the unit's loudest 40 ms, on a raster of 2.5 ms; a unit shorter than 40 ms is one stretch.
 */
export function soundingStretches(
  samples: Float32Array,
  start: Frames,
  length: Frames,
  sampleRate: Hertz,
): Uint32Array<ArrayBuffer> {
  const track = levelTrack(samples, start, length, sampleRate);
  const { sums, edges } = track;
  const blocks = sums.length - 1;
  const loudest = loudestWindow(track);
  if (blocks <= WINDOW_BLOCKS || loudest === 0) return Uint32Array.of(0, length);
  const pairs: number[] = [];
  for (let b = 0; b + WINDOW_BLOCKS <= blocks;) {
    const sounds = (at: number): boolean =>
      at + WINDOW_BLOCKS <= blocks &&
      sums[at + WINDOW_BLOCKS] - sums[at] >= SILENT * loudest * (edges[at + WINDOW_BLOCKS] - edges[at]);
    if (!sounds(b)) {
      b++;
      continue;
    }
    const from = edges[b];
    while (sounds(b + 1)) b++;
    const to = edges[b + WINDOW_BLOCKS];
    // Two runs less than a window apart overlap in a silence: the earlier one gives way, so that no onset is cut.
    const last = pairs.length - 2;
    if (last >= 0 && pairs[last] + pairs[last + 1] > from) pairs[last + 1] = from - pairs[last];
    pairs.push(from, to - from);
    b++;
  }
  return Uint32Array.from(pairs);
}
