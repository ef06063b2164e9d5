/** Frequency modulation, analogue drum circuits, and electricity gone wrong. */
import { exp2, saturate, sine } from "../exact";
import { highPass, OnePole, Resonator, Sweep } from "../filters";
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
    "electric-piano": { hz: 220, ratio: 1, index: [1.6, 0.2, 0.8], decay: 3, length: 1.55, pair: [1, 14, 0.25] },
    "electric-piano-low": { hz: 82.4, ratio: 1, index: [2.4, 0.3, 1], decay: 3.5, length: 1.65, pair: [1, 14, 0.2] },
    bell: { hz: 340, ratio: 1.4, index: [6, 0, 2.5], decay: 4, length: 1.75 },
    "bell-glassy": { hz: 880, ratio: 3.53, index: [2.4, 0, 1.2], decay: 2.2, length: 1.35, pair: [2.01, 1.41, 0.3] },
    bass: { hz: 55, ratio: 1, index: [5, 0.6, 0.4], decay: 1.6, length: 0.9 },
    "bass-hollow": { hz: 65.4, ratio: 2, index: [3, 0.5, 0.5], decay: 1.6, length: 1 },
    wobble: { hz: 73.4, ratio: 0.5, index: [5, 4, 9], decay: 9, length: 1.45, wobble: 5 },
    clang: { hz: 185, ratio: 2.76, index: [9, 1, 0.8], decay: 1.2, length: 1 },
    "slow-metal": { hz: 147, ratio: 1.71, index: [0, 7, 9], rise: 0.6, decay: 9, length: 1.75 },
    laser: { hz: 900, ratio: 1.5, index: [3, 0, 0.4], decay: 0.6, length: 0.45, sweep: -3 },
    alarm: { hz: 620, ratio: 2, index: [2, 2, 9], decay: 9, length: 1, wobble: 8 },
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
      const wobble = p.wobble ? 0.55 - 0.45 * sine(0.25 + p.wobble * t) : 1;
      // A rising index needs a line, a falling one an exponential: no exponential leaves zero.
      const index =
        wobble * (from > to ? to + (from - to) * exp2((-9.97 * t) / time) : from + ((to - from) * t) / p.length);
      const level = Math.min(1, t / rise) * exp2((-9.97 * t) / p.decay);
      const step = hz / studio.rate;
      m1 += step * p.ratio;
      c1 += step * 1.0007;
      m2 += step * ratio2 * mod2;
      c2 += step * ratio2;
      const first = sine(c1 + index * 0.159 * sine(m1));
      out[i] = level * (first + level2 * (level2 > 0 ? sine(c2 + index * 0.08 * level * sine(m2)) : 0));
      const left = p.length - t;
      if (left < 0.12) out[i] *= left / 0.12;
    }
    return place(out, studio.rate, { size: 1.8, wet: 0.16, decay: 0.7 });
  },
);

interface Circuit {
  /** Tone: start and end in Hz, time of the fall, decay. */
  readonly tone?: readonly [from: Hertz, to: Hertz, fall: Seconds, decay: Seconds];
  /** Noise: centre, Q, decay, level; several starts make a clap. */
  readonly hiss?: readonly [centre: Hertz, q: number, decay: Seconds, level: number];
  /** Six square waves: lowest in Hz, high-pass, decay, level. */
  readonly squares?: readonly [lowest: Hertz, cut: Hertz, decay: Seconds, level: number];
  readonly starts?: readonly Seconds[];
  readonly push?: number;
}

/** Square waves of the classic hi-hat circuit, as ratios. */
const SQUARES = [1, 1.342, 1.2312, 1.6532, 1.9523, 2.1523];

export const beats = family<Circuit>(
  "beat",
  {
    kick: { tone: [190, 47, 0.05, 0.45], hiss: [3000, 0.7, 0.008, 0.25], push: 1.8 },
    "kick-deep": { tone: [120, 36, 0.06, 0.95], push: 1.4 },
    "kick-hard": { tone: [420, 52, 0.03, 0.3], hiss: [5000, 0.7, 0.01, 0.5], push: 3.5 },
    snare: { tone: [270, 180, 0.02, 0.16], hiss: [3200, 0.5, 0.2, 1.5] },
    "snare-tight": { tone: [330, 240, 0.02, 0.09], hiss: [5200, 0.7, 0.1, 1.6] },
    clap: { hiss: [1250, 1.6, 0.022, 3], starts: [0, 0.011, 0.021, 0.03] },
    "hat-closed": { squares: [540, 7200, 0.07, 1], hiss: [9500, 0.8, 0.04, 0.5] },
    "hat-open": { squares: [560, 6800, 0.5, 1], hiss: [9000, 0.8, 0.35, 0.4] },
    cymbal: { squares: [430, 4200, 1.3, 1], hiss: [8000, 0.6, 0.8, 0.4] },
    cowbell: { squares: [540, 500, 0.28, 1] },
    "tom-low": { tone: [140, 82, 0.08, 0.5], hiss: [900, 0.7, 0.05, 0.15] },
    "tom-high": { tone: [300, 190, 0.06, 0.35], hiss: [1600, 0.7, 0.04, 0.15] },
    zap: { tone: [5200, 60, 0.035, 0.2], push: 1.5 },
    rim: { tone: [1720, 1680, 0.01, 0.035], hiss: [2500, 2, 0.012, 0.6] },
  },
  (studio, p) => {
    const longest = Math.max(p.tone?.[3] ?? 0, p.hiss?.[2] ?? 0, p.squares?.[2] ?? 0);
    const starts = p.starts ?? [0];
    const last = starts[starts.length - 1];
    const out = studio.silence(longest * 1.2 + last + 0.12);
    const cut = new Sweep(p.squares?.[1] ?? 1000, 0.9, studio.rate);
    const band = new Sweep(p.hiss?.[0] ?? 1000, p.hiss?.[1] ?? 1, studio.rate);
    const cow = p.squares && p.squares[1] < 1000;
    let phase = 0;
    for (let i = 0; i < out.length; i++) {
      const t = i / studio.rate;
      let x = 0;
      if (p.tone) {
        const [from, to, time, decay] = p.tone;
        phase += (to + (from - to) * exp2((-5 * t) / time)) / studio.rate;
        x += sine(phase) * exp2((-9.97 * t) / decay) * Math.min(1, t * 1500);
      }
      if (p.hiss) {
        const [, , decay, level] = p.hiss;
        let envelope = 0;
        for (const s of starts)
          if (t >= s) envelope = exp2((-9.97 * (t - s)) / (s === last && last > 0 ? decay * 8 : decay));
        band.next(studio.noise.next());
        x += level * band.band * envelope;
      }
      if (p.squares) {
        const [lowest, , decay, level] = p.squares;
        let sum = 0;
        for (let s = 0; s < (cow ? 2 : 6); s++)
          sum += square((t * lowest * (cow && s === 1 ? 1.48 : SQUARES[s])) % 1, lowest / studio.rate);
        cut.next(sum);
        x += 0.3 * level * cut.high * exp2((-9.97 * t) / decay);
      }
      out[i] = p.push ? saturate(p.push * x) : x;
    }
    return place(out, studio.rate, { size: 0.9, wet: 0.1, decay: 0.25 });
  },
);

/** Square wave with its corners rounded over one frame (PolyBLEP). */
function square(phase: number, step: number): number {
  return (phase < 0.5 ? 1 : -1) + corner(phase, step) - corner((phase + 0.5) % 1, step);
}

function corner(phase: number, step: number): number {
  if (phase < step) return 2 * (phase / step) - (phase / step) * (phase / step) - 1;
  if (phase > 1 - step) return ((phase - 1) / step) * ((phase - 1) / step) + 2 * ((phase - 1) / step) + 1;
  return 0;
}

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
    "hum-high": { length: 1.2, hum: 120 },
    "hum-sparking": { length: 1.3, hum: 100, sparks: 18 },
    sparks: { length: 1.15, sparks: 40 },
    arc: { length: 1, hum: 100, sparks: 220, static: 0.2 },
    glitch: { length: 0.8, hold: [9000, 300] },
    "glitch-up": { length: 0.7, hold: [150, 6000] },
    data: { length: 1.1, data: [1200, 2200, 90] },
    "data-fast": { length: 0.9, data: [1650, 2900, 300] },
    radio: { length: 1.3, static: 0.6, data: [740, 880, 11] },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const noise = new Resonator(2600, 3200, studio.rate);
    const gate = new OnePole(40, studio.rate);
    let [held, count, tone, bit, low] = [0, 0, 0, 0, 0];
    const bits = Array.from({ length: 512 }, () => (studio.between(0, 1) < 0.5 ? 0 : 1));
    const values = Array.from({ length: 512 }, () => studio.between(-1, 1));
    for (let i = 0; i < out.length; i++) {
      const t = i / studio.rate;
      let x = 0;
      if (p.hum) {
        const buzz = sine(p.hum * t);
        x +=
          0.4 * buzz +
          0.3 * saturate(6 * sine(2 * p.hum * t + 0.1)) * (0.6 + 0.4 * buzz) +
          0.12 * sine(p.hum * 6 * t) +
          0.05 * sine(p.hum * 14 * t);
      }
      if (p.hold) {
        count += (p.hold[0] * exp2((t / p.length) * (p.hold[1] > p.hold[0] ? 5.3 : -4.9))) / studio.rate;
        held = values[Math.floor(count) % (bits[Math.floor(t * 14)] ? 7 : 64)];
        x += held * (bits[(Math.floor(t * 23) + 99) % 512] || t < 0.05 ? 1 : 0.05);
      }
      if (p.data) {
        bit = bits[Math.floor(t * p.data[2]) % 512];
        tone += p.data[bit] / studio.rate;
        x += 0.5 * sine(tone);
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
    const edge = studio.frames(0.02);
    for (let i = 0; i < edge; i++) out[out.length - 1 - i] *= i / edge;
    return place(out, studio.rate, { size: 0.7, wet: 0.1, decay: 0.2 });
  },
);
