/** Whispers, hisses and the small noises of a mouth. */
import { contour, type Point } from "../contour";
import { OnePole, Resonator } from "../filters";
import { place } from "../room";
import { family } from "../studio";
import { sing } from "../throat";
import type { Hertz, Seconds } from "../../../types";

interface Whisper {
  readonly vowels: string;
  readonly tract: number;
  readonly length: Seconds;
  /** Hiss: centre, width, level, and how it comes and goes as moments (share of the length) and levels. */
  readonly hiss?: readonly [Hertz, Hertz, number, readonly Point[]];
  readonly force: readonly Point[];
}

export const whispers = family<Whisper>(
  "whisper",
  {
    ah: {
      vowels: "a",
      tract: 1.05,
      length: 0.8,
      force: [
        [0, 0],
        [0.2, 1],
        [0.6, 0.7],
        [1, 0],
      ],
    },
    shh: {
      vowels: "y",
      tract: 1.1,
      length: 1.1,
      force: [
        [0, 0],
        [0.3, 0.1],
        [1, 0],
      ],
      hiss: [
        3300,
        2200,
        1.4,
        [
          [0, 0],
          [0.15, 1],
          [0.7, 0.8],
          [1, 0],
        ],
      ],
    },
    ess: {
      vowels: "i",
      tract: 1.1,
      length: 0.7,
      force: [
        [0, 0],
        [1, 0],
      ],
      hiss: [
        7600,
        3500,
        1.6,
        [
          [0, 0],
          [0.2, 1],
          [0.7, 0.9],
          [1, 0],
        ],
      ],
    },
    tsk: {
      vowels: "e",
      tract: 1.1,
      length: 0.22,
      force: [
        [0, 0],
        [1, 0],
      ],
      hiss: [
        6300,
        2600,
        2,
        [
          [0, 0],
          [0.01, 1],
          [0.12, 0.4],
          [0.5, 0.3],
          [1, 0],
        ],
      ],
    },
    kiss: {
      vowels: "y",
      tract: 1,
      length: 0.25,
      force: [
        [0, 0],
        [0.5, 0.6],
        [0.55, 0],
        [1, 0],
      ],
      hiss: [
        2100,
        700,
        1.6,
        [
          [0, 0],
          [0.4, 0.1],
          [0.52, 1],
          [0.7, 0.1],
          [1, 0],
        ],
      ],
    },
    breath: {
      vowels: "əa",
      tract: 1,
      length: 1.35,
      force: [
        [0, 0],
        [0.25, 0.9],
        [0.48, 0],
        [0.6, 0.2],
        [0.75, 0.6],
        [1, 0],
      ],
    },
    secret: {
      vowels: "eiaəiaoe",
      tract: 1.12,
      length: 1.2,
      force: [
        [0, 0],
        [0.08, 0.8],
        [0.14, 0.1],
        [0.24, 1],
        [0.36, 0.05],
        [0.44, 0.8],
        [0.55, 0.1],
        [0.66, 0.9],
        [0.8, 0.2],
        [0.86, 0.6],
        [1, 0],
      ],
      hiss: [
        6400,
        3000,
        0.9,
        [
          [0, 0.7],
          [0.06, 0],
          [0.32, 0],
          [0.36, 1],
          [0.42, 0],
          [0.78, 0],
          [0.84, 0.8],
          [0.9, 0],
        ],
      ],
    },
  },
  (studio, p) => {
    const spread = (points: readonly Point[]): Float32Array =>
      contour(
        studio,
        p.length,
        points.map(([at, v]) => [at * p.length, v]),
      );
    const still = studio.silence(p.length);
    const out = sing(studio, { ...p, breath: 1 }, still, spread(p.force));
    if (p.hiss) {
      const [hz, width, level, points] = p.hiss;
      const teeth = new Resonator(hz, width, studio.rate);
      const edge = new OnePole(hz * 0.3, studio.rate);
      const line = spread(points);
      for (let i = 0; i < out.length; i++) out[i] += 0.3 * level * line[i] * edge.high(teeth.next(studio.noise.next()));
    }
    return place(out, studio.rate, { size: 0.8, wet: 0.14, decay: 0.3 });
  },
);
