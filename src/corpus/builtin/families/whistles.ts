/** Whistles: a breathy tone on a line of pitch. */
import { contour, vibrato, wander, type Point } from "../contour";
import { wave } from "../exact";
import { OnePole, Resonator } from "../filters";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

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
        const tone = wave(phase) + over * wave(2 * phase) + over * over * wave(3 * phase);
        out[i] += force * ((shake[i] * 3 - 2) * tone + 2 * p.air * breath.next(studio.noise.next()));
      }
    }
    return place(out, studio.rate, { size: 3, wet: 0.24, decay: 0.9 });
  },
);
