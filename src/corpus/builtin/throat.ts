/** The voice: a glottal source through four gliding formants. */
import { contour, vibrato, wander } from "./contour";
import { smoothing, wave } from "./exact";
import { Resonator } from "./filters";
import type { Studio } from "./studio";
import type { Hertz, Seconds } from "../../types";

/** First four formants of an adult male-sized tract (rounded from Peterson and Barney 1952), by vowel letter. */
const VOWELS: Readonly<Record<string, readonly [Hertz, Hertz, Hertz, Hertz]>> = {
  a: [730, 1090, 2440, 3400],
  e: [530, 1840, 2480, 3500],
  i: [270, 2290, 3010, 3600],
  o: [500, 880, 2400, 3300],
  u: [300, 720, 2240, 3200],
  y: [280, 1750, 2200, 3300],
  ə: [500, 1450, 2450, 3350],
  m: [250, 1000, 2200, 3000],
};
const WIDTHS = [75, 95, 140, 220];
/** Neighbouring formants in opposite sense, or they would cancel between their peaks. */
const LEVELS = [1, -0.62, 0.32, -0.2];

export interface Track {
  readonly length: Seconds;
  /** Vowels one after the other at equal distances. */
  readonly vowels: string;
  /** 1 an adult male tract, 1.17 female, 1.35 a child's. */
  readonly tract: number;
  /** Share of breath in the source: 1 is a whisper. */
  readonly breath: number;
}

/** Excitation through four gliding formants. `pitch` in Hz a frame, `force` the level a frame. */
export function sing(studio: Studio, track: Track, pitch: Float32Array, force: Float32Array): Float32Array {
  const letters = [...track.vowels];
  const lines = WIDTHS.map((_, f) =>
    contour(
      studio,
      track.length,
      letters.map((v, i) => [(track.length * (i + 0.5)) / letters.length, VOWELS[v][f] * track.tract]),
    ),
  );
  const source = glottis(studio, track.breath, pitch, force);
  const out = new Float32Array(source.length);
  const wide = 1 + track.breath;
  const step = studio.frames(0.001);
  for (const [f, width] of WIDTHS.entries()) {
    const filter = new Resonator(lines[f][0], width * wide, studio.rate);
    for (let i = 0; i < out.length; i += step) {
      if (letters.length > 1) filter.tune(lines[f][i], width * wide);
      filter.add(source, out, i, Math.min(out.length, i + step), LEVELS[f]);
    }
  }
  return out;
}

/** Rosenberg's pulse (1971), opening over 40 % of the period and closing over 16 %, as slope; with breath, less bright. */
function glottis(studio: Studio, breath: number, pitch: Float32Array, force: Float32Array): Float32Array {
  const out = new Float32Array(pitch.length);
  const tilt = smoothing(1600, studio.rate);
  const air = 0.015 + 0.5 * breath;
  const shut = breath > 0.9 ? 1 : 0.35;
  let phase = studio.between(0, 1);
  let low = 0;
  for (let i = 0; i < out.length; i++) {
    phase += pitch[i] / studio.rate;
    if (phase >= 1) phase -= 1;
    let x = (1 - breath) * -0.02;
    let open = 1;
    if (phase < 0.4) x += (1 - breath) * 0.4 * wave(phase * 1.25);
    else if (phase < 0.56) x -= (1 - breath) * wave((phase - 0.4) * 3.125);
    else open = shut;
    x = force[i] * (x + air * open * studio.noise.next());
    low += tilt * (x - low);
    out[i] = 0.6 * x + 0.4 * low;
  }
  return out;
}

export interface Sung extends Track {
  readonly hz: Hertz;
  readonly end?: number;
  readonly shake?: number;
}

/** Pitch of a sung line, Hz a frame: a small rise at the start, vibrato, drift, a glide to the end. */
export const melody = (studio: Studio, p: Sung): Float32Array => {
  const shake = vibrato(studio, p.length, studio.near(5.3, 0.1), p.shake ?? 0.008);
  const drift = wander(studio, p.length, 7, 0.008);
  const glide = contour(studio, p.length, [
    [0, p.hz * 0.96],
    [0.08, p.hz],
    [p.length * 0.4, p.hz],
    [p.length * 0.9, p.hz * (p.end ?? 1)],
  ]);
  return glide.map((hz, i) => hz * shake[i] * drift[i]);
};
