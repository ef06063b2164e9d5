/** How loud a sound is from moment to moment, plainly (RMS); what trimming, the silence gate and the stretches go by. */
import type { Decibels, Frames, Hertz } from "../types";

/** Blocks of one 40 ms window. */
export const WINDOW_BLOCKS = 16;

/** Below this a sound is silence, whatever the rest of it does: RMS of its loudest 40 ms, dB re full scale. */
const ABSOLUTE_GATE: Decibels = -72;
/** A unit this far below the loudest 40 ms of its sound is near-silent: a rest of reverberation or noise. */
const UNIT_GATE: Decibels = -50;
/** Head and tail are trimmed where they lie this far below the loudest 40 ms of their sound. */
const TRIM_GATE: Decibels = -60;

/** Energies (sums of squares) of consecutive blocks of 2.5 ms; the last may be shorter. */
export interface LevelTrack {
  /** blocks + 1 running sums of energy. */
  readonly sums: Float64Array;
  /** First frame of block b from the start of what was measured; blocks + 1 of them. */
  readonly edges: Float64Array;
  /** Frames of 40 ms. */
  readonly window: Frames;
}

/** A sound's own measures of silence: mean squares. */
export interface Gates {
  /** Largest mean square in any 40 ms. */
  readonly loudest: number;
  readonly trim: number;
  readonly unit: number;
  /** Nothing in it is above the absolute gate. */
  readonly silent: boolean;
}

const power = (level: Decibels): number => 10 ** (level / 10);

/** Measures samples[start, start + length). */
export function levelTrack(samples: Float32Array, start: Frames, length: Frames, sampleRate: Hertz): LevelTrack {
  const window = Math.max(WINDOW_BLOCKS, Math.round(0.04 * sampleRate));
  const blocks = Math.max(1, Math.ceil((length * WINDOW_BLOCKS) / window));
  const edges = new Float64Array(blocks + 1);
  const sums = new Float64Array(blocks + 1);
  for (let b = 0; b < blocks; b++) {
    const to = Math.min(length, Math.round(((b + 1) * window) / WINDOW_BLOCKS));
    let energy = 0;
    for (let i = start + edges[b]; i < start + to; i++) energy += samples[i] * samples[i];
    edges[b + 1] = to;
    sums[b + 1] = sums[b] + energy;
  }
  edges[blocks] = length;
  return { sums, edges, window };
}

/** Largest mean square over any 40 ms that begins on a block, or over the whole where it is shorter. */
export function loudestWindow({ sums, edges }: LevelTrack): number {
  const blocks = sums.length - 1;
  const span = Math.min(WINDOW_BLOCKS, blocks);
  let loudest = 0;
  for (let b = 0; b + span <= blocks; b++) {
    const frames = edges[b + span] - edges[b];
    if (frames > 0) loudest = Math.max(loudest, (sums[b + span] - sums[b]) / frames);
  }
  return loudest;
}

/** The gates of a sound, from the track of all of it. */
export function gatesOf(track: LevelTrack): Gates {
  const loudest = loudestWindow(track);
  const floor = power(ABSOLUTE_GATE);
  return {
    loudest,
    trim: Math.max(floor, loudest * power(TRIM_GATE)),
    unit: Math.max(floor, loudest * power(UNIT_GATE)),
    silent: loudest < floor,
  };
}

/**
 * [start, end) of a sound without its silent head and tail; never shorter than 40 ms where the sound has that, because a
 * click needs its surroundings to be a grain.
 */
export function trimmed({ sums, edges, window }: LevelTrack, gate: number): readonly [Frames, Frames] {
  const blocks = sums.length - 1;
  const end = edges[blocks];
  const sounds = (b: number): boolean => sums[b + 1] - sums[b] >= gate * (edges[b + 1] - edges[b]);
  let first = 0;
  while (first < blocks && !sounds(first)) first++;
  if (first === blocks) return [0, end];
  let last = blocks - 1;
  while (last > first && !sounds(last)) last--;
  // A block of grace on both sides: the very first rise and the last of the decay.
  const from = edges[Math.max(0, first - 1)];
  const to = edges[Math.min(blocks, last + 2)];
  if (to - from >= window) return [from, to];
  return [Math.max(0, Math.min(from, end - window)), Math.min(end, Math.max(to, from + window))];
}
