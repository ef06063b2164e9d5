/** Frequency modulation. */
import { exp2, wave } from "../exact";
import { release } from "../contour";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

interface Fm {
  readonly hz: Hertz;
  /** Modulator's frequency as a ratio of the carrier's. */
  readonly ratio: number;
  /** Modulation index at the beginning and at the end, and the time between as T60. */
  readonly index: readonly [number, number, Seconds];
  readonly rise?: Seconds;
  readonly decay: Seconds;
  readonly length: Seconds;
  /** A second pair, as ratio to the first carrier, with that level. */
  readonly pair?: readonly [ratio: number, modulator: number, level: number];
  readonly sweep?: number;
  /** Wobble of the index: Hz. */
  readonly wobble?: Hertz;
}

/** Chowning's simple FM (1973), with a second pair where it is told. */
export const fm = family<Fm>(
  "fm",
  {
    "electric-piano": { hz: 220, ratio: 1, index: [1.6, 0.2, 0.8], decay: 3, length: 1.25, pair: [1, 14, 0.25] },
    bell: { hz: 340, ratio: 1.4, index: [6, 0, 2.5], decay: 4, length: 1.35 },
    "bell-glassy": { hz: 880, ratio: 3.53, index: [2.4, 0, 1.2], decay: 2.2, length: 1.15, pair: [2.01, 1.41, 0.3] },
    bass: { hz: 55, ratio: 1, index: [5, 0.6, 0.4], decay: 1.6, length: 0.85 },
    wobble: { hz: 73.4, ratio: 0.5, index: [5, 4, 9], decay: 9, length: 1.2, wobble: 5 },
    clang: { hz: 185, ratio: 2.76, index: [9, 1, 0.8], decay: 1.2, length: 0.9 },
    laser: { hz: 900, ratio: 1.5, index: [3, 0, 0.4], decay: 0.6, length: 0.45, sweep: -3 },
    "wood-synthetic": { hz: 160, ratio: 2.41, index: [4, 0, 0.08], decay: 0.35, length: 0.4 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const [from, to, time] = p.index;
    const rise = p.rise ?? 0.002;
    let [c1, m1, c2, m2] = [0, 0, 0, 0];
    const [ratio2, mod2, level2] = p.pair ?? [1, 1, 0];
    for (let i = 0; i < out.length; i++) {
      const t = i / studio.rate;
      const hz = p.sweep ? p.hz * exp2((p.sweep * t) / p.length) : p.hz;
      const wobble = p.wobble ? 0.55 - 0.45 * wave(0.25 + p.wobble * t) : 1;
      // A rising index needs a line, a falling one an exponential: no exponential leaves zero.
      const index =
        wobble * (from > to ? to + (from - to) * exp2((-9.97 * t) / time) : from + ((to - from) * t) / p.length);
      const level = Math.min(1, t / rise) * exp2((-9.97 * t) / p.decay);
      const step = hz / studio.rate;
      m1 += step * p.ratio;
      c1 += step * 1.0007;
      m2 += step * ratio2 * mod2;
      c2 += step * ratio2;
      const first = wave(c1 + index * 0.159 * wave(m1));
      out[i] = level * (first + level2 * (level2 > 0 ? wave(c2 + index * 0.08 * level * wave(m2)) : 0));
    }
    release(studio, out, p.length * 0.2);
    return place(out, studio.rate, { size: 1.8, wet: 0.16, decay: 0.7 });
  },
);
