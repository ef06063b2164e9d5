/** Clouds of tiny tones. */
import { exp2, wave } from "../exact";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

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
    dust: { length: 1.1, count: 70, scale: [523, 587, 659, 784, 880], grain: 0.06, struck: 1, drift: 0 },
    mist: { length: 1.35, count: 90, scale: [220, 247, 294, 330], grain: 0.3, struck: 0, drift: 0 },
    rising: { length: 1.2, count: 120, scale: [196, 233, 294, 349], grain: 0.12, struck: 0.5, drift: 2 },
    falling: { length: 1.2, count: 120, scale: [880, 988, 1175, 1397], grain: 0.12, struck: 0.5, drift: -2 },
    glitter: { length: 1.15, count: 110, scale: [1760, 2093, 2349, 2637], grain: 0.09, struck: 1, drift: 0 },
    depth: { length: 1.35, count: 60, scale: [55, 65.4, 82.4, 98], grain: 0.35, struck: 0.2, drift: -0.3 },
    pulse: { length: 1.1, count: 160, scale: [147, 440], grain: 0.025, struck: 0.7, drift: 0 },
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
        out[first + i] += level * y * y * (3 - 2 * y) * (wave(phase) + 0.15 * wave(2.01 * phase));
      }
    }
    return place(out, studio.rate, { size: 3.5, wet: 0.4, decay: 1.2 });
  },
);
