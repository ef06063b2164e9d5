/** Fire and steam. */
import { contour, wander, type Point } from "../contour";
import { exp2 } from "../exact";
import { OnePole, Resonator, Sweep } from "../filters";
import { tap } from "../modal";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

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
    camp: { length: 1.4, crackles: 26, roar: 0.28, hiss: 0.03, snap: 4200 },
    twigs: { length: 1.25, crackles: 60, roar: 0.06, hiss: 0.04, snap: 6500 },
    embers: { length: 1.35, crackles: 9, roar: 0.05, hiss: 0.02, snap: 5200 },
    snap: { length: 0.4, crackles: 4, roar: 0.03, hiss: 0.01, snap: 3000 },
    match: { length: 0.95, crackles: 12, roar: 0.3, hiss: 0.5, snap: 7000 },
    torch: { length: 1.25, crackles: 10, roar: 1.2, hiss: 0.05, snap: 3000 },
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
