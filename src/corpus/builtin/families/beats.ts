/** Analogue drum circuits. */
import { exp2, fall, saturate, wave } from "../exact";
import { highPass, Sweep } from "../filters";
import { place } from "../room";
import { family, type Studio } from "../studio";
import type { Hertz, Seconds } from "../../../types";

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
    snare: { tone: [270, 180, 0.02, 0.16], hiss: [3200, 0.5, 0.2, 1.5] },
    clap: { hiss: [1250, 1.6, 0.022, 3], starts: [0, 0.011, 0.021, 0.03] },
    "hat-closed": { squares: [540, 7200, 0.07, 1], hiss: [9500, 0.8, 0.04, 0.5] },
    cymbal: { squares: [430, 4200, 1.3, 1], hiss: [8000, 0.6, 0.8, 0.4] },
    cowbell: { squares: [540, 500, 0.28, 1] },
    "tom-low": { tone: [140, 82, 0.08, 0.5], hiss: [900, 0.7, 0.05, 0.15] },
    zap: { tone: [5200, 60, 0.035, 0.2], push: 1.5 },
    rim: { tone: [1720, 1680, 0.01, 0.035], hiss: [2500, 2, 0.012, 0.6] },
  },
  (studio, p) => {
    const starts = p.starts ?? [0];
    const longest = Math.max(p.tone?.[3] ?? 0, p.hiss?.[2] ?? 0, p.squares?.[2] ?? 0);
    const out = studio.silence(longest * 1.2 + starts[starts.length - 1] + 0.12);
    if (p.tone) addTone(studio, out, p.tone);
    if (p.hiss)
      for (const [i, at] of starts.entries())
        addHiss(studio, out, at, p.hiss, starts.length > 1 && i === starts.length - 1);
    if (p.squares) addSquares(studio, out, p.squares);
    const push = p.push;
    if (push) for (let i = 0; i < out.length; i++) out[i] = saturate(push * out[i]);
    return place(out, studio.rate, { size: 0.9, wet: 0.1, decay: 0.25 });
  },
);

function addTone(studio: Studio, out: Float32Array, [from, to, time, decay]: NonNullable<Circuit["tone"]>): void {
  const slide = exp2(-5 / (time * studio.rate));
  const r = fall(decay, studio.rate);
  let [above, gain, phase] = [from - to, 1, 0];
  for (let i = 0; i < out.length; i++) {
    phase += (to + above) / studio.rate;
    above *= slide;
    gain *= r;
    out[i] += wave(phase) * gain * Math.min(1, (i * 1500) / studio.rate);
  }
}

/** A burst of filtered noise; the last clap of several rings eight times longer. */
function addHiss(
  studio: Studio,
  out: Float32Array,
  at: Seconds,
  [centre, q, decay, level]: NonNullable<Circuit["hiss"]>,
  rings: boolean,
): void {
  const band = new Sweep(centre, q, studio.rate);
  const r = fall(rings ? decay * 8 : decay, studio.rate);
  let gain = level;
  for (let i = Math.round(at * studio.rate); i < out.length; i++) {
    band.next(studio.noise.next());
    out[i] += band.band * gain;
    gain *= r;
  }
}

function addSquares(
  studio: Studio,
  out: Float32Array,
  [lowest, cut, decay, level]: NonNullable<Circuit["squares"]>,
): void {
  const sum = new Float32Array(out.length);
  for (const ratio of cut < 1000 ? [1, 1.48] : SQUARES) {
    const step = (lowest * ratio) / studio.rate;
    let phase = 0;
    for (let i = 0; i < sum.length; i++) {
      sum[i] += square(phase, step);
      phase += step;
      if (phase >= 1) phase -= 1;
    }
  }
  highPass(sum, cut, studio.rate);
  const r = fall(decay, studio.rate);
  let gain = 0.3 * level;
  for (let i = 0; i < out.length; i++) {
    out[i] += gain * sum[i];
    gain *= r;
  }
}

/** Square wave with its corners rounded over one frame (PolyBLEP). */
function square(phase: number, step: number): number {
  return (phase < 0.5 ? 1 : -1) + corner(phase, step) - corner(phase < 0.5 ? phase + 0.5 : phase - 0.5, step);
}

function corner(phase: number, step: number): number {
  if (phase < step) return 2 * (phase / step) - (phase / step) * (phase / step) - 1;
  if (phase > 1 - step) return ((phase - 1) / step) * ((phase - 1) / step) + 2 * ((phase - 1) / step) + 1;
  return 0;
}
