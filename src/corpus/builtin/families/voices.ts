/** Sung vowels, babble and a choir. */
import { contour, type Point } from "../contour";
import { Resonator } from "../filters";
import { place } from "../room";
import { family, type Studio } from "../studio";
import { melody, sing, type Sung } from "../throat";
import type { Hertz, Seconds } from "../../../types";

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
    "ah-low": { hz: 98, vowels: "a", length: 0.95, tract: 1, breath: 0.05 },
    "ee-middle": { hz: 175, vowels: "i", length: 0.9, tract: 1.08, breath: 0.06 },
    "oo-middle": { hz: 196, vowels: "u", length: 0.95, tract: 1.1, breath: 0.08 },
    "ah-high": { hz: 330, vowels: "a", length: 0.95, tract: 1.17, breath: 0.08, shake: 0.015 },
    wow: { hz: 147, vowels: "uaou", length: 0.8, tract: 1, breath: 0.05, end: 0.75 },
    yeah: { hz: 165, vowels: "ieaə", length: 0.75, tract: 1.05, breath: 0.06, end: 0.8 },
    hum: { hz: 131, vowels: "m", length: 0.95, tract: 1, breath: 0.04 },
    question: { hz: 233, vowels: "mə", length: 0.55, tract: 1.17, breath: 0.08, end: 1.5 },
  },
  (studio, p) =>
    place(sing(studio, p, melody(studio, p), swell(studio, p.length)), studio.rate, {
      size: 1.2,
      wet: 0.16,
      decay: 0.5,
    }),
);

interface Babble extends Sung {
  readonly syllables: number;
}

/** A closure and a burst before each syllable; the place of the burst is drawn, the vowels glide between. */
export const babble = family<Babble>(
  "babble",
  {
    "man-fast": { hz: 125, vowels: "əiaeou", length: 1, tract: 0.98, breath: 0.08, syllables: 6, end: 0.85 },
    woman: { hz: 205, vowels: "eaiə", length: 1, tract: 1.17, breath: 0.1, syllables: 4, end: 0.8 },
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
    const out = sing(studio, p, melody(studio, p), contour(studio, p.length, points));
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

interface Choir {
  readonly hz: readonly Hertz[];
  readonly vowels: string;
  readonly tract: number;
  readonly length: Seconds;
}

export const choirs = family<Choir>(
  "choir",
  {
    "ah-low": { hz: [98, 98, 147, 196], vowels: "a", tract: 1, length: 1.2 },
    "ah-high": { hz: [294, 370, 440, 440], vowels: "a", tract: 1.17, length: 1.2 },
    "oo-high": { hz: [330, 392, 494, 494], vowels: "u", tract: 1.17, length: 1.2 },
    cluster: { hz: [220, 233, 247, 262], vowels: "ou", tract: 1.1, length: 1.2 },
    children: { hz: [440, 523, 659, 523], vowels: "ai", tract: 1.33, length: 1.1 },
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
      const voice = sing(studio, sung, melody(studio, sung), force);
      for (let i = 0; i < out.length; i++) out[i] += voice[i];
    }
    return place(out, studio.rate, { size: 4, wet: 0.5, decay: 1.8, bright: 4500 });
  },
);
