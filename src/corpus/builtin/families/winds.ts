/** Blown tubes: jet-driven flutes and bottles, reeds, lips. */
import { exp2, saturate, wave, smoothing } from "../exact";
import { contour, vibrato } from "../contour";
import { OnePole, Resonator } from "../filters";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

const MASK = 4095;

/** The value that lay `delay` frames before frame i, between two samples linearly. */
function read(line: Float32Array, i: number, delay: number): number {
  const whole = Math.floor(delay);
  const x = delay - whole;
  return line[(i - 1 - whole) & MASK] * (1 - x) + line[(i - 2 - whole) & MASK] * x;
}

interface Blow {
  readonly hz: Hertz;
  readonly length: Seconds;
  readonly breath: number;
  /** Share of noise in the breath. */
  readonly air: number;
  readonly shake?: number;
  /** Pitch at the end as a ratio. */
  readonly bend?: number;
  /** How long the breath takes to come. */
  readonly rise?: Seconds;
}

/** Flute: a delayed jet with a cubic curve feeding a tube (Cook 1992; Verge 1995). */
export const flutes = family<Blow>(
  "flute",
  {
    low: { hz: 262, length: 1.05, breath: 1.05, air: 0.14, shake: 0.05 },
    high: { hz: 880, length: 0.9, breath: 1, air: 0.1, shake: 0.04 },
    breathy: { hz: 330, length: 1.1, breath: 0.95, air: 0.45, rise: 0.2 },
    staccato: { hz: 523, length: 0.28, breath: 1.1, air: 0.2, rise: 0.015 },
    bent: { hz: 392, length: 0.95, breath: 1.05, air: 0.2, bend: 0.84, shake: 0.03 },
    bass: { hz: 147, length: 1.15, breath: 1.05, air: 0.3, rise: 0.12 },
    panpipe: { hz: 659, length: 0.7, breath: 1, air: 0.55, rise: 0.03, bend: 1.015 },
  },
  (studio, p) => {
    const breath = contour(studio, p.length, [
      [0, 0],
      [p.rise ?? 0.06, p.breath * 1.06],
      [(p.rise ?? 0.06) * 2, p.breath],
      [p.length * 0.75, p.breath * 0.97],
      [p.length * 0.97, 0],
    ]);
    const shake = vibrato(studio, p.length, studio.near(5, 0.1), p.shake ?? 0);
    const bend = contour(studio, p.length, [
      [p.length * 0.2, 1],
      [p.length * 0.7, p.bend ?? 1],
    ]);
    const bore = new Float32Array(MASK + 1);
    const jet = new Float32Array(MASK + 1);
    const out = studio.silence(p.length);
    const wall = new OnePole(Math.min(9000, p.hz * 9), studio.rate);
    const steady = new OnePole(30, studio.rate);
    for (let i = 0; i < out.length; i++) {
      const period = studio.rate / (p.hz * 0.667 * bend[i]) - 3;
      const back = wall.low(read(bore, i, period * 0.98));
      const blown = breath[i] * shake[i] * (1 + p.air * studio.noise.next());
      jet[i & MASK] = blown - 0.5 * back;
      const x = read(jet, i, period * 0.32);
      const curve = Math.min(1, Math.max(-1, x * x * x - x));
      bore[i & MASK] = steady.high(curve) + 0.5 * back;
      out[i] = 0.3 * bore[i & MASK];
    }
    return place(out, studio.rate, { size: 1.8, wet: 0.25, decay: 0.8 });
  },
);

interface Reed {
  readonly hz: Hertz;
  readonly length: Seconds;
  readonly breath: number;
  readonly stiff: number;
  readonly air: number;
  /** Formants of the tube's end: centre in Hz. */
  readonly bell: readonly Hertz[];
  readonly bend?: number;
}

/** Clarinet-like: a reed table on a closed tube (McIntyre, Schumacher and Woodhouse 1983). */
export const reeds = family<Reed>(
  "reed",
  {
    "clarinet-low": { hz: 147, length: 1.05, breath: 0.8, stiff: -0.3, air: 0.08, bell: [1500] },
    bassoon: { hz: 87, length: 1, breath: 0.78, stiff: -0.31, air: 0.08, bell: [440, 1220] },
    oboe: { hz: 370, length: 1, breath: 0.74, stiff: -0.33, air: 0.05, bell: [1100, 2900] },
    duck: { hz: 233, length: 0.4, breath: 0.8, stiff: -0.3, air: 0.2, bell: [1000, 2300], bend: 0.86 },
    shawm: { hz: 294, length: 0.85, breath: 0.76, stiff: -0.32, air: 0.1, bell: [1400, 3200], bend: 1.03 },
    toy: { hz: 622, length: 0.5, breath: 0.8, stiff: -0.3, air: 0.15, bell: [2400, 4100], bend: 0.94 },
  },
  (studio, p) => {
    const breath = contour(studio, p.length, [
      [0, 0],
      [0.05, p.breath],
      [p.length * 0.8, p.breath * 0.98],
      [p.length, 0],
    ]);
    const shake = vibrato(studio, p.length, 5, 0.012);
    const bend = contour(studio, p.length, [
      [p.length * 0.3, 1],
      [p.length * 0.9, p.bend ?? 1],
    ]);
    const bore = new Float32Array(MASK + 1);
    const out = studio.silence(p.length);
    const bell = p.bell.map((hz) => new Resonator(hz, hz * 0.25, studio.rate));
    let last = 0;
    for (let i = 0; i < out.length; i++) {
      const period = studio.rate / (p.hz * bend[i] * 2) - 1.5;
      const back = read(bore, i, period);
      const reflected = -0.95 * 0.5 * (back + last);
      last = back;
      const mouth = breath[i] * shake[i] * (1 + p.air * studio.noise.next());
      const across = reflected - mouth;
      const table = Math.min(1, Math.max(-1, 0.7 + p.stiff * across));
      bore[i & MASK] = mouth + across * table;
      const x = bore[i & MASK];
      let y = 0.4 * x;
      for (const b of bell) y += 1.1 * b.next(x);
      out[i] = y;
    }
    return place(out, studio.rate, { size: 1.5, wet: 0.2, decay: 0.6 });
  },
);

interface Lips {
  readonly hz: Hertz;
  readonly length: Seconds;
  readonly force: number;
  readonly rise?: Seconds;
  readonly growl?: number;
  readonly bend?: number;
  readonly mute?: Hertz;
}

/** Brass: a pulse whose sharpness follows the breath (Risset's rule: louder is brighter), through a bell. */
export const brass = family<Lips>(
  "brass",
  {
    horn: { hz: 175, length: 1.1, force: 0.5, rise: 0.12 },
    trumpet: { hz: 466, length: 0.95, force: 0.8 },
    "trumpet-fall": { hz: 587, length: 0.8, force: 0.9, bend: 0.6 },
    tuba: { hz: 58, length: 1, force: 0.65 },
    muted: { hz: 349, length: 0.85, force: 0.8, mute: 1600 },
    growl: { hz: 147, length: 0.95, force: 0.9, growl: 31 },
  },
  (studio, p) => {
    const rise = p.rise ?? 0.05;
    const force = contour(studio, p.length, [
      [0, 0],
      [rise, p.force * 1.15],
      [rise * 2.5, p.force * 0.9],
      [p.length * 0.7, p.force],
      [p.length, 0],
    ]);
    const shake = vibrato(studio, p.length, 5.2, 0.006);
    const bend = contour(studio, p.length, [
      [0, 0.98],
      [rise * 1.2, 1],
      [p.length * 0.5, 1],
      [p.length, p.bend ?? 1],
    ]);
    const out = studio.silence(p.length);
    const mute = p.mute ? new Resonator(p.mute, p.mute * 0.3, studio.rate) : undefined;
    const bell = new OnePole(280, studio.rate);
    const limit = smoothing(8000, studio.rate);
    let [phase, low] = [studio.between(0, 1), 0];
    for (let i = 0; i < out.length; i++) {
      const growl = p.growl ? 1 + 0.5 * wave((i / studio.rate) * p.growl) : 1;
      const f = force[i] * growl;
      phase += (p.hz * shake[i] * bend[i] * (1 + 0.004 * studio.noise.next())) / studio.rate;
      phase -= Math.floor(phase);
      // A cosine pulse raised to a growing power: from nearly a sine to a train of narrow pulses.
      const sharp = exp2((wave(phase) - 1) * (0.6 + 13 * f * f));
      low += limit * (sharp * f - low);
      const x = 0.35 * low + bell.high(low);
      out[i] = saturate(1.6 * (mute ? 1.8 * mute.next(x) + 0.2 * x : x)) + 0.006 * f * studio.noise.next();
    }
    return place(out, studio.rate, { size: 2.6, wet: 0.28, decay: 1.1 });
  },
);
