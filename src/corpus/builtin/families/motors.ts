/** Motors: firings through pipes, with whine and air. */
import { exp2, saturate, wave } from "../exact";
import { contour, wander, type Point } from "../contour";
import { OnePole, Resonator } from "../filters";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

interface Motor {
  /** Firing rate over time. */
  readonly speed: readonly Point[];
  /** Cylinders: firings differ from each other in this pattern length. */
  readonly pattern: number;
  readonly pipes: readonly Hertz[];
  /** Whine as multiple of the firing rate, and its level. */
  readonly whine?: readonly [ratio: number, level: number];
  readonly noise: number;
  readonly length: Seconds;
  readonly sharp: number;
}

export const motors = family<Motor>(
  "motor",
  {
    idle: {
      speed: [
        [0, 21],
        [2, 22],
      ],
      pattern: 4,
      pipes: [82, 190, 420],
      noise: 0.25,
      length: 1.4,
      sharp: 9,
    },
    rev: {
      speed: [
        [0, 24],
        [0.5, 90],
        [1, 110],
        [2, 34],
      ],
      pattern: 4,
      pipes: [95, 230, 560],
      noise: 0.25,
      length: 1.45,
      sharp: 7,
    },
    drill: {
      speed: [
        [0, 40],
        [0.3, 190],
        [1.2, 205],
        [1.6, 20],
      ],
      pattern: 2,
      pipes: [900, 2100],
      whine: [7, 0.5],
      noise: 0.15,
      length: 1.25,
      sharp: 4,
    },
    fan: {
      speed: [
        [0, 27],
        [1.8, 27.5],
      ],
      pattern: 3,
      pipes: [170, 360],
      whine: [4, 0.06],
      noise: 1.3,
      length: 1.35,
      sharp: 2,
    },
    helicopter: {
      speed: [
        [0, 11],
        [2.2, 11.4],
      ],
      pattern: 2,
      pipes: [70, 160, 800],
      whine: [61, 0.05],
      noise: 0.8,
      length: 1.5,
      sharp: 5,
    },
    sewing: {
      speed: [
        [0, 8],
        [0.3, 17],
        [1.4, 18],
        [1.7, 6],
      ],
      pattern: 2,
      pipes: [780, 1900, 3400],
      whine: [12, 0.1],
      noise: 0.5,
      length: 1.3,
      sharp: 24,
    },
    turbine: {
      speed: [
        [0, 120],
        [1.6, 420],
        [2.2, 440],
      ],
      pattern: 1,
      pipes: [1500, 4000],
      whine: [5.02, 0.7],
      noise: 0.7,
      length: 1.55,
      sharp: 2,
    },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const speed = contour(studio, p.length, p.speed);
    const uneven = wander(studio, p.length, 9, 0.015);
    const cylinders = Array.from({ length: p.pattern }, () => studio.between(0.6, 1));
    const pipes = p.pipes.map((hz) => new Resonator(hz, 30 + hz * 0.18, studio.rate));
    const hiss = new OnePole(5000, studio.rate);
    let phase = 0;
    let whine = 0;
    for (let i = 0; i < out.length; i++) {
      const step = (speed[i] * uneven[i]) / studio.rate;
      phase += step;
      const stroke = Math.floor(phase);
      const x = phase - stroke;
      const fire = cylinders[stroke % p.pattern] * Math.min(1, x * 60) * exp2(-p.sharp * x);
      const bang = fire * (0.7 + 0.6 * studio.noise.next() * Math.min(1, p.sharp / 8));
      let y = 0.15 * bang;
      for (const pipe of pipes) y += pipe.next(bang);
      y += p.noise * 0.2 * hiss.low(studio.noise.next()) * (0.3 + fire);
      if (p.whine) {
        whine += step * p.whine[0];
        y += p.whine[1] * 0.25 * (wave(whine) + 0.3 * wave(2 * whine + 0.2));
      }
      const t = i / studio.rate;
      const ends = Math.min(1, t * 8, (p.length - t) * 6);
      out[i] = saturate(1.4 * y) * ends;
    }
    return place(out, studio.rate, { size: 2.4, wet: 0.2, decay: 0.6, bright: 3500 });
  },
);
