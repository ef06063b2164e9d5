/** Voices: sung vowels, babble, whispers and a choir, by a glottal source and formants. */
import { sine } from "../exact";
import { contour, vibrato, wander, type Point } from "../contour";
import { OnePole, Resonator } from "../filters";
import { place } from "../room";
import { family, type Studio } from "../studio";
import type { Hertz, Seconds } from "../../../types";

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
const LEVELS = [1, 0.62, 0.32, 0.2];

interface Track {
  readonly length: Seconds;
  /** Vowels one after the other at equal distances. */
  readonly vowels: string;
  /** 1 an adult male tract, 1.17 female, 1.35 a child's. */
  readonly tract: number;
  /** Share of breath in the source: 1 is a whisper. */
  readonly breath: number;
}

/** Excitation through four gliding formants. `pitch` in Hz a frame, `force` the level a frame. */
function sing(studio: Studio, track: Track, pitch: Float32Array, force: Float32Array): Float32Array {
  const out = studio.silence(track.length);
  const letters = [...track.vowels];
  const lines = WIDTHS.map((_, f) =>
    contour(
      studio,
      track.length,
      letters.map((v, i) => [(track.length * (i + 0.5)) / letters.length, VOWELS[v][f] * track.tract]),
    ),
  );
  const filters = WIDTHS.map((w, f) => new Resonator(lines[f][0], w * (1 + track.breath), studio.rate));
  const tilt = new OnePole(1600, studio.rate);
  const step = Math.max(1, Math.round(studio.rate / 1500));
  let phase = studio.between(0, 1);
  for (let i = 0; i < out.length; i++) {
    if (i % step === 0) filters.forEach((filter, f) => filter.tune(lines[f][i], WIDTHS[f] * (1 + track.breath)));
    phase += pitch[i] / studio.rate;
    phase -= Math.floor(phase);
    // Rosenberg's pulse (1971): opens over 40 % of the period, closes over 16 %; its slope is what sounds.
    let slope = 0;
    if (phase < 0.4) slope = sine(phase * 1.25) * 0.4;
    else if (phase < 0.56) slope = -sine((phase - 0.4) * 3.125) * 0.999;
    const air = studio.noise.next();
    const open = 0.35 + 0.65 * (phase < 0.56 ? 1 : 0);
    const source =
      (1 - track.breath) * (slope - 0.02) + (0.015 + 0.5 * track.breath) * air * (track.breath > 0.9 ? 1 : open);
    const x = force[i] * (0.6 * source + 0.4 * tilt.low(source));
    out[i] =
      LEVELS[0] * filters[0].next(x) -
      LEVELS[1] * filters[1].next(x) +
      LEVELS[2] * filters[2].next(x) -
      LEVELS[3] * filters[3].next(x);
  }
  return out;
}

interface Sung extends Track {
  readonly hz: Hertz;
  readonly end?: number;
  readonly shake?: number;
}

const rate = (studio: Studio, p: Sung): Float32Array => {
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

const swell = (studio: Studio, length: Seconds): Float32Array =>
  contour(studio, length, [
    [0, 0],
    [0.07, 0.9],
    [length * 0.5, 1],
    [length * 0.72, 0.85],
    [length, 0],
  ]);

export const vowels = family<Sung>(
  "vowel",
  {
    "ah-low": { hz: 98, vowels: "a", length: 1.2, tract: 1, breath: 0.05 },
    "oh-low": { hz: 110, vowels: "o", length: 1.2, tract: 0.97, breath: 0.05 },
    "eh-low": { hz: 123, vowels: "e", length: 1, tract: 1, breath: 0.06 },
    "ee-middle": { hz: 175, vowels: "i", length: 1.1, tract: 1.08, breath: 0.06 },
    "oo-middle": { hz: 196, vowels: "u", length: 1.2, tract: 1.1, breath: 0.08 },
    "ah-high": { hz: 330, vowels: "a", length: 1.2, tract: 1.17, breath: 0.08, shake: 0.015 },
    "oh-high": { hz: 392, vowels: "o", length: 1.1, tract: 1.17, breath: 0.08, shake: 0.015 },
    wow: { hz: 147, vowels: "uaou", length: 0.9, tract: 1, breath: 0.05, end: 0.75 },
    yeah: { hz: 165, vowels: "ieaə", length: 0.8, tract: 1.05, breath: 0.06, end: 0.8 },
    hum: { hz: 131, vowels: "m", length: 1.2, tract: 1, breath: 0.04 },
    question: { hz: 233, vowels: "mə", length: 0.55, tract: 1.17, breath: 0.08, end: 1.5 },
    sigh: { hz: 260, vowels: "aə", length: 1.15, tract: 1.17, breath: 0.4, end: 0.55 },
  },
  (studio, p) =>
    place(sing(studio, p, rate(studio, p), swell(studio, p.length)), studio.rate, { size: 1.2, wet: 0.16, decay: 0.5 }),
);

interface Babble extends Sung {
  readonly syllables: number;
}

/** A closure and a burst before each syllable; the place of the burst is drawn, the vowels glide between. */
export const babble = family<Babble>(
  "babble",
  {
    man: { hz: 105, vowels: "aoeə", length: 1, tract: 1, breath: 0.08, syllables: 4, end: 0.8 },
    "man-fast": { hz: 125, vowels: "əiaeou", length: 1, tract: 0.98, breath: 0.08, syllables: 6, end: 0.85 },
    woman: { hz: 205, vowels: "eaiə", length: 1, tract: 1.17, breath: 0.1, syllables: 4, end: 0.8 },
    "woman-asking": { hz: 190, vowels: "iəae", length: 0.9, tract: 1.15, breath: 0.1, syllables: 4, end: 1.5 },
    child: { hz: 310, vowels: "aaia", length: 0.9, tract: 1.35, breath: 0.1, syllables: 4, end: 1.15 },
    "child-laugh": { hz: 380, vowels: "aeaeae", length: 1, tract: 1.35, breath: 0.25, syllables: 6, end: 0.75 },
    giant: { hz: 62, vowels: "ouaə", length: 1.3, tract: 0.75, breath: 0.1, syllables: 3, end: 0.8 },
    mumble: { hz: 115, vowels: "mumomə", length: 1.15, tract: 1, breath: 0.08, syllables: 5, end: 0.9 },
  },
  (studio, p) => {
    const span = p.length / p.syllables;
    const points: Point[] = [];
    const bursts: [Seconds, Hertz][] = [];
    for (let s = 0; s < p.syllables; s++) {
      const at = s * span + (s > 0 ? studio.between(-0.1, 0.1) * span : 0);
      points.push(
        [at, 0],
        [at + 0.25 * span, studio.between(0.7, 1)],
        [at + 0.6 * span, studio.between(0.5, 0.8)],
        [at + 0.86 * span, 0.02],
      );
      bursts.push([Math.max(0, at), [1100, 1900, 3200, 4300][Math.floor(studio.between(0, 4))]]);
    }
    const out = sing(studio, p, rate(studio, p), contour(studio, p.length, points));
    for (const [at, hz] of bursts) {
      const mouth = new Resonator(hz, hz * 0.4, studio.rate);
      const first = studio.frames(at);
      const long = studio.frames(studio.between(0.012, 0.05));
      for (let i = 0; i < long && first + i < out.length; i++) {
        const x = i / long;
        out[first + i] += 0.22 * mouth.next(studio.noise.next()) * (1 - x) * Math.min(1, x * 12);
      }
    }
    return place(out, studio.rate, { size: 1.2, wet: 0.14, decay: 0.4 });
  },
);

interface Whisper {
  readonly vowels: string;
  readonly tract: number;
  readonly length: Seconds;
  /** Hiss: centre, width, level, and how it comes and goes as moments (share of the length) and levels. */
  readonly hiss?: readonly [Hertz, Hertz, number, readonly Point[]];
  readonly force: readonly Point[];
}

export const whispers = family<Whisper>(
  "whisper",
  {
    ah: {
      vowels: "a",
      tract: 1.05,
      length: 0.8,
      force: [
        [0, 0],
        [0.2, 1],
        [0.6, 0.7],
        [1, 0],
      ],
    },
    hey: {
      vowels: "ei",
      tract: 1.15,
      length: 0.6,
      force: [
        [0, 0],
        [0.15, 1],
        [0.6, 0.6],
        [1, 0],
      ],
    },
    who: {
      vowels: "u",
      tract: 1,
      length: 0.8,
      force: [
        [0, 0],
        [0.3, 1],
        [0.7, 0.6],
        [1, 0],
      ],
    },
    shh: {
      vowels: "y",
      tract: 1.1,
      length: 1.1,
      force: [
        [0, 0],
        [0.3, 0.1],
        [1, 0],
      ],
      hiss: [
        3300,
        2200,
        1.4,
        [
          [0, 0],
          [0.15, 1],
          [0.7, 0.8],
          [1, 0],
        ],
      ],
    },
    ess: {
      vowels: "i",
      tract: 1.1,
      length: 0.7,
      force: [
        [0, 0],
        [1, 0],
      ],
      hiss: [
        7600,
        3500,
        1.6,
        [
          [0, 0],
          [0.2, 1],
          [0.7, 0.9],
          [1, 0],
        ],
      ],
    },
    ff: {
      vowels: "u",
      tract: 1.1,
      length: 0.5,
      force: [
        [0, 0],
        [0.5, 0.1],
        [1, 0],
      ],
      hiss: [
        5200,
        9000,
        1,
        [
          [0, 0],
          [0.3, 1],
          [1, 0],
        ],
      ],
    },
    tsk: {
      vowels: "e",
      tract: 1.1,
      length: 0.22,
      force: [
        [0, 0],
        [1, 0],
      ],
      hiss: [
        6300,
        2600,
        2,
        [
          [0, 0],
          [0.01, 1],
          [0.12, 0.4],
          [0.5, 0.3],
          [1, 0],
        ],
      ],
    },
    kiss: {
      vowels: "y",
      tract: 1,
      length: 0.25,
      force: [
        [0, 0],
        [0.5, 0.6],
        [0.55, 0],
        [1, 0],
      ],
      hiss: [
        2100,
        700,
        1.6,
        [
          [0, 0],
          [0.4, 0.1],
          [0.52, 1],
          [0.7, 0.1],
          [1, 0],
        ],
      ],
    },
    breath: {
      vowels: "əa",
      tract: 1,
      length: 1.35,
      force: [
        [0, 0],
        [0.25, 0.9],
        [0.48, 0],
        [0.6, 0.2],
        [0.75, 0.6],
        [1, 0],
      ],
    },
    secret: {
      vowels: "eiaəiaoe",
      tract: 1.12,
      length: 1.2,
      force: [
        [0, 0],
        [0.08, 0.8],
        [0.14, 0.1],
        [0.24, 1],
        [0.36, 0.05],
        [0.44, 0.8],
        [0.55, 0.1],
        [0.66, 0.9],
        [0.8, 0.2],
        [0.86, 0.6],
        [1, 0],
      ],
      hiss: [
        6400,
        3000,
        0.9,
        [
          [0, 0.7],
          [0.06, 0],
          [0.32, 0],
          [0.36, 1],
          [0.42, 0],
          [0.78, 0],
          [0.84, 0.8],
          [0.9, 0],
        ],
      ],
    },
  },
  (studio, p) => {
    const spread = (points: readonly Point[]): Float32Array =>
      contour(
        studio,
        p.length,
        points.map(([at, v]) => [at * p.length, v]),
      );
    const still = studio.silence(p.length);
    const out = sing(studio, { ...p, breath: 1 }, still, spread(p.force));
    if (p.hiss) {
      const [hz, width, level, points] = p.hiss;
      const teeth = new Resonator(hz, width, studio.rate);
      const edge = new OnePole(hz * 0.3, studio.rate);
      const line = spread(points);
      for (let i = 0; i < out.length; i++) out[i] += 0.3 * level * line[i] * edge.high(teeth.next(studio.noise.next()));
    }
    return place(out, studio.rate, { size: 0.8, wet: 0.14, decay: 0.3 });
  },
);

interface Choir {
  readonly hz: readonly Hertz[];
  readonly vowels: string;
  readonly tract: number;
  readonly length: Seconds;
}

export const choirs = family<Choir>(
  "choir",
  {
    "ah-low": { hz: [98, 98, 147, 196], vowels: "a", tract: 1, length: 1.75 },
    "oo-low": { hz: [82.4, 123.5, 164.8, 164.8], vowels: "u", tract: 1, length: 1.75 },
    "ah-high": { hz: [294, 370, 440, 440], vowels: "a", tract: 1.17, length: 1.7 },
    "oo-high": { hz: [330, 392, 494, 494], vowels: "u", tract: 1.17, length: 1.7 },
    "oh-open": { hz: [131, 196, 262, 330], vowels: "o", tract: 1.08, length: 1.75 },
    amen: { hz: [110, 165, 220, 277], vowels: "aemm", tract: 1.05, length: 1.75 },
    cluster: { hz: [220, 233, 247, 262], vowels: "ou", tract: 1.1, length: 1.75 },
    children: { hz: [440, 523, 659, 523], vowels: "ai", tract: 1.33, length: 1.55 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const force = contour(studio, p.length, [
      [0, 0],
      [0.4, 0.8],
      [p.length * 0.6, 1],
      [p.length, 0],
    ]);
    for (const hz of p.hz) {
      const sung = {
        ...p,
        hz: hz * studio.between(0.993, 1.007),
        tract: studio.near(p.tract, 0.05),
        breath: 0.12,
        shake: 0.011,
      };
      const voice = sing(studio, sung, rate(studio, sung), force);
      for (let i = 0; i < out.length; i++) out[i] += voice[i];
    }
    return place(out, studio.rate, { size: 4, wet: 0.5, decay: 1.8, bright: 4500 });
  },
);
