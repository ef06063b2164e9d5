/** Where sounds begin inside a sound: spectral flux, an adaptive threshold, and the way back to where the rise began. */
import type { Kernels } from "../math";
import { bandLevels } from "./band-levels";
import type { Frames, Hertz, Seconds } from "../types";

/** Between two looks at the spectrum. */
const HOP: Seconds = 0.005;
/** Flux is taken against the spectrum two hops earlier, widened by one band: vibrato is no onset (Böck & Widmer, 2013). */
const LAG = 2;
/** A band counts for what it rises beyond this (natural logarithm of amplitude): the fluctuations of noise do not add up. */
const DEAD = 0.7;
/** An onset is the largest flux within this on both sides … */
const PEAK_REACH: Seconds = 0.03;
/** … and stands above the median around it by an amount (mean rise of the logarithm) and by a multiple of the spread. */
const AROUND: Seconds = 0.15;
const AMOUNT = 0.04;
const SPREAD = 6;
/** Two onsets are at least this far apart. */
const MIN_GAP: Seconds = 0.05;
/** The way back to where the rise began is at most this long. */
const BACK: Seconds = 0.03;
/** Nothing begins this near to the end. */
const END: Seconds = 0.03;

/**
 * First frames of the events in samples[0, length), ascending, at least MIN_GAP apart. A rise at the very beginning counts.
 * Method: log-compressed band energies, half-wave rectified difference, moving median threshold (S. Dixon, 2006;
 * S. Böck and G. Widmer, 2013), backtracking to the preceding local minimum of the 2 ms energy.
 */
export function onsets(samples: Float32Array, sampleRate: Hertz, kernels?: Kernels): Frames[] {
  const hop = Math.max(1, Math.round(HOP * sampleRate));
  const flux = spectralFlux(samples, sampleRate, hop, kernels);
  const reach = Math.round(PEAK_REACH / HOP);
  const found: Frames[] = [];
  for (let t = 0; t < flux.length; t++) {
    if (flux[t] < AMOUNT || !isPeak(flux, t, reach)) continue;
    if (flux[t] < threshold(flux, t)) continue;
    const at = beginning(samples, flux, t, hop, sampleRate);
    // The cut at the end of a sound is a step in every band; what begins there is too short to be a unit anyway.
    if (samples.length - at < END * sampleRate && t > 0) continue;
    if (found.length === 0 || at - found[found.length - 1] >= MIN_GAP * sampleRate) found.push(at);
  }
  return found;
}

/** Median of the flux around, and its spread (mean absolute deviation above it), each with its factor. */
function threshold(flux: Float64Array, t: number): number {
  const around = Math.round(AROUND / HOP);
  const near = flux.slice(Math.max(0, t - around), t + around + 1).sort();
  const median = near[near.length >> 1];
  const spread = median - near[near.length >> 2];
  return median + Math.max(AMOUNT, SPREAD * spread);
}

/** The first of equals wins. */
function isPeak(flux: Float64Array, t: number, reach: number): boolean {
  for (let i = Math.max(0, t - reach); i < t; i++) if (flux[i] >= flux[t]) return false;
  for (let i = t + 1; i <= Math.min(flux.length - 1, t + reach); i++) if (flux[i] > flux[t]) return false;
  return true;
}

/** Mean rise over the bands, one number a hop; frame t is centred on (t + ½) · hop, silence stands before the first. */
function spectralFlux(
  samples: Float32Array,
  sampleRate: Hertz,
  hop: Frames,
  kernels: Kernels | undefined,
): Float64Array {
  const flux = new Float64Array(Math.ceil(samples.length / hop));
  // A ring of the last spectra; zeros before the beginning, so that a sound that starts at once has its onset.
  let ring: Float32Array[] = [];
  bandLevels(samples, sampleRate, hop, kernels, (now, t) => {
    const bands = now.length;
    if (ring.length === 0) ring = Array.from({ length: LAG }, () => new Float32Array(bands));
    const then = ring[t % LAG];
    let rise = 0;
    for (let b = 0; b < bands; b++) {
      const before = Math.max(then[Math.max(0, b - 1)], then[b], then[Math.min(bands - 1, b + 1)]);
      if (now[b] > before + DEAD) rise += now[b] - before - DEAD;
    }
    flux[t] = rise / bands;
    then.set(now);
  });
  return flux;
}

/**
 * Where the rise that peaks in frame t began: not before the local minimum of the flux, the steepest step of the 2 ms
 * energy (of the differentiated signal, in which attacks stand out from deep tones), then back to the minimum before it.
 */
function beginning(samples: Float32Array, flux: Float64Array, t: number, hop: Frames, sampleRate: Hertz): Frames {
  let first = t;
  while (first > 0 && t - first < BACK / HOP && flux[first - 1] < flux[first]) first--;
  const step = Math.max(1, Math.round(0.002 * sampleRate));
  const origin = Math.round((first + 0.5) * hop) - step;
  const count = Math.max(2, Math.ceil(((t - first + 2) * hop) / step));
  const level = new Float64Array(count + 1);
  for (let k = 0; k <= count; k++) {
    let energy = 0;
    for (let i = Math.max(1, origin + k * step); i < Math.min(samples.length, origin + (k + 1) * step); i++)
      energy += (samples[i] - samples[i - 1]) ** 2;
    level[k] = Math.log(energy / step + 1e-12);
  }
  let steepest = 1;
  for (let k = 1; k <= count; k++) if (level[k] - level[k - 1] > level[steepest] - level[steepest - 1]) steepest = k;
  let k = steepest;
  while (k > 1 && level[k - 1] > level[k - 2]) k--;
  return Math.max(0, Math.min(samples.length - 1, origin + (k - 1) * step));
}
