/** Modal synthesis: struck and driven bodies as sums of damped sines (Adrien 1991; van den Doel and Pai 1998). */
import { cosine, fall, sine, smoothing } from "./exact";
import type { Studio } from "./studio";
import type { Hertz, Seconds } from "../../types";

export interface Mode {
  readonly frequency: Hertz;
  /** Time to fall by 60 dB. */
  readonly decay: Seconds;
  readonly gain: number;
}

/** Modes above this are left out at every rate, so that all rates sound alike. */
const CEILING: Hertz = 17000;

/** Modes at ratios of a fundamental; the decay shortens with frequency by `damping` (0: none, 1: inversely). */
export function modes(
  fundamental: Hertz,
  ratios: readonly number[],
  decay: Seconds,
  damping: number,
  gain: (ratio: number, index: number) => number,
): Mode[] {
  return ratios.map((ratio, i) => ({
    frequency: fundamental * ratio,
    decay: decay / (1 - damping + damping * ratio),
    gain: gain(ratio, i),
  }));
}

/** How much of a mode a strike wakes: hard and short contact reaches high modes. `hardness` is a cutoff in Hz. */
const woken = (frequency: Hertz, hardness: Hertz): number => 1 / (1 + (frequency / hardness) * (frequency / hardness));

/** Adds a strike at a moment. */
export function strike(
  studio: Studio,
  out: Float32Array,
  at: Seconds,
  body: readonly Mode[],
  level: number,
  hardness: Hertz,
): void {
  const first = Math.round(at * studio.rate);
  for (const mode of body) {
    if (mode.frequency > CEILING || mode.frequency < 15) continue;
    const r = fall(mode.decay, studio.rate);
    const turn = mode.frequency / studio.rate;
    const a1 = 2 * r * cosine(turn);
    const a2 = -r * r;
    const end = Math.min(out.length, first + Math.round(mode.decay * 1.4 * studio.rate));
    let y2 = 0;
    let y1 = level * mode.gain * woken(mode.frequency, hardness) * r * sine(turn);
    for (let i = first + 1; i < end; i++) {
      out[i] += y1;
      const y = a1 * y1 + a2 * y2;
      y2 = y1;
      y1 = y;
    }
  }
}

/** What a body makes of a force that goes on: every mode driven by the same signal. */
export function drive(studio: Studio, force: Float32Array, body: readonly Mode[]): Float32Array {
  const out = new Float32Array(force.length);
  for (const mode of body) {
    if (mode.frequency > CEILING) continue;
    const r = fall(mode.decay, studio.rate);
    const turn = mode.frequency / studio.rate;
    const a1 = 2 * r * cosine(turn);
    const a2 = -r * r;
    // Long modes would drown short ones under noise: the square root of the bandwidth evens their power.
    const b = mode.gain * Math.sqrt(1 - r * r) * sine(turn);
    let y1 = 0;
    let y2 = 0;
    for (let i = 0; i < out.length; i++) {
      const y = b * force[i] + a1 * y1 + a2 * y2;
      y2 = y1;
      y1 = y;
      out[i] += y;
    }
  }
  return out;
}

/** Adds a short burst of noise, bright up to `cutoff`, falling by 60 dB in `decay`: the touch before the ringing. */
export function tap(
  studio: Studio,
  out: Float32Array,
  at: Seconds,
  decay: Seconds,
  cutoff: Hertz,
  level: number,
): void {
  const first = Math.round(at * studio.rate);
  const end = Math.min(out.length, first + studio.frames(decay * 1.2));
  const r = fall(decay, studio.rate);
  const a = smoothing(cutoff, studio.rate);
  const rise = 1 / (0.0004 * studio.rate);
  let low = 0;
  let gain = level;
  for (let i = first; i < end; i++) {
    low += a * (studio.noise.next() - low);
    out[i] += low * gain * Math.min(1, (i - first) * rise);
    gain *= r;
  }
}
