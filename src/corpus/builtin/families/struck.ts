/** Struck bars, bells, bowls, glass and wood, as modes. */
import { release } from "../contour";
import { family, type Studio } from "../studio";
import { modes, strike, tap, type Mode } from "../modal";
import { place } from "../room";
import type { Hertz, Seconds } from "../../../types";

/** Partials of a free bar, of a bar tuned by undercutting, of a church bell, a bowl, a wine glass (textbook ratios). */
const FREE_BAR = [1, 2.756, 5.404, 8.933, 13.34];
const TUNED_BAR = [1, 3.984, 9.2, 16.2];
const BELL = [0.5, 1, 1.2, 1.5, 2, 2.51, 2.66, 3.01, 4.1, 5.36, 6.8, 8.3];
const BOWL = [1, 2.77, 5.18, 8.16, 11.66];
const GLASS = [1, 2.32, 4.25, 6.63, 9.38];

interface Bar {
  readonly hz: Hertz;
  readonly ratios: readonly number[];
  readonly decay: Seconds;
  readonly damping: number;
  readonly hard: Hertz;
  readonly touch: number;
}

export const bars = family<Bar>(
  "bar",
  {
    "marimba-low": { hz: 130.8, ratios: TUNED_BAR, decay: 1.3, damping: 0.7, hard: 700, touch: 0.1 },
    "marimba-high": { hz: 587, ratios: TUNED_BAR, decay: 0.5, damping: 0.7, hard: 2500, touch: 0.1 },
    xylophone: { hz: 1047, ratios: [1, 3, 6.2, 10.1], decay: 0.35, damping: 0.6, hard: 7000, touch: 0.25 },
    vibraphone: { hz: 349, ratios: TUNED_BAR, decay: 4, damping: 0.5, hard: 1500, touch: 0.04 },
    glockenspiel: { hz: 1568, ratios: FREE_BAR, decay: 2.4, damping: 0.5, hard: 9000, touch: 0.1 },
    "tube-chime": {
      hz: 440,
      ratios: [0.53, 1, 1.6, 2.3, 3.1, 4.1, 5.2],
      decay: 4.5,
      damping: 0.5,
      hard: 4000,
      touch: 0.1,
    },
    triangle: {
      hz: 1710,
      ratios: [1, 1.47, 2.09, 2.56, 3.39, 4.2, 5.4, 6.9],
      decay: 3,
      damping: 0.2,
      hard: 16000,
      touch: 0.1,
    },
    thumb: { hz: 220, ratios: [1, 5.42, 14.8], decay: 1, damping: 0.4, hard: 1800, touch: 0.2 },
  },
  (studio, p) => {
    const out = studio.silence(Math.min(2.6, p.decay * 1.1));
    strike(
      studio,
      out,
      0,
      modes(p.hz, p.ratios, p.decay, p.damping, (r) => 1 / Math.sqrt(r)),
      1,
      p.hard,
    );
    tap(studio, out, 0, 0.02, p.hard, p.touch);
    release(studio, out, (out.length * 0.3) / studio.rate);
    return place(out, studio.rate, { size: 1.4, wet: 0.16, decay: 0.6 });
  },
);

interface Bell {
  readonly hz: Hertz;
  readonly ratios: readonly number[];
  readonly decay: Seconds;
  readonly hard: Hertz;
  /** Split of every mode in two, as a share: the slow beating of cast metal. */
  readonly warble: number;
  readonly length: Seconds;
  readonly times?: number;
}

/** Every mode twice, slightly apart. */
const doubled = (studio: Studio, body: readonly Mode[], warble: number): Mode[] =>
  body.flatMap((m) => [
    { ...m, gain: m.gain * 0.7 },
    { ...m, frequency: m.frequency * (1 + warble * studio.between(0.4, 1)), gain: m.gain * 0.5 },
  ]);

export const bells = family<Bell>(
  "bell",
  {
    church: { hz: 262, ratios: BELL, decay: 6, hard: 2200, warble: 0.002, length: 1.8 },
    "church-large": { hz: 139, ratios: BELL, decay: 8, hard: 1500, warble: 0.003, length: 1.9 },
    hand: { hz: 784, ratios: [1, 3, 4.1, 6.3], decay: 3, hard: 5000, warble: 0.001, length: 1.3 },
    tiny: { hz: 2350, ratios: [1, 1.51, 2.42, 3.3, 4.6], decay: 1.3, hard: 14000, warble: 0.003, length: 1 },
    sleigh: {
      hz: 3300,
      ratios: [1, 1.23, 1.61, 2.14, 2.9],
      decay: 0.4,
      hard: 15000,
      warble: 0.01,
      length: 0.8,
      times: 9,
    },
    bowl: { hz: 220, ratios: BOWL, decay: 7, hard: 1600, warble: 0.006, length: 1.75 },
    cow: { hz: 560, ratios: [1, 1.48, 2.2, 2.9, 4.1, 5.6], decay: 0.5, hard: 6000, warble: 0.01, length: 0.6 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const body = doubled(
      studio,
      modes(p.hz, p.ratios, p.decay, 0.6, () => studio.between(0.5, 1)),
      p.warble,
    );
    const blows = p.times ?? 1;
    for (let b = 0; b < blows; b++) {
      const moved = blows > 1 ? body.map((m) => ({ ...m, frequency: studio.near(m.frequency, 0.15) })) : body;
      strike(studio, out, b === 0 ? 0 : studio.between(0, p.length * 0.6), moved, studio.between(0.5, 1), p.hard);
    }
    tap(studio, out, 0, 0.015, p.hard, 0.15);
    release(studio, out, p.length * 0.4);
    return place(out, studio.rate, { size: 2.2, wet: 0.14, decay: 1 });
  },
);

interface Glass {
  readonly hz: Hertz;
  readonly decay: Seconds;
  readonly length: Seconds;
  /** How many pieces, and over which time. */
  readonly pieces?: number;
  readonly over?: Seconds;
  readonly crash?: number;
}

export const glass = family<Glass>(
  "glass",
  {
    wine: { hz: 870, decay: 1.8, length: 1.3 },
    bottle: { hz: 2100, decay: 0.25, length: 0.35 },
    jar: { hz: 1250, decay: 0.3, length: 0.4 },
    marbles: { hz: 3900, decay: 0.06, length: 0.9, pieces: 14, over: 0.7 },
    chimes: { hz: 2600, decay: 0.8, length: 1.55, pieces: 16, over: 1.2 },
    break: { hz: 3100, decay: 0.22, length: 1.15, pieces: 60, over: 0.6, crash: 1 },
    shards: { hz: 4300, decay: 0.18, length: 0.9, pieces: 26, over: 0.6, crash: 0.25 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const pieces = p.pieces ?? 1;
    // Squared moments crowd towards the beginning, as pieces do after a blow.
    for (const t of studio.moments(pieces, 1)) {
      const at = pieces === 1 ? 0 : t * t * (p.over ?? 0);
      const hz = pieces === 1 ? p.hz : p.hz * studio.between(0.6, 1.7);
      const body = modes(hz, GLASS, studio.near(p.decay, 0.3), 0.55, () => studio.between(0.3, 1));
      const level = pieces === 1 ? 1 : studio.between(0.1, 1) * (1 - 0.7 * t);
      strike(studio, out, at, body, level, 12000);
      tap(studio, out, at, 0.006, 14000, 0.25 * level);
    }
    if (p.crash) tap(studio, out, 0, 0.18, 12000, 1.6 * p.crash);
    return place(out, studio.rate, { size: 0.9, wet: 0.18, decay: 0.4, bright: 9000 });
  },
);

interface Wood {
  readonly hz: readonly Hertz[];
  readonly decay: Seconds;
  readonly hard: Hertz;
  readonly touch: number;
  readonly at?: readonly Seconds[];
  readonly box?: number;
}

export const wood = family<Wood>(
  "wood",
  {
    "block-high": { hz: [1250, 2310, 3720], decay: 0.09, hard: 6000, touch: 0.4 },
    "block-low": { hz: [540, 1180, 1990], decay: 0.12, hard: 3500, touch: 0.3 },
    claves: { hz: [2480, 6900], decay: 0.13, hard: 12000, touch: 0.2 },
    "knock-door": { hz: [105, 178, 263, 410, 690], decay: 0.14, hard: 700, touch: 0.5, at: [0, 0.17, 0.33], box: 2 },
    "knock-table": { hz: [142, 231, 388, 560, 940], decay: 0.1, hard: 1200, touch: 0.5 },
    log: { hz: [196, 330, 720, 1150], decay: 0.22, hard: 1400, touch: 0.2 },
    castanet: { hz: [1980, 2750, 4100], decay: 0.03, hard: 9000, touch: 0.8, at: [0, 0.06, 0.12, 0.18, 0.3] },
    ratchet: {
      hz: [820, 1900, 3300],
      decay: 0.03,
      hard: 6000,
      touch: 0.9,
      at: Array.from({ length: 15 }, (_, i) => i * 0.043),
    },
  },
  (studio, p) => {
    const times = p.at ?? [0];
    const out = studio.silence(times[times.length - 1] + p.decay * 2 + 0.1);
    for (const at of times) {
      const body = p.hz.map((hz, i) => ({
        frequency: studio.near(hz, 0.01),
        decay: (p.decay * 2) / (1 + 0.35 * i),
        gain: 1 / (1 + 0.5 * i),
      }));
      const level = studio.between(0.7, 1);
      strike(studio, out, at, body, level, p.hard);
      tap(studio, out, at, 0.012, p.hard * 1.5, 0.4 * p.touch * level);
    }
    return place(out, studio.rate, { size: p.box ?? 0.8, wet: 0.28, decay: 0.35 });
  },
);
