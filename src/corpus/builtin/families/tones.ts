/** Organ pipes and pads by addition, whistles, and clouds of tiny tones. */
import { exp2, sine } from "../exact";
import { contour, vibrato, wander, type Point } from "../contour";
import { OnePole, Resonator } from "../filters";
import { place } from "../room";
import { family } from "../studio";
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
    principal: { keys: [262], stops: PRINCIPAL, length: 1.35, rise: 0.05, chiff: 0.3 },
    "flute-pipe": { keys: [392], stops: FLUTE, length: 1.3, rise: 0.07, chiff: 0.6 },
    pedal: { keys: [65.4], stops: PRINCIPAL, length: 1.5, rise: 0.12, chiff: 0.2 },
    chord: { keys: [196, 247, 294], stops: FULL, length: 1.6, rise: 0.06, chiff: 0.2 },
    "chord-minor": { keys: [147, 220, 262, 349], stops: PRINCIPAL, length: 1.6, rise: 0.06, chiff: 0.2 },
    jazz: { keys: [220, 277, 330], stops: DRAWBARS, length: 1.35, rise: 0.01, turn: [6.4, 0.012] },
    harmonium: { keys: [175, 262], stops: REEDY, length: 1.45, rise: 0.15 },
    accordion: { keys: [349, 352, 440, 443], stops: REEDY, length: 1.2, rise: 0.06 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const turn = p.turn ?? [5, 0];
    for (const key of p.keys) {
      const sway = wander(studio, p.length, 3, 0.0012);
      const chiff = new Resonator(key * 3, key, studio.rate);
      const drift = p.stops.map(() => studio.between(0, 1));
      const late = p.stops.map(([ratio]) => p.rise * studio.between(0.7, 1.2) * (1 + 0.6 / ratio));
      let phase = 0;
      for (let i = 0; i < out.length; i++) {
        const t = i / studio.rate;
        phase += (key * sway[i] * (1 + turn[1] * sine(turn[0] * t))) / studio.rate;
        let x = 0;
        for (let s = 0; s < p.stops.length; s++) {
          const [ratio, level] = p.stops[s];
          const on = Math.min(1, t / late[s]);
          x += level * on * on * sine(phase * ratio + drift[s]);
        }
        const end = Math.min(1, (p.length - t) / 0.12);
        out[i] += end * (x + (p.chiff ?? 0) * chiff.next(studio.noise.next()) * (0.06 + exp2(-30 * t)));
      }
    }
    return place(out, studio.rate, { size: 4.5, wet: 0.35, decay: 1.6 });
  },
);

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
    warm: { keys: [131, 165, 196], slope: 1.6, harmonics: 9, length: 1.95, detune: 0.004, step: 1 },
    dark: { keys: [65.4, 98, 131], slope: 1.9, harmonics: 8, length: 2, detune: 0.003, step: 1 },
    hollow: { keys: [147, 220, 294], slope: 1.1, harmonics: 6, length: 1.95, detune: 0.003, step: 2 },
    glass: { keys: [523, 659, 784], slope: 1.3, harmonics: 5, length: 1.85, detune: 0.002, step: 1.51 },
    shimmer: { keys: [880, 1175, 1320], slope: 0.9, harmonics: 5, length: 1.85, detune: 0.006, step: 1 },
    tension: { keys: [139, 147, 208], slope: 1.2, harmonics: 10, length: 1.9, detune: 0.005, step: 1.07 },
    strings: { keys: [196, 247, 294], slope: 1, harmonics: 14, length: 1.85, detune: 0.006, step: 1 },
    drone: { keys: [55, 55.4, 82.4], slope: 1.1, harmonics: 16, length: 2, detune: 0.003, step: 1 },
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
          const [c, s] = [sine(step + 0.25), sine(step)];
          const start = studio.between(0, 1);
          let [x, y] = [sine(start + 0.25), sine(start)];
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

interface Whistle {
  readonly pitch: readonly Point[];
  readonly length: Seconds;
  readonly air: number;
  readonly shake?: readonly [Hertz, number];
  /** Further pipes at these ratios. */
  readonly chord?: readonly number[];
  readonly over?: number;
}

export const whistles = family<Whistle>(
  "whistle",
  {
    tune: {
      pitch: [
        [0, 1180],
        [0.25, 1320],
        [0.35, 1320],
        [0.5, 1570],
        [0.75, 1570],
        [0.95, 1180],
      ],
      length: 1.2,
      air: 0.12,
      shake: [5.5, 0.008],
    },
    wolf: {
      pitch: [
        [0, 900],
        [0.35, 2300],
        [0.45, 1100],
        [0.75, 2000],
        [1.1, 700],
      ],
      length: 1.15,
      air: 0.15,
    },
    call: {
      pitch: [
        [0, 2700],
        [0.12, 3300],
        [0.5, 2400],
      ],
      length: 0.55,
      air: 0.1,
    },
    referee: {
      pitch: [
        [0, 2850],
        [1, 2900],
      ],
      length: 0.9,
      air: 0.35,
      shake: [38, 0.035],
      over: 0.3,
    },
    slide: {
      pitch: [
        [0, 520],
        [0.9, 1900],
      ],
      length: 1,
      air: 0.08,
      over: 0.15,
    },
    "slide-down": {
      pitch: [
        [0, 1700],
        [0.9, 480],
      ],
      length: 1,
      air: 0.08,
      over: 0.15,
    },
    train: {
      pitch: [
        [0, 300],
        [0.2, 311],
        [1.5, 305],
      ],
      length: 1.6,
      air: 0.3,
      chord: [1, 1.25, 1.5, 1.98],
      over: 0.5,
    },
    ocarina: {
      pitch: [
        [0, 587],
        [0.3, 587],
        [0.36, 698],
        [0.65, 698],
        [0.7, 523],
      ],
      length: 1.1,
      air: 0.1,
      shake: [5, 0.006],
    },
    kettle: {
      pitch: [
        [0, 1500],
        [0.7, 2500],
        [1.5, 2620],
      ],
      length: 1.7,
      air: 0.3,
      chord: [1, 1.03],
      shake: [21, 0.006],
    },
  },
  (studio, p) => {
    const pitch = contour(studio, p.length, p.pitch);
    const shake = vibrato(studio, p.length, p.shake?.[0] ?? 5, p.shake?.[1] ?? 0);
    const tremble = wander(studio, p.length, 12, 0.003);
    const out = studio.silence(p.length);
    const jet = new OnePole(60, studio.rate);
    const over = p.over ?? 0.05;
    for (const ratio of p.chord ?? [1]) {
      const breath = new Resonator(1000, 300, studio.rate);
      let phase = studio.between(0, 1);
      for (let i = 0; i < out.length; i++) {
        const hz = pitch[i] * shake[i] * tremble[i] * ratio;
        if (i % 64 === 0) breath.tune(hz, hz * 0.15);
        phase += hz / studio.rate;
        const t = i / studio.rate;
        const force =
          Math.min(1, t * 25) *
          Math.min(1, (p.length - t) * 12) *
          (1 + 1.2 * p.air * jet.low(10 * studio.noise.next()));
        const tone = sine(phase) + over * sine(2 * phase) + over * over * sine(3 * phase);
        out[i] += force * ((shake[i] * 3 - 2) * tone + 2 * p.air * breath.next(studio.noise.next()));
      }
    }
    return place(out, studio.rate, { size: 3, wet: 0.24, decay: 0.9 });
  },
);

interface Cloud {
  readonly length: Seconds;
  readonly count: number;
  /** Pitches a grain may have, times 1, 2 or 4. */
  readonly scale: readonly Hertz[];
  readonly grain: Seconds;
  /** 0 swells and falls inside a grain, 1 struck at once. */
  readonly struck: number;
  /** Octaves by which the cloud drifts from beginning to end. */
  readonly drift: number;
}

export const clouds = family<Cloud>(
  "cloud",
  {
    dust: { length: 1.45, count: 70, scale: [523, 587, 659, 784, 880], grain: 0.06, struck: 1, drift: 0 },
    mist: { length: 1.85, count: 90, scale: [220, 247, 294, 330], grain: 0.3, struck: 0, drift: 0 },
    rising: { length: 1.65, count: 120, scale: [196, 233, 294, 349], grain: 0.12, struck: 0.5, drift: 2 },
    falling: { length: 1.65, count: 120, scale: [880, 988, 1175, 1397], grain: 0.12, struck: 0.5, drift: -2 },
    swarm: { length: 1.55, count: 260, scale: [311, 330, 349, 370, 392], grain: 0.05, struck: 0, drift: 0.3 },
    glitter: { length: 1.5, count: 110, scale: [1760, 2093, 2349, 2637], grain: 0.09, struck: 1, drift: 0 },
    depth: { length: 1.85, count: 60, scale: [55, 65.4, 82.4, 98], grain: 0.35, struck: 0.2, drift: -0.3 },
    pulse: { length: 1.35, count: 160, scale: [147, 440], grain: 0.025, struck: 0.7, drift: 0 },
  },
  (studio, p) => {
    const out = studio.silence(p.length + p.grain);
    for (const at of studio.moments(p.count, p.length)) {
      const key =
        p.scale[Math.floor(studio.between(0, p.scale.length))] * [1, 1, 2, 4][Math.floor(studio.between(0, 4))];
      const hz = key * exp2((p.drift * at) / p.length) * studio.near(1, 0.003);
      const long = studio.near(p.grain, 0.5);
      const ends = Math.min(1, (4 * at) / p.length + 0.2, (3 * (p.length - at)) / p.length);
      const level = studio.between(0.2, 1) * ends;
      const first = studio.frames(at);
      const n = Math.min(studio.frames(long), out.length - first);
      const peak = 0.5 - 0.48 * p.struck;
      for (let i = 0; i < n; i++) {
        const x = i / n;
        const y = x < peak ? x / peak : (1 - x) / (1 - peak);
        const phase = (hz * i) / studio.rate;
        out[first + i] += level * y * y * (3 - 2 * y) * (sine(phase) + 0.15 * sine(2.01 * phase));
      }
    }
    return place(out, studio.rate, { size: 3.5, wet: 0.4, decay: 1.2 });
  },
);
