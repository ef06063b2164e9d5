/** Organ pipes and pads, by addition. */
import { exp2, fall, wave } from "../exact";
import { contour, release, wander } from "../contour";
import { Resonator } from "../filters";
import { place } from "../room";
import { family, type Studio } from "../studio";
import type { Hertz, Seconds } from "../../../types";

interface Organ {
  readonly keys: readonly Hertz[];
  /** Levels of the harmonics, or of the feet of the pipes. */
  readonly stops: readonly (readonly [ratio: number, level: number])[];
  readonly length: Seconds;
  readonly rise: Seconds;
  readonly chiff?: number;
  /** Tremulant: speed and depth. */
  readonly turn?: readonly [Hertz, number];
}

const PRINCIPAL: readonly (readonly [number, number])[] = [
  [1, 1],
  [2, 0.55],
  [3, 0.28],
  [4, 0.16],
  [5, 0.08],
  [6, 0.05],
];
const FLUTE: readonly (readonly [number, number])[] = [
  [1, 1],
  [3, 0.16],
  [5, 0.03],
];
const FULL: readonly (readonly [number, number])[] = [
  [0.5, 0.6],
  [1, 1],
  [2, 0.7],
  [3, 0.5],
  [4, 0.45],
  [6, 0.3],
  [8, 0.25],
  [10, 0.12],
  [12, 0.1],
];
const DRAWBARS: readonly (readonly [number, number])[] = [
  [0.5, 0.8],
  [1, 1],
  [1.5, 0.7],
  [2, 0.5],
  [3, 0.25],
  [4, 0.2],
];
const REEDY: readonly (readonly [number, number])[] = [
  [1, 0.8],
  [2, 0.9],
  [3, 0.8],
  [4, 0.6],
  [5, 0.5],
  [6, 0.4],
  [7, 0.28],
  [8, 0.2],
  [9, 0.12],
  [10, 0.08],
];

export const organs = family<Organ>(
  "organ",
  {
    principal: { keys: [262], stops: PRINCIPAL, length: 1.1, rise: 0.05, chiff: 0.3 },
    "flute-pipe": { keys: [392], stops: FLUTE, length: 1.05, rise: 0.07, chiff: 0.6 },
    pedal: { keys: [65.4], stops: PRINCIPAL, length: 1.15, rise: 0.12, chiff: 0.2 },
    chord: { keys: [196, 247, 294], stops: FULL, length: 1.2, rise: 0.06, chiff: 0.2 },
    jazz: { keys: [220, 277, 330], stops: DRAWBARS, length: 1.1, rise: 0.01, turn: [6.4, 0.012] },
    harmonium: { keys: [175, 262], stops: REEDY, length: 1.1, rise: 0.15 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const [speed, depth] = p.turn ?? [5, 0];
    const phases = new Float64Array(out.length);
    for (const key of p.keys) {
      const sway = wander(studio, p.length, 3, 0.0012);
      let phase = 0;
      for (let i = 0; i < out.length; i++) {
        phases[i] = phase;
        phase += (key * sway[i] * (1 + depth * wave((speed * i) / studio.rate))) / studio.rate;
      }
      for (const [ratio, level] of p.stops) pipe(studio, out, phases, ratio, level, p.rise * (1 + 0.6 / ratio));
      const chiff = new Resonator(key * 3, key, studio.rate);
      const r = fall(0.25, studio.rate);
      const air = p.chiff ?? 0;
      for (let i = 0, gain = 1; i < out.length; i++, gain *= r) {
        out[i] += air * chiff.next(studio.noise.next()) * (0.06 + gain);
      }
    }
    release(studio, out, 0.12);
    return place(out, studio.rate, { size: 4.5, wet: 0.35, decay: 1.6 });
  },
);

/** Adds one stop: a sine that begins a little earlier or later than the others. */
function pipe(
  studio: Studio,
  out: Float32Array,
  phases: Float64Array,
  ratio: number,
  level: number,
  rise: Seconds,
): void {
  const start = studio.between(0, 1);
  const step = 1 / (studio.near(rise, 0.25) * studio.rate);
  let on = 0;
  for (let i = 0; i < out.length; i++) {
    out[i] += level * on * on * wave(phases[i] * ratio + start);
    on = Math.min(1, on + step);
  }
}

interface Pad {
  readonly keys: readonly Hertz[];
  /** Brightness: harmonics fall by that many octaves of level per octave. */
  readonly slope: number;
  readonly harmonics: number;
  readonly length: Seconds;
  readonly detune: number;
  /** Which harmonics: 1 all, 2 odd ones; fractions stretch them. */
  readonly step: number;
}

export const pads = family<Pad>(
  "pad",
  {
    warm: { keys: [131, 165, 196], slope: 1.6, harmonics: 6, length: 1.4, detune: 0.004, step: 1 },
    hollow: { keys: [147, 220, 294], slope: 1.1, harmonics: 6, length: 1.4, detune: 0.003, step: 2 },
    glass: { keys: [523, 659, 784], slope: 1.3, harmonics: 5, length: 1.35, detune: 0.002, step: 1.51 },
    strings: { keys: [196, 247, 294], slope: 1, harmonics: 8, length: 1.35, detune: 0.006, step: 1 },
    drone: { keys: [55, 55.4, 82.4], slope: 1.1, harmonics: 9, length: 1.4, detune: 0.003, step: 1 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    for (const key of p.keys) {
      for (let h = 0; h < p.harmonics; h++) {
        const ratio = 1 + h * p.step;
        const swell = wander(studio, p.length, studio.between(0.5, 1.6), 0.7);
        const level = exp2(-p.slope * octave(ratio));
        for (const side of [-1, 1]) {
          const step = (key * ratio * (1 + side * p.detune * studio.between(0.3, 1))) / studio.rate;
          // A rotating phasor: two multiplications a frame in place of a sine.
          const [c, s] = [wave(step + 0.25), wave(step)];
          const start = studio.between(0, 1);
          let [x, y] = [wave(start + 0.25), wave(start)];
          for (let i = 0; i < out.length; i++) {
            const turned = x * c - y * s;
            y = x * s + y * c;
            x = turned;
            out[i] += level * swell[i] * y;
          }
        }
      }
    }
    const force = contour(studio, p.length, [
      [0, 0],
      [p.length * 0.35, 1],
      [p.length * 0.6, 1],
      [p.length, 0],
    ]);
    for (let i = 0; i < out.length; i++) out[i] *= force[i];
    return place(out, studio.rate, { size: 4, wet: 0.3, decay: 1.3 });
  },
);

/** log2, to a twelfth, by halving and steps: only levels depend on it. */
function octave(ratio: number): number {
  let [x, n] = [ratio, 0];
  while (x > 1.0595) {
    x /= 1.0594630943592953;
    n += 1 / 12;
  }
  return n;
}
