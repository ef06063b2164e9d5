/** Birds, insects, frogs: chirps of one gliding tone, and trains of pulses. */
import { exp2, saturate, wave } from "../exact";
import { wander } from "../contour";
import { OnePole, Resonator } from "../filters";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

/** One syllable of a song: start, length, pitch at start, middle and end, flutter as depth and Hz, overtones. */
interface Note {
  readonly at: Seconds;
  readonly length: Seconds;
  readonly hz: readonly [Hertz, Hertz, Hertz];
  readonly flutter?: readonly [depth: number, speed: Hertz];
  readonly over?: number;
  readonly rough?: number;
}

const repeat = (times: number, step: Seconds, note: Omit<Note, "at">, rise = 1): Note[] =>
  Array.from({ length: times }, (_, i) => {
    const [a, b, c] = note.hz;
    let up = 1;
    for (let k = 0; k < i; k++) up *= rise;
    return { ...note, at: i * step, hz: [a * up, b * up, c * up] };
  });

export const birds = family<readonly Note[]>(
  "bird",
  {
    tit: repeat(3, 0.3, { length: 0.11, hz: [5200, 5000, 4900] }).flatMap((n) => [
      n,
      { ...n, at: n.at + 0.14, hz: [3900, 3800, 3700] as const },
    ]),
    trill: repeat(16, 0.055, { length: 0.045, hz: [4300, 5400, 3500] }),
    blackbird: [
      { at: 0, length: 0.26, hz: [1750, 2300, 2100] },
      { at: 0.33, length: 0.2, hz: [2500, 1900, 2250], flutter: [0.02, 24] },
      { at: 0.58, length: 0.34, hz: [2050, 2700, 1700] },
      { at: 0.98, length: 0.16, hz: [4200, 6200, 5100], flutter: [0.12, 60] },
    ],
    nightingale: [
      ...repeat(5, 0.21, { length: 0.17, hz: [2100, 2150, 2300] }),
      ...repeat(9, 0.06, { length: 0.05, hz: [2600, 5200, 2900] }).map((n) => ({ ...n, at: n.at + 1.15 })),
    ],
    cuckoo: [
      { at: 0, length: 0.22, hz: [660, 655, 640], over: 0.08 },
      { at: 0.42, length: 0.32, hz: [530, 525, 510], over: 0.08 },
    ],
    owl: [
      { at: 0, length: 0.35, hz: [370, 400, 365], over: 0.12 },
      { at: 0.75, length: 0.12, hz: [375, 385, 375], over: 0.12 },
      { at: 0.95, length: 0.75, hz: [375, 398, 350], over: 0.12, flutter: [0.02, 12] },
    ],
    crow: repeat(2, 0.48, { length: 0.34, hz: [560, 720, 480], over: 1.3, rough: 1 }),
    gull: [
      { at: 0, length: 0.5, hz: [950, 1500, 900], over: 0.9, rough: 0.3 },
      { at: 0.62, length: 0.3, hz: [1000, 1450, 950], over: 0.9, rough: 0.3 },
      { at: 1, length: 0.25, hz: [1000, 1350, 900], over: 0.9, rough: 0.3 },
    ],
  },
  (studio, notes) => {
    const last = notes[notes.length - 1];
    const out = studio.silence(last.at + last.length + 0.02);
    const breath = new OnePole(420, studio.rate);
    for (const note of notes) {
      const [a, b, c] = note.hz.map((hz) => studio.near(hz, 0.015));
      const level = studio.between(0.75, 1);
      const first = studio.frames(note.at);
      const n = Math.min(studio.frames(note.length), out.length - first);
      const over = note.over ?? 0.04;
      let phase = 0;
      for (let i = 0; i < n; i++) {
        const x = i / n;
        const t = i / studio.rate;
        const flutter = note.flutter ? 1 + note.flutter[0] * wave(note.flutter[1] * t) : 1;
        const rough = note.rough ? 1 + note.rough * 0.9 * breath.low(studio.noise.next()) : 1;
        phase +=
          ((a * (1 - x) * (1 - x) + 2 * (2 * b - 0.5 * (a + c)) * x * (1 - x) + c * x * x) * flutter * rough) /
          studio.rate;
        const tone = wave(phase) + over * (wave(2 * phase) + over * (0.5 * wave(3 * phase) + 0.4 * wave(4 * phase)));
        const shape = Math.min(1, x * 7) * Math.min(1, (1 - x) * 3);
        out[first + i] +=
          level * shape * shape * tone * (0.8 + 0.2 * flutter) * (note.rough ? saturate(rough * 1.2) : 1);
      }
    }
    return place(out, studio.rate, { size: 4.5, wet: 0.22, decay: 0.9, bright: 6500 });
  },
);

interface Insect {
  readonly hz: Hertz;
  /** Pulses a second, share of the time that they sound. */
  readonly pulses: Hertz;
  readonly duty: number;
  /** Chirps a second that group the pulses, share of the time; 0 none. */
  readonly chirps: Hertz;
  readonly share?: number;
  readonly length: Seconds;
  /** Share of noise, number of overtones (wings), wander of the pitch. */
  readonly noise?: number;
  readonly wings?: number;
  readonly fly?: number;
}

export const insects = family<Insect>(
  "insect",
  {
    cricket: { hz: 4700, pulses: 32, duty: 0.55, chirps: 2.6, share: 0.38, length: 1.1 },
    "cricket-tree": { hz: 3100, pulses: 48, duty: 0.6, chirps: 0, length: 1.1 },
    cicada: { hz: 6200, pulses: 210, duty: 0.5, chirps: 0, length: 1.2, noise: 0.8 },
    katydid: { hz: 7800, pulses: 95, duty: 0.4, chirps: 2, share: 0.3, length: 1.1, noise: 1 },
    mosquito: { hz: 560, pulses: 0, duty: 1, chirps: 0, length: 1.2, wings: 12, fly: 0.09 },
    fly: { hz: 185, pulses: 0, duty: 1, chirps: 0, length: 1.1, wings: 26, fly: 0.13 },
    bumblebee: { hz: 128, pulses: 0, duty: 1, chirps: 0, length: 1.15, wings: 18, fly: 0.1 },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const path = wander(studio, p.length, 2.2, p.fly ?? 0.004);
    const near = wander(studio, p.length, 1.1, p.wings ? 0.7 : 0.15);
    const shell = new Resonator(p.hz, p.hz * 0.22, studio.rate);
    const wingbox = new Resonator(p.wings ? p.hz * 4.3 : 1000, p.hz * 4, studio.rate);
    let phase = 0;
    for (let i = 0; i < out.length; i++) {
      const t = i / studio.rate;
      phase += (p.hz * path[i]) / studio.rate;
      let x;
      if (p.wings) {
        const saw = 2 * (phase - Math.floor(phase)) - 1;
        const round = saw * (1 - saw * saw);
        x = 0.8 * round + 1.2 * wingbox.next(round + 0.05 * studio.noise.next());
      } else {
        const noise = p.noise ?? 0;
        x = (1 - 0.7 * noise) * wave(phase) + noise * 1.7 * shell.next(studio.noise.next());
        const pulse = t * p.pulses - Math.floor(t * p.pulses);
        x *= pulse < p.duty ? wave(0.5 * (pulse / p.duty)) : 0;
        if (p.chirps) {
          const c = t * p.chirps - Math.floor(t * p.chirps);
          const share = p.share ?? 0.5;
          x *= c < share ? Math.min(1, 6 * (c / share), 5 * (1 - c / share)) : 0;
        }
      }
      const ends = Math.min(1, t * 4, (p.length - t) * 4);
      out[i] = x * near[i] * ends * ends * (3 - 2 * ends);
    }
    return place(out, studio.rate, { size: 3, wet: 0.14, decay: 0.6, bright: 7000 });
  },
);

interface Frog {
  readonly hz: Hertz;
  /** Resonance of the sac. */
  readonly sac: Hertz;
  readonly pulses: number;
  readonly step: Seconds;
  readonly calls: number;
  readonly gap: Seconds;
  readonly grow?: number;
}

/** Pulses of vocal folds through the resonance of a sac or a throat. */
export const creatures = family<Frog>(
  "creature",
  {
    "tree-frog": { hz: 900, sac: 2600, pulses: 9, step: 0.011, calls: 3, gap: 0.26 },
    bullfrog: { hz: 95, sac: 320, pulses: 40, step: 0.0107, calls: 2, gap: 0.7 },
    croak: { hz: 160, sac: 1100, pulses: 22, step: 0.014, calls: 2, gap: 0.5 },
    toad: { hz: 1250, sac: 1400, pulses: 46, step: 0.03, calls: 1, gap: 0 },
    purr: { hz: 55, sac: 420, pulses: 36, step: 0.041, calls: 1, gap: 0 },
    growl: { hz: 75, sac: 500, pulses: 60, step: 0.0171, calls: 1, gap: 0, grow: 0.995 },
    bark: { hz: 420, sac: 1150, pulses: 14, step: 0.0095, calls: 2, gap: 0.36, grow: 0.98 },
  },
  (studio, p) => {
    const span = p.pulses * p.step;
    const out = studio.silence((p.calls - 1) * p.gap + span + 0.15);
    const sac = new Resonator(p.sac, p.sac * 0.16, studio.rate);
    const throat = new Resonator(p.sac * 2.4, p.sac * 0.5, studio.rate);
    for (let call = 0; call < p.calls; call++) {
      for (let k = 0; k < p.pulses; k++) {
        const x = (k + 0.5) / p.pulses;
        const first = studio.frames(call * p.gap + k * studio.near(p.step, 0.01));
        const level = studio.near(1, 0.12) * (p.pulses === 1 ? 1 : 0.25 + 3 * x * (1 - x));
        const hz = p.hz * exp2(((p.grow ?? 1) - 1) * 30 * x) * studio.near(1, 0.02);
        const n = Math.min(studio.frames(p.step * 1.2), out.length - first);
        for (let i = 0; i < n; i++) {
          const t = i / studio.rate;
          const y = i / n;
          out[first + i] +=
            level * (1 - y) * Math.min(1, t * 800) * saturate(2.2 * wave(hz * t) + 0.35 * studio.noise.next());
        }
      }
    }
    for (let i = 0; i < out.length; i++) out[i] = 0.12 * out[i] + sac.next(out[i]) + 0.4 * throat.next(out[i]);
    return place(out, studio.rate, { size: 2, wet: 0.2, decay: 0.6 });
  },
);
