/** Where sounds begin inside a sound: spectral flux, an adaptive threshold, and the way back to where the rise began. */
import type { Kernels } from "../math";
import { bandLevels } from "./band-levels";
import type { Frames, Hertz, Seconds } from "../types";

/** Between two looks at the spectrum. */
const HOP: Seconds = 0.005;
/** Flux is taken against the spectrum two hops earlier, widened by one band: vibrato is no onset (Böck & Widmer, 2013). */
const LAG = 2;
/** An onset is the largest flux within this on both sides … */
const PEAK_REACH: Seconds = 0.03;
/** … and stands above the mean flux around it by a factor and by an amount (natural logarithm a band). */
const MEAN_REACH: Seconds = 0.15;
const FACTOR = 1.6;
const AMOUNT = 0.12;
/** Two onsets are at least this far apart. */
const MIN_GAP: Seconds = 0.05;
/** The way back to where the rise began is at most this long. */
const BACK: Seconds = 0.03;

/**
 * First frames of the events in samples[0, length), ascending, at least MIN_GAP apart. A rise at the very beginning counts.
 * Method: log-compressed band energies, half-wave rectified difference, moving mean threshold (S. Dixon, 2006;
 * S. Böck and G. Widmer, 2013), backtracking to the preceding local minimum of the 2 ms energy.
 */
export function onsets(samples: Float32Array, sampleRate: Hertz, kernels?: Kernels): Frames[] {
  const hop = Math.max(1, Math.round(HOP * sampleRate));
  const flux = spectralFlux(samples, sampleRate, hop, kernels);
  const reach = Math.round(PEAK_REACH / HOP);
  const around = Math.round(MEAN_REACH / HOP);
  const running = new Float64Array(flux.length + 1);
  flux.forEach((f, t) => (running[t + 1] = running[t] + f));
  const found: Frames[] = [];
  for (let t = 0; t < flux.length; t++) {
    const from = Math.max(0, t - around);
    const to = Math.min(flux.length, t + around + 1);
    const mean = (running[to] - running[from]) / (to - from);
    if (flux[t] < FACTOR * mean + AMOUNT || !isPeak(flux, t, reach)) continue;
    const at = beginning(samples, Math.round((t + 0.5) * hop), sampleRate);
    if (found.length === 0 || at - found[found.length - 1] >= MIN_GAP * sampleRate) found.push(at);
  }
  return found;
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
      if (now[b] > before) rise += now[b] - before;
    }
    flux[t] = rise / bands;
    then.set(now);
  });
  return flux;
}

/**
 * The frame where the rise seen around `near` began: the steepest step of the 2 ms energy close by, then back to the
 * local minimum before it.
 */
function beginning(samples: Float32Array, near: Frames, sampleRate: Hertz): Frames {
  const step = Math.max(1, Math.round(0.002 * sampleRate));
  const count = Math.ceil(BACK / 0.002);
  const origin = near - count * step;
  const level = new Float64Array(2 * count + 1);
  for (let k = 0; k < level.length; k++) {
    let energy = 0;
    for (let i = Math.max(0, origin + k * step); i < Math.min(samples.length, origin + (k + 1) * step); i++)
      energy += samples[i] * samples[i];
    level[k] = Math.log(energy / step + 1e-9);
  }
  let steepest = 1;
  for (let k = 1; k < level.length; k++)
    if (level[k] - level[k - 1] > level[steepest] - level[steepest - 1]) steepest = k;
  let k = steepest;
  while (k > 1 && level[k - 1] > level[k - 2]) k--;
  return Math.max(0, Math.min(samples.length - 1, origin + (k - 1) * step));
}
