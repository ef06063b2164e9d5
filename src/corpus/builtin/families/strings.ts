/** Plucked and bowed strings: digital waveguides with a wooden body behind them. */
import { fall, smoothing } from "../exact";
import { contour, release, vibrato } from "../contour";
import { drive, type Mode } from "../modal";
import { place } from "../room";
import { family, type Studio } from "../studio";
import type { Hertz, Seconds } from "../../../types";

/** Main resonances of a guitar-like and of a violin-like box (Fletcher and Rossing 1998, rounded). */
const BOX: readonly Mode[] = [
  { frequency: 98, decay: 0.12, gain: 1 },
  { frequency: 204, decay: 0.1, gain: 0.9 },
  { frequency: 390, decay: 0.07, gain: 0.5 },
  { frequency: 560, decay: 0.05, gain: 0.4 },
  { frequency: 1120, decay: 0.03, gain: 0.25 },
];
const FIDDLE: readonly Mode[] = [
  { frequency: 275, decay: 0.06, gain: 0.8 },
  { frequency: 460, decay: 0.06, gain: 0.9 },
  { frequency: 700, decay: 0.04, gain: 0.5 },
  { frequency: 1100, decay: 0.03, gain: 0.5 },
  { frequency: 2600, decay: 0.015, gain: 0.7 },
];

interface Pluck {
  readonly hz: Hertz;
  readonly decay: Seconds;
  /** Cutoff of the finger or plectrum. */
  readonly bright: Hertz;
  /** Place of the pluck as a share of the string. */
  readonly spot: number;
  readonly body: number;
  /** Loss of the string's highs a turn: 0 steel, 0.5 gut. */
  readonly dull: number;
  /** A second string, detuned by that share. */
  readonly pair?: number;
  /** Length of the sound. */
  readonly length: Seconds;
}

/** Karplus–Strong (1983) with Jaffe and Smith's extensions: pluck place, tuned loss, fractional delay. */
function string(studio: Studio, out: Float32Array, hz: Hertz, p: Pluck, at: number): void {
  const period = studio.rate / hz;
  const loop = period - p.dull;
  const whole = Math.floor(loop - 0.3);
  const rest = loop - whole;
  const c = (1 - rest) / (1 + rest);
  const line = new Float32Array(whole);
  const a = smoothing(p.bright, studio.rate);
  const notch = Math.max(1, Math.round(p.spot * period));
  const burst = Float32Array.from({ length: whole }, () => studio.noise.next());
  let y = 0;
  for (let i = 0; i < whole * 2; i++) {
    y += a * (burst[i % whole] - burst[(i + whole - (notch % whole)) % whole] - y);
    line[i % whole] = y;
  }
  const loss = fall(p.decay, hz);
  let [last, tuned, lowIn] = [0, 0, 0];
  for (let i = at, k = 0; i < out.length; i++) {
    const x = line[k];
    out[i] += x;
    const low = (1 - p.dull) * x + p.dull * lowIn;
    lowIn = x;
    tuned = c * (low - tuned) + last;
    last = low;
    line[k] = loss * tuned;
    if (++k === whole) k = 0;
  }
}

export const plucked = family<Pluck>(
  "plucked",
  {
    "nylon-low": { hz: 82.4, decay: 4, bright: 1800, spot: 0.18, body: 0.7, dull: 0.35, length: 1.3 },
    "nylon-middle": { hz: 164.8, decay: 3, bright: 2400, spot: 0.22, body: 0.6, dull: 0.32, length: 1.15 },
    "steel-bright": { hz: 246.9, decay: 4, bright: 10000, spot: 0.07, body: 0.3, dull: 0.1, length: 1.2 },
    harp: { hz: 523.3, decay: 3, bright: 2600, spot: 0.4, body: 0.5, dull: 0.25, length: 1.15 },
    koto: { hz: 293.7, decay: 2.5, bright: 8000, spot: 0.06, body: 0.4, dull: 0.22, length: 1.05 },
    banjo: { hz: 392, decay: 0.7, bright: 9000, spot: 0.08, body: 0.6, dull: 0.25, length: 0.6 },
    "bass-string": { hz: 41.2, decay: 5, bright: 1500, spot: 0.2, body: 0.3, dull: 0.4, length: 1.3 },
    zither: { hz: 659.3, decay: 3, bright: 9000, spot: 0.12, body: 0.3, dull: 0.12, pair: 0.003, length: 1.05 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    string(studio, out, p.hz, p, 0);
    if (p.pair) string(studio, out, p.hz * (1 + p.pair), p, studio.frames(0.012));
    const box = drive(studio, out, BOX);
    for (let i = 0; i < out.length; i++) out[i] += p.body * 2.5 * box[i];
    release(studio, out, p.length * 0.3);
    return place(out, studio.rate, { size: 1, wet: 0.2, decay: 0.5 });
  },
);

interface Bow {
  readonly hz: Hertz;
  readonly length: Seconds;
  readonly force: number;
  readonly speed: number;
  readonly shake?: number;
  /** Pitch at the end as a ratio. */
  readonly slide?: number;
  /** Strokes in that time. */
  readonly strokes?: number;
}

/** Bowed string: two delay lines that meet at the bow's friction curve (Smith 1986; Cook's STK model). */
export const bowed = family<Bow>(
  "bowed",
  {
    "bass-long": { hz: 55, length: 1.3, force: 3.2, speed: 0.18 },
    cello: { hz: 130.8, length: 1.25, force: 2.8, speed: 0.2, shake: 0.006 },
    viola: { hz: 220, length: 1.15, force: 2.6, speed: 0.2, shake: 0.007 },
    "violin-high": { hz: 880, length: 1.05, force: 2.2, speed: 0.2, shake: 0.009 },
    "slide-up": { hz: 196, length: 1.05, force: 2.5, speed: 0.22, slide: 1.5 },
    tremolo: { hz: 329.6, length: 1.1, force: 2.8, speed: 0.22, strokes: 14 },
    "short-stroke": { hz: 174.6, length: 0.45, force: 3.2, speed: 0.28 },
  },
  (studio, p) => {
    const strokes = p.strokes ?? 1;
    const speed = contour(
      studio,
      p.length,
      Array.from({ length: strokes }, (_, s) => {
        const from = (s * p.length) / strokes;
        const span = p.length / strokes;
        return [
          [from, 0],
          [from + span * 0.25, p.speed * studio.near(1, 0.1)],
          [from + span * 0.7, p.speed],
          [from + span * 0.98, 0],
        ] as [number, number][];
      }).flat(),
    );
    const shake = vibrato(studio, p.length, studio.near(5.4, 0.1), p.shake ?? 0);
    const glide = contour(studio, p.length, [
      [p.length * 0.2, 1],
      [p.length * 0.8, p.slide ?? 1],
    ]);
    const mask = 4095;
    const neck = new Float32Array(mask + 1);
    const bridge = new Float32Array(mask + 1);
    const raw = studio.silence(p.length);
    const a = smoothing(3400, studio.rate);
    const slope = 5 - p.force;
    let low = 0;
    for (let i = 0; i < raw.length; i++) {
      const period = studio.rate / (p.hz * shake[i] * glide[i]) - 2;
      const fromNeck = -read(neck, i, period * 0.872);
      low += a * (read(bridge, i, period * 0.128) - low);
      const fromBridge = -0.965 * low;
      const hair = speed[i] * (1 + 0.04 * studio.noise.next());
      const slip = hair - (fromBridge + fromNeck);
      const grip = Math.abs(slip * slope + 0.001) + 0.75;
      const friction = Math.min(0.98, Math.max(0.01, 1 / (grip * grip * grip * grip)));
      const push = slip * friction;
      neck[i & mask] = fromBridge + push;
      bridge[i & mask] = fromNeck + push;
      raw[i] = fromBridge * Math.min(1, speed[i] * 20 + 0.3);
    }
    const body = drive(studio, raw, FIDDLE);
    for (let i = 0; i < raw.length; i++) raw[i] = 0.5 * raw[i] + 3 * body[i];
    return place(raw, studio.rate, { size: 1.6, wet: 0.25, decay: 0.7 });
  },
);

/** A line of 4096 frames read `delay` frames before i, between two samples linearly. */
function read(line: Float32Array, i: number, delay: number): number {
  const whole = Math.floor(delay);
  const x = delay - whole;
  return line[(i - 1 - whole) & 4095] * (1 - x) + line[(i - 2 - whole) & 4095] * x;
}
