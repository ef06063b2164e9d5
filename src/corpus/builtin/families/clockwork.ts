/** Clocks, keys, locks: small trains of hard taps on small bodies. */
import { modes, strike, tap } from "../modal";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

interface Clock {
  readonly ticks: readonly (readonly [at: Seconds, pitch: number, level: number])[];
  readonly hz: Hertz;
  readonly decay: Seconds;
  readonly box: number;
  readonly touch: number;
}

const beat = (count: number, step: Seconds, low = 0.8): [Seconds, number, number][] =>
  Array.from({ length: count }, (_, i) => [i * step, i % 2 ? low : 1, i % 2 ? 0.75 : 1]);

export const clockwork = family<Clock>(
  "clockwork",
  {
    watch: { ticks: beat(10, 0.2, 0.93), hz: 5200, decay: 0.02, box: 0.3, touch: 0.7 },
    grandfather: { ticks: beat(3, 0.8, 0.75), hz: 640, decay: 0.09, box: 1.6, touch: 0.6 },
    winding: { ticks: beat(22, 0.055, 1.04), hz: 2600, decay: 0.018, box: 0.6, touch: 1 },
    typewriter: {
      ticks: [
        [0, 1, 1],
        [0.17, 0.95, 0.8],
        [0.29, 1.06, 0.9],
        [0.52, 0.9, 1],
        [0.64, 1, 0.8],
        [0.86, 1.04, 0.9],
      ],
      hz: 1450,
      decay: 0.035,
      box: 0.9,
      touch: 1.8,
    },
    keys: {
      ticks: [
        [0, 1, 0.8],
        [0.11, 1.08, 0.6],
        [0.2, 0.94, 0.8],
        [0.37, 1, 0.7],
        [0.47, 1.1, 0.5],
        [0.7, 0.85, 1],
      ],
      hz: 820,
      decay: 0.025,
      box: 0.5,
      touch: 1.4,
    },
    lock: {
      ticks: [
        [0, 1, 0.6],
        [0.09, 0.8, 1],
        [0.13, 1.3, 0.5],
        [0.38, 0.7, 1],
      ],
      hz: 1250,
      decay: 0.06,
      box: 0.9,
      touch: 1,
    },
    switch: {
      ticks: [
        [0, 1, 1],
        [0.012, 1.2, 0.6],
      ],
      hz: 2100,
      decay: 0.03,
      box: 0.6,
      touch: 1.2,
    },
  },
  (studio, p) => {
    const last = p.ticks[p.ticks.length - 1][0];
    const out = studio.silence(last + p.decay * 3 + 0.08);
    for (const [at, pitch, level] of p.ticks) {
      const body = modes(p.hz * pitch * studio.near(1, 0.01), [0.62, 1, 1.71, 2.63, 3.9], p.decay * 2.2, 0.4, () =>
        studio.between(0.4, 1),
      );
      strike(studio, out, at + studio.between(0, 0.002), body, level, 9000);
      tap(studio, out, at, 0.008, 9000, 0.4 * p.touch * level);
      tap(studio, out, at + p.decay * 0.4, 0.006, 5000, 0.15 * p.touch * level);
    }
    return place(out, studio.rate, { size: p.box, wet: 0.3, decay: 0.2 + 0.15 * p.box });
  },
);
