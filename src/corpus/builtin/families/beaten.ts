/** Membranes, metal plates and gongs. */
import { exp2, wave } from "../exact";
import { release } from "../contour";
import { highPass } from "../filters";
import { drive, modes, strike, tap, type Mode } from "../modal";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

/** Ratios of an ideal round membrane (zeros of Bessel functions) and of one loaded by air or paste. */
const MEMBRANE = [1, 1.593, 2.136, 2.296, 2.653, 2.918, 3.156, 3.501, 3.6, 4.06];
const LOADED = [1, 1.5, 1.98, 2.44, 2.9, 3.4];
const PASTED = [1, 2, 3, 4.02, 5.05];

interface Skin {
  readonly hz: Hertz;
  readonly ratios: readonly number[];
  readonly decay: Seconds;
  readonly hard: Hertz;
  readonly touch: number;
  /** How far the pitch falls while it rings, in octaves. */
  readonly drop: number;
  readonly blows?: readonly (readonly [at: Seconds, level: number])[];
}

export const drums = family<Skin>(
  "drum",
  {
    taiko: { hz: 62, ratios: MEMBRANE, decay: 1, hard: 500, touch: 0.5, drop: 0.25 },
    timpani: { hz: 98, ratios: LOADED, decay: 1.8, hard: 420, touch: 0.1, drop: 0.02 },
    conga: { hz: 196, ratios: MEMBRANE, decay: 0.4, hard: 1100, touch: 0.3, drop: 0.05 },
    bongo: { hz: 395, ratios: MEMBRANE, decay: 0.22, hard: 2500, touch: 0.5, drop: 0.08 },
    tabla: { hz: 310, ratios: PASTED, decay: 0.9, hard: 1800, touch: 0.3, drop: 0.01 },
    tom: { hz: 110, ratios: MEMBRANE, decay: 0.6, hard: 1300, touch: 0.5, drop: 0.2 },
    slap: { hz: 245, ratios: MEMBRANE, decay: 0.12, hard: 6000, touch: 1.6, drop: 0.05 },
  },
  (studio, p) => {
    const blows = p.blows ?? [[0, 1]];
    const out = studio.silence(blows[blows.length - 1][0] + p.decay * 1.3);
    const body = modes(p.hz, p.ratios.slice(1), p.decay * 0.6, 0.7, (r) => 0.7 / r);
    for (const [at, level] of blows) {
      strike(studio, out, at, body, level * studio.near(1, 0.1), p.hard * 2);
      tap(studio, out, at, 0.03, p.hard * 3, p.touch * level);
      // The lowest mode by hand: a tense skin sinks in pitch as its swing dies away.
      let phase = 0;
      const first = studio.frames(at);
      const end = Math.min(out.length, first + studio.frames(p.decay * 1.2));
      for (let i = first; i < end; i++) {
        const t = (i - first) / studio.rate;
        phase += (p.hz * (1 + p.drop * exp2(-30 * t * (p.drop < 0 ? 0.25 : 1)))) / studio.rate;
        out[i] += level * 0.9 * wave(phase) * exp2((-9.97 * t) / p.decay) * Math.min(1, t * 900);
      }
    }
    return place(out, studio.rate, { size: 1.7, wet: 0.2, decay: 0.6, bright: 3500 });
  },
);

interface Plate {
  /** Lowest mode, and how many there are up to `top`. */
  readonly low: Hertz;
  readonly top: Hertz;
  readonly count: number;
  readonly decay: Seconds;
  readonly damping: number;
  readonly hard: Hertz;
  readonly length: Seconds;
  /** How long the crash takes to open: energy moves up into high modes. */
  readonly bloom?: Seconds;
  readonly rattle?: number;
}

export const metal = family<Plate>(
  "metal",
  {
    gong: { low: 72, top: 3800, count: 26, decay: 5, damping: 0.03, hard: 900, length: 1.8, bloom: 0.3 },
    tamtam: { low: 55, top: 7000, count: 30, decay: 4.5, damping: 0.02, hard: 1600, length: 1.8, bloom: 0.5 },
    sheet: { low: 40, top: 3000, count: 26, decay: 1.6, damping: 0.02, hard: 1500, length: 1.3, rattle: 0.6 },
    tin: { low: 480, top: 9000, count: 16, decay: 0.3, damping: 0.03, hard: 8000, length: 0.5 },
    pot: { low: 330, top: 8000, count: 14, decay: 0.9, damping: 0.1, hard: 5000, length: 0.95 },
    anvil: { low: 980, top: 15000, count: 18, decay: 1.3, damping: 0.06, hard: 14000, length: 1.1 },
    crash: {
      low: 320,
      top: 15500,
      count: 36,
      decay: 1.9,
      damping: 0.01,
      hard: 15000,
      length: 1.3,
      bloom: 0.02,
      rattle: 0.2,
    },
  },
  (studio, p) => {
    const body: Mode[] = Array.from({ length: p.count }, (_, i) => {
      // Plates have equally many modes in every Hz: spread evenly, shaken, a few low ones added by the square.
      const x = (i + studio.between(0, 0.9)) / p.count;
      const frequency = p.low + (p.top - p.low) * x * Math.sqrt(x);
      const ratio = frequency / p.low;
      return { frequency, decay: p.decay / (1 + p.damping * ratio), gain: studio.between(0.3, 1) };
    });
    const out = studio.silence(p.length);
    if (p.bloom) {
      const force = studio.silence(p.length);
      const rise = p.bloom;
      for (let i = 0; i < force.length; i++) {
        const t = i / studio.rate;
        force[i] = studio.noise.next() * (t < rise ? t / rise : exp2((-8 * (t - rise)) / rise));
      }
      const opened = drive(studio, highPass(force, Math.min(1500, p.low * 5), studio.rate), body);
      let peak = 0;
      for (const x of opened) peak = Math.max(peak, Math.abs(x));
      for (let i = 0; i < out.length; i++) out[i] += (opened[i] * 1.6) / peak;
    }
    strike(studio, out, 0, body, p.bloom ? 0.3 : 1, p.hard);
    tap(studio, out, 0, 0.012, p.hard, 0.3);
    for (const at of studio.moments(p.rattle ? 24 : 0, p.length * 0.5)) {
      strike(
        studio,
        out,
        at,
        body.slice(p.count >> 1),
        (p.rattle ?? 0) * studio.between(0.05, 0.4) * exp2(-3 * at),
        p.hard,
      );
    }
    release(studio, out, p.length * 0.4);
    return place(out, studio.rate, { size: 2, wet: 0.14, decay: 0.8, bright: 7000 });
  },
);
