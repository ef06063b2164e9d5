/** Hum, sparks, glitches and data lines: electricity gone wrong. */
import { exp2, saturate, wave } from "../exact";
import { release } from "../contour";
import { highPass, OnePole, Resonator } from "../filters";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

interface Fault {
  readonly length: Seconds;
  /** Mains hum in Hz. */
  readonly hum?: Hertz;
  /** Sparks a second. */
  readonly sparks?: number;
  /** Held random values: Hz at the beginning and end. */
  readonly hold?: readonly [Hertz, Hertz];
  /** Two-tone data: the tones, and bits a second. */
  readonly data?: readonly [Hertz, Hertz, number];
  readonly static?: number;
}

export const electric = family<Fault>(
  "electric",
  {
    hum: { length: 1.35, hum: 50 },
    "hum-sparking": { length: 1.3, hum: 100, sparks: 18 },
    arc: { length: 1, hum: 100, sparks: 220, static: 0.2 },
    glitch: { length: 0.8, hold: [9000, 300] },
    "glitch-up": { length: 0.7, hold: [150, 6000] },
    "data-fast": { length: 0.9, data: [1650, 2900, 300] },
    radio: { length: 1.3, static: 0.6, data: [740, 880, 11] },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const noise = new Resonator(2600, 3200, studio.rate);
    const gate = new OnePole(40, studio.rate);
    let [count, tone, low] = [0, 0, 0];
    const bits = Array.from({ length: 512 }, () => (studio.between(0, 1) < 0.5 ? 0 : 1));
    const values = Array.from({ length: 512 }, () => studio.between(-1, 1));
    for (let i = 0; i < out.length; i++) {
      const t = i / studio.rate;
      let x = 0;
      if (p.hum) {
        const buzz = wave(p.hum * t);
        x +=
          0.4 * buzz +
          0.3 * saturate(6 * wave(2 * p.hum * t + 0.1)) * (0.6 + 0.4 * buzz) +
          0.12 * wave(p.hum * 6 * t) +
          0.05 * wave(p.hum * 14 * t);
      }
      if (p.hold) {
        count += (p.hold[0] * exp2((t / p.length) * (p.hold[1] > p.hold[0] ? 5.3 : -4.9))) / studio.rate;
        const held = values[Math.floor(count) % (bits[Math.floor(t * 14)] ? 7 : 64)];
        x += held * (bits[(Math.floor(t * 23) + 99) % 512] || t < 0.05 ? 1 : 0.05);
      }
      if (p.data) {
        const bit = bits[Math.floor(t * p.data[2]) % 512];
        tone += p.data[bit] / studio.rate;
        x += 0.5 * wave(tone);
      }
      if (p.static) x += p.static * noise.next(studio.noise.next()) * (0.6 + gate.low(3 * studio.noise.next()));
      out[i] = x;
    }
    for (const at of studio.moments((p.sparks ?? 0) * p.length, p.length * 0.95)) {
      const first = studio.frames(at);
      const loud = exp2(studio.between(-4, 0)) * 1.5;
      const long = studio.frames(studio.between(0.001, 0.012));
      for (let i = first; i < Math.min(out.length, first + long); i++) {
        low += 0.6 * (studio.noise.next() - low);
        out[i] += loud * low * exp2((-8 * (i - first)) / long);
      }
    }
    highPass(out, 45, studio.rate);
    release(studio, out, 0.03);
    return place(out, studio.rate, { size: 0.7, wet: 0.1, decay: 0.2 });
  },
);
