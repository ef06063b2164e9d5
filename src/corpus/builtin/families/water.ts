/** Water: bubbles that ring at Minnaert's frequency, alone, in drops, pours and streams; and rain on things. */
import { exp2, fall, wave } from "../exact";
import { OnePole, Resonator } from "../filters";
import { modes, strike, tap } from "../modal";
import { place } from "../room";
import { family, type Studio } from "../studio";
import type { Hertz, Seconds } from "../../../types";

/** Adds a bubble: frequency 3.26 m/s over its radius, damped and rising as it nears the surface (van den Doel 2005). */
function bubble(studio: Studio, out: Float32Array, at: Seconds, hz: Hertz, rise: number, level: number): void {
  const radius = 3.26 / hz;
  const damping = 0.13 / radius + 0.0072 / (radius * Math.sqrt(radius));
  const decay = 6.9 / damping;
  const first = studio.frames(at);
  const end = Math.min(out.length, first + studio.frames(decay * 1.2));
  const r = fall(decay, studio.rate);
  let [gain, phase] = [level, 0];
  for (let i = first; i < end; i++) {
    const t = (i - first) / studio.rate;
    phase += (hz * (1 + rise * damping * 0.1 * t)) / studio.rate;
    out[i] += gain * wave(phase) * Math.min(1, t * 1200);
    gain *= r;
  }
}

interface Water {
  readonly length: Seconds;
  readonly low: Hertz;
  readonly high: Hertz;
  readonly count: number;
  readonly rise: number;
  /** Splash: a burst of noise, its centre and its level. */
  readonly splash?: readonly [Hertz, number];
  /** Steady hiss under it. */
  readonly hiss?: number;
  readonly room?: number;
  /** Bubbles crowd towards the beginning. */
  readonly burst?: boolean;
}

export const water = family<Water>(
  "water",
  {
    drop: { length: 0.4, low: 900, high: 900, count: 1, rise: 1.2, room: 1.5 },
    "drop-cave": { length: 0.5, low: 1150, high: 1150, count: 1, rise: 1.4, room: 5 },
    "drop-deep": { length: 0.5, low: 420, high: 420, count: 1, rise: 1, room: 1.5 },
    plop: { length: 0.5, low: 330, high: 800, count: 5, rise: 1.3, splash: [1400, 0.25], burst: true },
    splash: { length: 1, low: 400, high: 3200, count: 130, rise: 0.6, splash: [2400, 1.1], burst: true },
    bubbles: { length: 1.1, low: 350, high: 1100, count: 26, rise: 0.8 },
    pour: { length: 1.25, low: 500, high: 1600, count: 200, rise: 0.5, hiss: 0.05 },
    brook: { length: 1.35, low: 450, high: 3600, count: 480, rise: 0.4, hiss: 0.06 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    for (const t of studio.moments(p.count, 1)) {
      const at = p.count === 1 ? 0 : (p.burst ? t * t : t) * p.length * 0.85;
      const x = studio.between(0, 1);
      const hz = p.low * exp2(x * octaves(p.high / p.low));
      bubble(
        studio,
        out,
        at,
        hz,
        p.rise * studio.between(0.2, 1),
        studio.between(0.15, 1) * (p.count > 20 ? 1 - 0.6 * x : 1),
      );
    }
    if (p.count === 1) tap(studio, out, 0, 0.006, 6000, 0.15);
    if (p.splash) {
      const [hz, level] = p.splash;
      const body = new Resonator(hz, hz * 1.4, studio.rate);
      for (let i = 0; i < out.length; i++) {
        const t = i / studio.rate;
        out[i] += level * body.next(studio.noise.next()) * Math.min(1, t * 150) * exp2(-11 * t);
      }
    }
    if (p.hiss) {
      const foam = new Resonator(2600, 3500, studio.rate);
      for (let i = 0; i < out.length; i++) out[i] += p.hiss * foam.next(studio.noise.next());
    }
    soften(out, studio, p.count > 20 && !p.burst ? 0.12 : 0.01);
    return place(out, studio.rate, {
      size: p.room ?? 1.2,
      wet: p.room && p.room > 2 ? 0.4 : 0.2,
      decay: 0.25 * (p.room ?? 1.2),
    });
  },
);

/** log2 by counting and bisection: exact enough, and the same everywhere. */
function octaves(x: number): number {
  let [low, high] = [-20, 20];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (exp2(middle) < x) low = middle;
    else high = middle;
  }
  return low;
}

/** In place: a rise and a fall of that length at the two ends. */
function soften(out: Float32Array, studio: Studio, time: Seconds): void {
  const n = Math.min(studio.frames(time), out.length >> 1);
  for (let i = 0; i < n; i++) {
    const x = i / n;
    const g = x * x * (3 - 2 * x);
    out[i] *= time > 0.05 ? g : 1;
    out[out.length - 1 - i] *= g;
  }
}

interface Rain {
  readonly length: Seconds;
  /** Drops a second, and what they fall on: modes in Hz, decay, and how much it rings against the patter. */
  readonly drops: number;
  readonly hz: Hertz;
  readonly decay: Seconds;
  readonly ring: number;
  readonly patter: Hertz;
  readonly hiss: number;
}

export const rain = family<Rain>(
  "rain",
  {
    light: { length: 1.3, drops: 30, hz: 2400, decay: 0.015, ring: 0.2, patter: 9000, hiss: 0.02 },
    heavy: { length: 1.3, drops: 420, hz: 1500, decay: 0.012, ring: 0.15, patter: 7000, hiss: 0.16 },
    "tin-roof": { length: 1.25, drops: 90, hz: 640, decay: 0.07, ring: 0.9, patter: 6000, hiss: 0.03 },
    window: { length: 1.25, drops: 60, hz: 3100, decay: 0.03, ring: 0.5, patter: 10000, hiss: 0.02 },
    leaves: { length: 1.3, drops: 110, hz: 900, decay: 0.01, ring: 0.25, patter: 3500, hiss: 0.03 },
    tent: { length: 1.2, drops: 80, hz: 210, decay: 0.05, ring: 0.9, patter: 2200, hiss: 0.03 },
    hail: { length: 1.15, drops: 55, hz: 1700, decay: 0.025, ring: 0.8, patter: 12000, hiss: 0.02 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    for (const at of studio.moments(p.drops * p.length, p.length * 0.97)) {
      const level = exp2(studio.between(-5, 0));
      tap(studio, out, at, studio.between(0.004, 0.014), p.patter, level);
      if (level > 0.12)
        strike(
          studio,
          out,
          at,
          modes(p.hz * studio.between(0.7, 1.5), [1, 1.74, 2.6], p.decay, 0.5, () => studio.between(0.3, 1)),
          level * p.ring,
          9000,
        );
    }
    const body = new Resonator(p.patter * 0.5, p.patter, studio.rate);
    const dull = new OnePole(p.patter, studio.rate);
    for (let i = 0; i < out.length; i++)
      out[i] += p.hiss * (body.next(studio.noise.next()) + 0.4 * dull.low(studio.noise.next()));
    soften(out, studio, 0.15);
    return place(out, studio.rate, { size: 1.6, wet: 0.14, decay: 0.35 });
  },
);
