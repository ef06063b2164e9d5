/** The last touch on every built-in sound: no offset, no silence around it, soft ends, one peak. */
import { cosine } from "./exact";
import { highPass } from "./filters";
import type { Hertz } from "../../types";

/** Peak of every sound: 3 dB of headroom. */
const PEAK = 0.708;
/** What lies this far below the peak at either end is cut away: −50 dB. */
const FLOOR = 0.003;
/** Longest built-in sound in seconds. */
const LONGEST = 3;

/** Ready samples of a raw sound, at most 3 s; first and last sample are 0. Throws when the recipe made nothing. */
export function finish(raw: Float32Array, rate: Hertz): Float32Array {
  highPass(raw, 22, rate);
  let peak = peakOf(raw);
  // The filter is recursive: what was not a number anywhere is none at the end.
  if (!(peak > 0) || peak === Infinity || Number.isNaN(raw[raw.length - 1]))
    throw new Error("A built-in sound is silent or not finite.");
  let start = 0;
  while (Math.abs(raw[start]) < peak * FLOOR) start++;
  let end = raw.length;
  while (Math.abs(raw[end - 1]) < peak * FLOOR) end--;
  start = Math.max(0, start - Math.round(0.001 * rate));
  end = Math.min(end, start + Math.round(LONGEST * rate));
  const out = raw.slice(start, end);
  fade(out, Math.min(Math.round(0.001 * rate), out.length >> 2), Math.min(Math.round(0.05 * rate), out.length >> 2));
  centre(out);
  peak = peakOf(out);
  for (let i = 0; i < out.length; i++) out[i] *= PEAK / peak;
  return out;
}

function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (let i = 0; i < samples.length; i++) {
    const level = Math.abs(samples[i]);
    if (level > peak) peak = level;
  }
  return peak;
}

/** In place: half-cosine rise over `rise` frames and fall over `drop` frames. */
function fade(samples: Float32Array, rise: number, drop: number): void {
  for (let i = 0; i < rise; i++) samples[i] *= 0.5 - 0.5 * cosine((0.5 * i) / rise);
  for (let i = 0; i < drop; i++) samples[samples.length - 1 - i] *= 0.5 - 0.5 * cosine((0.5 * i) / drop);
}

/** In place: takes the mean away by one slow arch over the whole sound, so that the ends stay at 0. */
function centre(samples: Float32Array): void {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i];
  const arch = sum / samples.length;
  for (let i = 0; i < samples.length; i++) samples[i] -= arch * (1 - cosine(i / samples.length));
}
