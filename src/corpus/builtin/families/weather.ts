/** Wind and thunder. */
import { exp2, saturate } from "../exact";
import { contour, wander } from "../contour";
import { OnePole, Sweep } from "../filters";
import { tap } from "../modal";
import { place } from "../room";
import { family, type Studio } from "../studio";
import type { Hertz, Seconds } from "../../../types";

const swell = (studio: Studio, length: Seconds, rise: Seconds, drop: Seconds): Float32Array =>
  contour(studio, length, [
    [0, 0],
    [rise, 1],
    [length - drop, 1],
    [length, 0],
  ]);

interface Wind {
  readonly hz: Hertz;
  /** How narrow the whistle is: Q. */
  readonly q: number;
  readonly gust: number;
  readonly depth: number;
  readonly length: Seconds;
  /** Share of the low roar. */
  readonly roar: number;
}

export const wind = family<Wind>(
  "wind",
  {
    field: { hz: 380, q: 0.9, gust: 0.6, depth: 0.35, length: 1.45, roar: 0.9 },
    howl: { hz: 520, q: 14, gust: 0.9, depth: 0.35, length: 1.45, roar: 0.2 },
    keyhole: { hz: 1250, q: 22, gust: 1.1, depth: 0.25, length: 1.35, roar: 0.08 },
    storm: { hz: 700, q: 2, gust: 1.6, depth: 0.5, length: 1.45, roar: 1.4 },
    gust: { hz: 800, q: 1.2, gust: 0.5, depth: 0.2, length: 1.15, roar: 0.7 },
    wires: { hz: 1900, q: 30, gust: 1.4, depth: 0.18, length: 1.35, roar: 0.06 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const [a, b, level] = [0, 1, 2].map(() => wander(studio, p.length, p.gust, p.depth));
    const force = swell(studio, p.length, p.length * 0.3, p.length * 0.4);
    const first = new Sweep(p.hz, p.q, studio.rate);
    const second = new Sweep(p.hz * 1.5, p.q * 0.8, studio.rate);
    const roar = new OnePole(260, studio.rate);
    for (let i = 0; i < out.length; i++) {
      if (i % 24 === 0) {
        first.tune(p.hz * a[i] * level[i], p.q);
        second.tune(p.hz * 1.53 * b[i] * level[i], p.q * 0.8);
      }
      const x = studio.noise.next();
      first.next(x);
      second.next(x);
      const strong = force[i] * level[i] * level[i];
      out[i] = strong * (Math.sqrt(p.q) * (first.band + 0.45 * second.band) + p.roar * 1.6 * roar.low(x));
    }
    return place(out, studio.rate, { size: 3, wet: 0.2, decay: 0.7 });
  },
);

interface Thunder {
  readonly length: Seconds;
  readonly crack: number;
  /** Echoes of the bolt, and how dull the last of them are. */
  readonly claps: number;
  readonly low: Hertz;
  readonly high: Hertz;
}

export const thunder = family<Thunder>(
  "thunder",
  {
    near: { length: 1.6, crack: 1.4, claps: 14, low: 90, high: 4000 },
    crack: { length: 1.25, crack: 2.4, claps: 7, low: 140, high: 8000 },
    far: { length: 1.7, crack: 0, claps: 12, low: 60, high: 260 },
    rolling: { length: 1.75, crack: 0.15, claps: 26, low: 70, high: 700 },
    quake: { length: 1.4, crack: 0, claps: 40, low: 35, high: 90 },
    blast: { length: 1.15, crack: 1.2, claps: 4, low: 60, high: 2500 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    for (const [k, t] of studio.moments(p.claps, 1).entries()) {
      const x = k / p.claps;
      const hz = p.high * exp2(-4.2 * x) < p.low ? p.low : p.high * exp2(-4.2 * x);
      const filter = new Sweep(hz, 0.6, studio.rate);
      const first = studio.frames((k === 0 ? 0 : t) * p.length * 0.6);
      const decay = studio.between(0.25, 0.6) * p.length * 0.5;
      const rise = p.crack > 0 && k < 3 ? 0.004 : studio.between(0.05, 0.2);
      const level = studio.between(0.4, 1) * (1 - 0.6 * x) * Math.sqrt(800 / (hz + 100));
      const end = Math.min(out.length, first + studio.frames(decay * 1.5));
      for (let i = first; i < end; i++) {
        const s = (i - first) / studio.rate;
        filter.next(studio.noise.next());
        out[i] += level * filter.low * Math.min(1, s / rise) * exp2((-6.5 * s) / decay);
      }
    }
    for (const at of studio.moments(p.crack * 30, 0.16))
      tap(studio, out, at, 0.05, p.high, 0.7 * p.crack * exp2(-12 * at));
    const force = contour(studio, p.length, [
      [p.length * 0.55, 1],
      [p.length, 0],
    ]);
    for (let i = 0; i < out.length; i++) out[i] = saturate(0.8 * out[i]) * force[i];
    return place(out, studio.rate, { size: 7, wet: 0.35, decay: 1.2, bright: 1200 });
  },
);
