/** Leaves and paper, steps on floors, and things shaken or spilled: crowds of small impacts. */
import { exp2 } from "../exact";
import { contour, type Point } from "../contour";
import { Resonator } from "../filters";
import { modes, strike, tap } from "../modal";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

interface Rustle {
  readonly length: Seconds;
  /** Crackles a second at full force. */
  readonly crackles: number;
  readonly hz: Hertz;
  readonly width: number;
  readonly decay: Seconds;
  readonly hiss: number;
  readonly force: readonly Point[];
  /** Levels spread over that many octaves of amplitude. */
  readonly spread: number;
}

export const rustles = family<Rustle>(
  "rustle",
  {
    leaves: {
      length: 1.5,
      crackles: 260,
      hz: 5200,
      width: 1.4,
      decay: 0.008,
      hiss: 0.06,
      force: [
        [0, 0],
        [0.4, 1],
        [0.8, 0.5],
        [1.1, 0.9],
        [1.5, 0],
      ],
      spread: 4,
    },
    crumple: {
      length: 1.3,
      crackles: 140,
      hz: 3300,
      width: 1.2,
      decay: 0.007,
      hiss: 0.01,
      force: [
        [0, 0.3],
        [0.3, 1],
        [0.7, 0.6],
        [1.3, 0.1],
      ],
      spread: 7,
    },
    "paper-turn": {
      length: 0.6,
      crackles: 90,
      hz: 2700,
      width: 1.6,
      decay: 0.01,
      hiss: 0.25,
      force: [
        [0, 0],
        [0.2, 0.6],
        [0.42, 1],
        [0.6, 0],
      ],
      spread: 4,
    },
    tear: {
      length: 0.8,
      crackles: 700,
      hz: 4400,
      width: 1.3,
      decay: 0.003,
      hiss: 0.1,
      force: [
        [0, 0.2],
        [0.5, 0.7],
        [0.75, 1],
        [0.8, 0],
      ],
      spread: 3,
    },
    foil: {
      length: 1,
      crackles: 180,
      hz: 7800,
      width: 0.7,
      decay: 0.009,
      hiss: 0.01,
      force: [
        [0, 0.2],
        [0.4, 1],
        [1, 0],
      ],
      spread: 5,
    },
    cloth: {
      length: 0.9,
      crackles: 110,
      hz: 1500,
      width: 1.5,
      decay: 0.013,
      hiss: 0.35,
      force: [
        [0, 0],
        [0.2, 1],
        [0.5, 0.2],
        [0.65, 0.8],
        [0.9, 0],
      ],
      spread: 3,
    },
    reeds: {
      length: 1.8,
      crackles: 120,
      hz: 6800,
      width: 1.1,
      decay: 0.014,
      hiss: 0.14,
      force: [
        [0, 0],
        [0.6, 0.9],
        [1.2, 0.6],
        [1.8, 0],
      ],
      spread: 3,
    },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const force = contour(studio, p.length, p.force);
    const sheet = new Resonator(p.hz, p.hz * p.width, studio.rate);
    for (const at of studio.moments(p.crackles * p.length, p.length * 0.98)) {
      const first = studio.frames(at);
      const level = exp2(studio.between(-p.spread, 0)) * (force[first] ?? 0);
      const piece = new Resonator(p.hz * studio.between(0.5, 1.6), p.hz * p.width, studio.rate);
      const decay = p.decay * studio.between(0.5, 2);
      const end = Math.min(out.length, first + studio.frames(decay * 1.2));
      for (let i = first; i < end; i++)
        out[i] += level * 2 * piece.next(studio.noise.next()) * exp2((-9 * (i - first)) / (decay * studio.rate));
    }
    for (let i = 0; i < out.length; i++) out[i] += p.hiss * force[i] * sheet.next(studio.noise.next());
    return place(out, studio.rate, { size: 0.9, wet: 0.12, decay: 0.25, bright: 8000 });
  },
);

interface Step {
  readonly steps: number;
  readonly gap: Seconds;
  readonly thump: Hertz;
  readonly heel: number;
  /** Grains under the sole: how many, how bright, how long each. */
  readonly grit: readonly [count: number, hz: Hertz, decay: Seconds, level: number];
  readonly room: number;
}

export const steps = family<Step>(
  "step",
  {
    gravel: { steps: 3, gap: 0.55, thump: 110, heel: 0.35, grit: [70, 3800, 0.006, 0.9], room: 1.5 },
    snow: { steps: 3, gap: 0.6, thump: 90, heel: 0.15, grit: [150, 1900, 0.005, 0.5], room: 1 },
    "wood-floor": { steps: 3, gap: 0.5, thump: 145, heel: 1, grit: [3, 1800, 0.01, 0.3], room: 1.2 },
    heels: { steps: 4, gap: 0.42, thump: 620, heel: 1, grit: [2, 4200, 0.006, 0.5], room: 2.4 },
    run: { steps: 5, gap: 0.27, thump: 120, heel: 0.7, grit: [26, 2600, 0.006, 0.6], room: 1.5 },
    mud: { steps: 2, gap: 0.75, thump: 70, heel: 0.5, grit: [40, 700, 0.016, 0.7], room: 1 },
    boot: { steps: 1, gap: 0, thump: 85, heel: 1, grit: [8, 1300, 0.012, 0.6], room: 1.8 },
  },
  (studio, p) => {
    const out = studio.silence((p.steps - 1) * p.gap + 0.55);
    const [count, hz, decay, level] = p.grit;
    for (let s = 0; s < p.steps; s++) {
      const at = s * p.gap * studio.near(1, 0.02);
      const force = studio.between(0.7, 1);
      for (const [delay, part] of [
        [0, 1],
        [0.09, 0.55],
      ]) {
        const body = modes(p.thump * studio.near(1, 0.06), [1, 1.83, 2.9, 4.4], 0.12, 0.4, (r) => 1 / r);
        strike(studio, out, at + delay, body, 1.4 * p.heel * part * force, p.thump * 5);
        tap(studio, out, at + delay, 0.018, p.thump * 9, 0.5 * p.heel * part * force);
        for (const t of studio.moments(count * part, 1)) {
          tap(
            studio,
            out,
            at + delay + t * t * 0.16,
            decay * studio.between(0.5, 2),
            hz * studio.between(0.6, 1.7),
            level * force * exp2(studio.between(-4, 0)),
          );
        }
      }
    }
    return place(out, studio.rate, { size: p.room, wet: 0.22, decay: 0.25 * p.room + 0.15 });
  },
);

interface Shake {
  readonly length: Seconds;
  readonly count: number;
  readonly hz: readonly [Hertz, Hertz];
  readonly ratios: readonly number[];
  readonly ring: Seconds;
  readonly touch: number;
  /** Shakes a second, 0 a spill that dies away. */
  readonly shakes: number;
}

export const shaken = family<Shake>(
  "shaken",
  {
    maraca: { length: 1.2, count: 420, hz: [3200, 6500], ratios: [1, 1.7], ring: 0.006, touch: 1, shakes: 4 },
    tambourine: {
      length: 1.2,
      count: 90,
      hz: [4300, 9500],
      ratios: [1, 1.34, 1.82],
      ring: 0.12,
      touch: 0.2,
      shakes: 4,
    },
    coins: {
      length: 1,
      count: 24,
      hz: [3600, 7200],
      ratios: [1, 1.58, 2.31, 3.02],
      ring: 0.16,
      touch: 0.15,
      shakes: 0,
    },
    pebbles: { length: 1.1, count: 40, hz: [1300, 3100], ratios: [1, 1.9, 2.7], ring: 0.02, touch: 0.6, shakes: 0 },
    beans: { length: 1.4, count: 130, hz: [900, 2100], ratios: [1, 2.1], ring: 0.014, touch: 0.7, shakes: 0 },
    sand: { length: 1.5, count: 1500, hz: [4500, 9000], ratios: [1], ring: 0.003, touch: 1, shakes: 0 },
    "rain-stick": { length: 2.4, count: 330, hz: [2100, 5600], ratios: [1, 1.52], ring: 0.02, touch: 0.5, shakes: 0 },
    bamboo: { length: 1.6, count: 18, hz: [620, 1400], ratios: [1, 2.2, 3.4], ring: 0.09, touch: 0.3, shakes: 0 },
  },
  (studio, p) => {
    const out = studio.silence(p.length + 0.1);
    for (const t of studio.moments(p.count, 1)) {
      const shake = t * p.length * p.shakes;
      const x = shake - Math.floor(shake);
      const at = p.shakes > 0 ? (Math.floor(shake) + x * x * 0.55) / p.shakes : t * p.length * 0.9;
      if (at > p.length) continue;
      const level = exp2(studio.between(-4, 0)) * (p.shakes > 0 ? 1 - 0.5 * x : 1.05 - t * t);
      const hz = studio.between(p.hz[0], p.hz[1]);
      strike(
        studio,
        out,
        at,
        modes(hz, p.ratios, p.ring * studio.near(1, 0.4), 0.3, () => studio.between(0.4, 1)),
        level,
        12000,
      );
      tap(studio, out, at, 0.004, p.hz[1], 0.5 * p.touch * level);
    }
    return place(out, studio.rate, { size: 0.9, wet: 0.16, decay: 0.3, bright: 8000 });
  },
);
