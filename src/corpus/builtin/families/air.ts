/** Weather and air: wind, thunder, fire, steam. */
import { exp2, saturate } from "../exact";
import { contour, wander, type Point } from "../contour";
import { OnePole, Resonator, Sweep } from "../filters";
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
    breeze: { hz: 620, q: 0.8, gust: 0.8, depth: 0.3, length: 1.75, roar: 0.5 },
    field: { hz: 380, q: 0.9, gust: 0.6, depth: 0.35, length: 1.85, roar: 0.9 },
    howl: { hz: 520, q: 14, gust: 0.9, depth: 0.35, length: 1.85, roar: 0.2 },
    "howl-low": { hz: 240, q: 12, gust: 0.7, depth: 0.3, length: 1.85, roar: 0.3 },
    keyhole: { hz: 1250, q: 22, gust: 1.1, depth: 0.25, length: 1.65, roar: 0.08 },
    storm: { hz: 700, q: 2, gust: 1.6, depth: 0.5, length: 1.85, roar: 1.4 },
    gust: { hz: 800, q: 1.2, gust: 0.5, depth: 0.2, length: 1.3, roar: 0.7 },
    wires: { hz: 1900, q: 30, gust: 1.4, depth: 0.18, length: 1.65, roar: 0.06 },
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
    near: { length: 2.05, crack: 1.4, claps: 14, low: 90, high: 4000 },
    crack: { length: 1.45, crack: 2.4, claps: 7, low: 140, high: 8000 },
    far: { length: 2.25, crack: 0, claps: 12, low: 60, high: 260 },
    rolling: { length: 2.35, crack: 0.15, claps: 26, low: 70, high: 700 },
    rumble: { length: 1.85, crack: 0, claps: 18, low: 45, high: 130 },
    quake: { length: 1.75, crack: 0, claps: 40, low: 35, high: 90 },
    blast: { length: 1.35, crack: 1.2, claps: 4, low: 60, high: 2500 },
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

interface Fire {
  readonly length: Seconds;
  readonly crackles: number;
  readonly roar: number;
  readonly hiss: number;
  readonly snap: Hertz;
}

export const fire = family<Fire>(
  "fire",
  {
    camp: { length: 1.75, crackles: 26, roar: 0.28, hiss: 0.03, snap: 4200 },
    hearth: { length: 1.75, crackles: 14, roar: 0.35, hiss: 0.015, snap: 2600 },
    twigs: { length: 1.45, crackles: 60, roar: 0.06, hiss: 0.04, snap: 6500 },
    embers: { length: 1.65, crackles: 9, roar: 0.05, hiss: 0.02, snap: 5200 },
    blaze: { length: 1.75, crackles: 40, roar: 1.1, hiss: 0.12, snap: 3400 },
    snap: { length: 0.4, crackles: 4, roar: 0.03, hiss: 0.01, snap: 3000 },
    match: { length: 1, crackles: 12, roar: 0.3, hiss: 0.5, snap: 7000 },
    torch: { length: 1.45, crackles: 10, roar: 1.2, hiss: 0.05, snap: 3000 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const roar = new OnePole(180, studio.rate);
    const hiss = new Resonator(5200, 5000, studio.rate);
    const flicker = wander(studio, p.length, 7, 0.6);
    const flare = contour(
      studio,
      p.length,
      p.hiss > 0.3
        ? [
            [0, 0],
            [0.08, 2.4],
            [0.4, 0.5],
            [p.length, 0],
          ]
        : [
            [0, 0],
            [Math.min(0.25, p.length / 4), 1],
            [p.length * 0.75, 1],
            [p.length, 0],
          ],
    );
    for (let i = 0; i < out.length; i++) {
      const x = studio.noise.next();
      out[i] = flare[i] * (3 * p.roar * roar.low(x) * flicker[i] + p.hiss * hiss.next(x));
    }
    for (const at of studio.moments(p.crackles, p.length * 0.92)) {
      // Few loud snaps, many faint ones, each a pop with a tail of its own colour.
      const level = 1.6 * exp2(studio.between(-6, 0));
      const hz = p.snap * studio.between(0.4, 1.5);
      const wood = new Resonator(hz, hz * 0.5, studio.rate);
      const first = studio.frames(at);
      const decay = studio.between(0.006, 0.03);
      const end = Math.min(out.length, first + studio.frames(decay * 2));
      for (let i = first; i < end; i++) {
        const t = (i - first) / studio.rate;
        out[i] += level * 3 * wood.next(studio.noise.next()) * exp2((-9 * t) / decay);
      }
      if (level > 0.5) tap(studio, out, at + 0.001, 0.03, 900, level * 0.7);
    }
    return place(out, studio.rate, { size: 1.3, wet: 0.14, decay: 0.35 });
  },
);

interface Steam {
  readonly length: Seconds;
  readonly from: Hertz;
  readonly to: Hertz;
  readonly q: number;
  readonly shape: readonly Point[];
  /** Puffs a second; 0 one breath. */
  readonly puffs?: number;
  readonly spit?: number;
}

export const steam = family<Steam>(
  "steam",
  {
    valve: {
      length: 1.2,
      from: 6500,
      to: 4200,
      q: 0.7,
      shape: [
        [0, 0],
        [0.01, 1],
        [0.6, 0.5],
        [1.2, 0],
      ],
    },
    "air-brake": {
      length: 0.9,
      from: 5200,
      to: 1800,
      q: 0.8,
      shape: [
        [0, 0],
        [0.005, 1],
        [0.25, 0.5],
        [0.9, 0],
      ],
    },
    leak: {
      length: 1.9,
      from: 7800,
      to: 8200,
      q: 1.6,
      shape: [
        [0, 0],
        [0.3, 0.8],
        [1.5, 0.9],
        [1.9, 0],
      ],
      spit: 8,
    },
    puff: {
      length: 0.45,
      from: 1500,
      to: 700,
      q: 0.7,
      shape: [
        [0, 0],
        [0.02, 1],
        [0.12, 0.4],
        [0.45, 0],
      ],
    },
    engine: {
      length: 2,
      from: 1300,
      to: 1500,
      q: 0.7,
      shape: [
        [0, 0.6],
        [1.2, 1],
        [2, 0.7],
      ],
      puffs: 4,
    },
    spray: {
      length: 0.7,
      from: 9500,
      to: 8800,
      q: 0.8,
      shape: [
        [0, 0],
        [0.03, 1],
        [0.55, 0.9],
        [0.7, 0],
      ],
    },
    tire: {
      length: 1.8,
      from: 4200,
      to: 2200,
      q: 2.2,
      shape: [
        [0, 0],
        [0.02, 1],
        [0.9, 0.7],
        [1.8, 0],
      ],
      spit: 4,
    },
    kettle: {
      length: 1.9,
      from: 2600,
      to: 6200,
      q: 1.1,
      shape: [
        [0, 0],
        [1.3, 0.8],
        [1.7, 1],
        [1.9, 0],
      ],
      spit: 20,
    },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const shape = contour(studio, p.length, p.shape);
    const sweep = contour(studio, p.length, [
      [0, p.from],
      [p.length, p.to],
    ]);
    const filter = new Sweep(p.from, p.q, studio.rate);
    const jet = new OnePole(9000, studio.rate);
    for (let i = 0; i < out.length; i++) {
      if (i % 32 === 0) filter.tune(sweep[i], p.q);
      filter.next(studio.noise.next());
      const t = (i / studio.rate) * (p.puffs ?? 0);
      const x = t - Math.floor(t);
      const puff = p.puffs ? Math.min(1, x * 18) * exp2(-5 * x) : 1;
      out[i] = shape[i] * puff * (filter.band + 0.12 * jet.low(studio.noise.next()));
    }
    for (const at of studio.moments((p.spit ?? 0) * p.length, p.length * 0.8))
      tap(studio, out, at, studio.between(0.01, 0.04), p.from * 1.5, studio.between(0.1, 0.6));
    return place(out, studio.rate, { size: 1.8, wet: 0.16, decay: 0.5, bright: 8000 });
  },
);
