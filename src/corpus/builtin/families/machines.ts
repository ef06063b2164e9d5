/** Motors and clockwork, creaks by stick and slip, scrapes over metal and stone. */
import { exp2, saturate, sine } from "../exact";
import { contour, wander, type Point } from "../contour";
import { OnePole, Resonator } from "../filters";
import { drive, modes, strike, tap, type Mode } from "../modal";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

interface Motor {
  /** Firing rate over time. */
  readonly speed: readonly Point[];
  /** Cylinders: firings differ from each other in this pattern length. */
  readonly pattern: number;
  readonly pipes: readonly Hertz[];
  /** Whine as multiple of the firing rate, and its level. */
  readonly whine?: readonly [ratio: number, level: number];
  readonly noise: number;
  readonly length: Seconds;
  readonly sharp: number;
}

export const motors = family<Motor>(
  "motor",
  {
    idle: {
      speed: [
        [0, 21],
        [2, 22],
      ],
      pattern: 4,
      pipes: [82, 190, 420],
      noise: 0.25,
      length: 1.9,
      sharp: 9,
    },
    rev: {
      speed: [
        [0, 24],
        [0.5, 90],
        [1, 110],
        [2, 34],
      ],
      pattern: 4,
      pipes: [95, 230, 560],
      noise: 0.25,
      length: 2,
      sharp: 7,
    },
    diesel: {
      speed: [
        [0, 14],
        [2, 14.5],
      ],
      pattern: 6,
      pipes: [62, 150, 340, 1300],
      noise: 0.5,
      length: 2,
      sharp: 16,
    },
    moped: {
      speed: [
        [0, 55],
        [0.8, 88],
        [1.8, 70],
      ],
      pattern: 1,
      pipes: [310, 780, 1500],
      noise: 0.3,
      length: 1.8,
      sharp: 6,
    },
    drill: {
      speed: [
        [0, 40],
        [0.3, 190],
        [1.2, 205],
        [1.6, 20],
      ],
      pattern: 2,
      pipes: [900, 2100],
      whine: [7, 0.5],
      noise: 0.15,
      length: 1.6,
      sharp: 4,
    },
    fan: {
      speed: [
        [0, 27],
        [1.8, 27.5],
      ],
      pattern: 3,
      pipes: [170, 360],
      whine: [4, 0.06],
      noise: 1.3,
      length: 1.8,
      sharp: 2,
    },
    propeller: {
      speed: [
        [0, 62],
        [2, 66],
      ],
      pattern: 3,
      pipes: [130, 400, 900],
      noise: 0.35,
      length: 2,
      sharp: 5,
    },
    helicopter: {
      speed: [
        [0, 11],
        [2.2, 11.4],
      ],
      pattern: 2,
      pipes: [70, 160, 800],
      whine: [61, 0.05],
      noise: 0.8,
      length: 2.1,
      sharp: 5,
    },
    sewing: {
      speed: [
        [0, 8],
        [0.3, 17],
        [1.4, 18],
        [1.7, 6],
      ],
      pattern: 2,
      pipes: [780, 1900, 3400],
      whine: [12, 0.1],
      noise: 0.5,
      length: 1.7,
      sharp: 24,
    },
    turbine: {
      speed: [
        [0, 120],
        [1.6, 420],
        [2.2, 440],
      ],
      pattern: 1,
      pipes: [1500, 4000],
      whine: [5.02, 0.7],
      noise: 0.7,
      length: 2.2,
      sharp: 2,
    },
  },
  (studio, p) => {
    const out = studio.silence(p.length);
    const speed = contour(studio, p.length, p.speed);
    const uneven = wander(studio, p.length, 9, 0.015);
    const cylinders = Array.from({ length: p.pattern }, () => studio.between(0.6, 1));
    const pipes = p.pipes.map((hz) => new Resonator(hz, 30 + hz * 0.18, studio.rate));
    const hiss = new OnePole(5000, studio.rate);
    let phase = 0;
    let whine = 0;
    for (let i = 0; i < out.length; i++) {
      const step = (speed[i] * uneven[i]) / studio.rate;
      phase += step;
      const stroke = Math.floor(phase);
      const x = phase - stroke;
      const fire = cylinders[stroke % p.pattern] * Math.min(1, x * 60) * exp2(-p.sharp * x);
      const bang = fire * (0.7 + 0.6 * studio.noise.next() * Math.min(1, p.sharp / 8));
      let y = 0.15 * bang;
      for (const pipe of pipes) y += pipe.next(bang);
      y += p.noise * 0.2 * hiss.low(studio.noise.next()) * (0.3 + fire);
      if (p.whine) {
        whine += step * p.whine[0];
        y += p.whine[1] * 0.25 * (sine(whine) + 0.3 * sine(2 * whine + 0.2));
      }
      const t = i / studio.rate;
      const ends = Math.min(1, t * 8, (p.length - t) * 6);
      out[i] = saturate(1.4 * y) * ends;
    }
    return place(out, studio.rate, { size: 2.4, wet: 0.2, decay: 0.6, bright: 3500 });
  },
);

interface Clock {
  readonly ticks: readonly (readonly [at: Seconds, pitch: number, level: number])[];
  readonly hz: Hertz;
  readonly decay: Seconds;
  readonly box: number;
  readonly touch: number;
}

const beat = (count: number, step: Seconds, low = 0.8): [Seconds, number, number][] =>
  Array.from({ length: count }, (_, i) => [i * step, i % 2 ? low : 1, i % 2 ? 0.75 : 1]);

export const clockwork = family<Clock>(
  "clockwork",
  {
    watch: { ticks: beat(10, 0.2, 0.93), hz: 5200, decay: 0.02, box: 0.3, touch: 0.7 },
    wall: { ticks: beat(4, 0.5), hz: 1900, decay: 0.04, box: 0.8, touch: 0.6 },
    grandfather: { ticks: beat(3, 0.8, 0.75), hz: 640, decay: 0.09, box: 1.6, touch: 0.6 },
    winding: { ticks: beat(22, 0.055, 1.04), hz: 2600, decay: 0.018, box: 0.6, touch: 1 },
    typewriter: {
      ticks: [
        [0, 1, 1],
        [0.17, 0.95, 0.8],
        [0.29, 1.06, 0.9],
        [0.52, 0.9, 1],
        [0.64, 1, 0.8],
        [0.86, 1.04, 0.9],
      ],
      hz: 1450,
      decay: 0.035,
      box: 0.9,
      touch: 1.8,
    },
    keys: {
      ticks: [
        [0, 1, 0.8],
        [0.11, 1.08, 0.6],
        [0.2, 0.94, 0.8],
        [0.37, 1, 0.7],
        [0.47, 1.1, 0.5],
        [0.7, 0.85, 1],
      ],
      hz: 820,
      decay: 0.025,
      box: 0.5,
      touch: 1.4,
    },
    lock: {
      ticks: [
        [0, 1, 0.6],
        [0.09, 0.8, 1],
        [0.13, 1.3, 0.5],
        [0.38, 0.7, 1],
      ],
      hz: 1250,
      decay: 0.06,
      box: 0.9,
      touch: 1,
    },
    switch: {
      ticks: [
        [0, 1, 1],
        [0.012, 1.2, 0.6],
      ],
      hz: 2100,
      decay: 0.03,
      box: 0.6,
      touch: 1.2,
    },
  },
  (studio, p) => {
    const last = p.ticks[p.ticks.length - 1][0];
    const out = studio.silence(last + p.decay * 3 + 0.08);
    for (const [at, pitch, level] of p.ticks) {
      const body = modes(p.hz * pitch * studio.near(1, 0.01), [0.62, 1, 1.71, 2.63, 3.9], p.decay * 2.2, 0.4, () =>
        studio.between(0.4, 1),
      );
      strike(studio, out, at + studio.between(0, 0.002), body, level, 9000);
      tap(studio, out, at, 0.008, 9000, 0.4 * p.touch * level);
      tap(studio, out, at + p.decay * 0.4, 0.006, 5000, 0.15 * p.touch * level);
    }
    return place(out, studio.rate, { size: p.box, wet: 0.3, decay: 0.2 + 0.15 * p.box });
  },
);

interface Creak {
  readonly slips: readonly Point[];
  readonly hz: Hertz;
  readonly ring: Seconds;
  readonly length: Seconds;
  readonly rough: number;
  readonly force: readonly Point[];
}

/** Stick and slip: every slip strikes the body once; their rate follows the pull. */
export const creaks = family<Creak>(
  "creak",
  {
    door: {
      slips: [
        [0, 26],
        [0.7, 95],
        [1.5, 48],
      ],
      hz: 420,
      ring: 0.05,
      length: 1.6,
      rough: 0.12,
      force: [
        [0, 0.2],
        [0.6, 1],
        [1.3, 0.6],
        [1.6, 0],
      ],
    },
    "door-slow": {
      slips: [
        [0, 9],
        [1, 17],
        [2.2, 7],
      ],
      hz: 310,
      ring: 0.06,
      length: 2.2,
      rough: 0.3,
      force: [
        [0, 0.6],
        [1.1, 1],
        [2.2, 0.2],
      ],
    },
    hinge: {
      slips: [
        [0, 330],
        [0.4, 620],
        [0.9, 480],
      ],
      hz: 1450,
      ring: 0.03,
      length: 0.9,
      rough: 0.04,
      force: [
        [0, 0],
        [0.2, 1],
        [0.7, 0.8],
        [0.9, 0],
      ],
    },
    floor: {
      slips: [
        [0, 45],
        [0.25, 70],
        [0.5, 30],
      ],
      hz: 240,
      ring: 0.06,
      length: 0.55,
      rough: 0.2,
      force: [
        [0, 0.3],
        [0.2, 1],
        [0.55, 0],
      ],
    },
    rope: {
      slips: [
        [0, 18],
        [0.5, 34],
        [1.2, 15],
      ],
      hz: 780,
      ring: 0.02,
      length: 1.3,
      rough: 0.35,
      force: [
        [0, 0.3],
        [0.5, 1],
        [1.3, 0],
      ],
    },
    mast: {
      slips: [
        [0, 13],
        [0.9, 30],
        [1.9, 11],
      ],
      hz: 175,
      ring: 0.11,
      length: 1.9,
      rough: 0.18,
      force: [
        [0, 0.2],
        [0.9, 1],
        [1.9, 0.1],
      ],
    },
    cork: {
      slips: [
        [0, 210],
        [0.3, 340],
        [0.5, 420],
      ],
      hz: 950,
      ring: 0.02,
      length: 0.5,
      rough: 0.05,
      force: [
        [0, 0.1],
        [0.35, 0.8],
        [0.5, 1],
      ],
    },
    squeak: {
      slips: [
        [0, 900],
        [0.12, 1500],
        [0.3, 1250],
      ],
      hz: 2400,
      ring: 0.02,
      length: 0.32,
      rough: 0.02,
      force: [
        [0, 0],
        [0.1, 1],
        [0.32, 0],
      ],
    },
    leather: {
      slips: [
        [0, 60],
        [0.4, 110],
        [0.9, 50],
      ],
      hz: 1150,
      ring: 0.012,
      length: 0.95,
      rough: 0.4,
      force: [
        [0, 0.1],
        [0.35, 1],
        [0.6, 0.4],
        [0.95, 0],
      ],
    },
  },
  (studio, p) => {
    const force = studio.silence(p.length);
    const rate = contour(studio, p.length, p.slips);
    const pull = contour(studio, p.length, p.force);
    let at = 0;
    while (at < p.length) {
      const i = Math.min(force.length - 1, Math.round(at * studio.rate));
      const level = pull[i] * studio.between(0.5, 1);
      const n = studio.frames(0.0009);
      for (let k = 0; k < n && i + k < force.length; k++)
        force[i + k] += level * (1 - k / n) * (1 + 0.5 * studio.noise.next());
      // The contour is asked by time, not by frame, so that every rate has the same slips.
      at += studio.near(1, p.rough) / along(p.slips, at);
    }
    const body = modes(p.hz, [0.58, 1, 1.63, 2.41, 3.3, 4.7, 6.2], p.ring * 2.5, 0.25, () => studio.between(0.3, 1));
    const out = drive(studio, force, body);
    for (let i = 0; i < out.length; i++)
      out[i] += 0.06 * force[i] + 0.0004 * rate[i] * 0.01 * studio.noise.next() * pull[i];
    return place(out, studio.rate, { size: 1.5, wet: 0.24, decay: 0.5 });
  },
);

function along(points: readonly Point[], at: Seconds): number {
  for (let i = 1; i < points.length; i++) {
    const [t0, v0] = points[i - 1];
    const [t1, v1] = points[i];
    if (at <= t1) return v0 + ((v1 - v0) * (at - t0)) / (t1 - t0);
  }
  return points[points.length - 1][1];
}

interface Scrape {
  readonly low: Hertz;
  readonly high: Hertz;
  readonly count: number;
  readonly ring: Seconds;
  /** Grooves a second over time; 0 plain roughness. */
  readonly grooves: readonly Point[];
  readonly force: readonly Point[];
  readonly length: Seconds;
  readonly grit: Hertz;
}

export const scrapes = family<Scrape>(
  "scrape",
  {
    blade: {
      low: 1900,
      high: 9000,
      count: 16,
      ring: 0.35,
      grooves: [[0, 0]],
      force: [
        [0, 0],
        [0.15, 1],
        [0.5, 0.5],
        [0.7, 0],
      ],
      length: 0.9,
      grit: 8000,
    },
    sword: {
      low: 2600,
      high: 13000,
      count: 20,
      ring: 0.8,
      grooves: [
        [0, 400],
        [0.4, 1600],
      ],
      force: [
        [0, 0],
        [0.3, 0.7],
        [0.42, 1],
        [0.5, 0],
      ],
      length: 1.3,
      grit: 12000,
    },
    cymbal: {
      low: 480,
      high: 12000,
      count: 34,
      ring: 1,
      grooves: [[0, 0]],
      force: [
        [0, 0],
        [0.5, 1],
        [0.9, 0],
      ],
      length: 1.8,
      grit: 9000,
    },
    zip: {
      low: 1700,
      high: 7000,
      count: 9,
      ring: 0.02,
      grooves: [
        [0, 110],
        [0.45, 420],
      ],
      force: [
        [0, 0.3],
        [0.4, 1],
        [0.46, 0],
      ],
      length: 0.55,
      grit: 7000,
    },
    guiro: {
      low: 1250,
      high: 5200,
      count: 8,
      ring: 0.03,
      grooves: [
        [0, 55],
        [0.35, 95],
        [0.6, 60],
      ],
      force: [
        [0, 0.4],
        [0.35, 1],
        [0.6, 0],
      ],
      length: 0.65,
      grit: 5000,
    },
    stone: {
      low: 520,
      high: 5200,
      count: 12,
      ring: 0.02,
      grooves: [[0, 0]],
      force: [
        [0, 0],
        [0.3, 1],
        [0.7, 0.6],
        [1.1, 0],
      ],
      length: 1.1,
      grit: 3500,
    },
    saw: {
      low: 620,
      high: 4800,
      count: 12,
      ring: 0.05,
      grooves: [
        [0, 130],
        [0.45, 190],
      ],
      force: [
        [0, 0],
        [0.25, 1],
        [0.45, 0.1],
        [0.5, 0.7],
        [0.75, 1],
        [0.95, 0],
      ],
      length: 1,
      grit: 4500,
    },
    chain: {
      low: 2200,
      high: 11000,
      count: 14,
      ring: 0.06,
      grooves: [
        [0, 22],
        [1, 34],
      ],
      force: [
        [0, 0.5],
        [0.6, 1],
        [1.1, 0],
      ],
      length: 1.2,
      grit: 12000,
    },
    slate: {
      low: 2100,
      high: 4300,
      count: 6,
      ring: 0.12,
      grooves: [
        [0, 950],
        [0.7, 1150],
      ],
      force: [
        [0, 0],
        [0.1, 0.7],
        [0.5, 1],
        [0.7, 0],
      ],
      length: 0.75,
      grit: 6000,
    },
  },
  (studio, p) => {
    const force = studio.silence(p.length);
    const speed = contour(studio, p.length, p.grooves);
    const pull = contour(studio, p.length, p.force);
    const grit = new OnePole(p.grit, studio.rate);
    let [phase, groove] = [0, 1];
    for (let i = 0; i < force.length; i++) {
      const before = Math.floor(phase);
      phase += speed[i] / studio.rate;
      if (Math.floor(phase) !== before) groove = 1 + 0.5 * studio.noise.next();
      const x = phase - Math.floor(phase);
      const bite = speed[i] > 0 ? groove * exp2(-7 * x) : 0.5 + 0.5 * Math.abs(studio.noise.next());
      force[i] = pull[i] * bite * grit.low(studio.noise.next());
    }
    const body: Mode[] = Array.from({ length: p.count }, (_, i) => ({
      frequency: p.low + (p.high - p.low) * ((i + studio.between(0, 0.9)) / p.count),
      decay: p.ring * studio.between(0.6, 1.3),
      gain: studio.between(0.3, 1) / (1 + (1.5 * i) / p.count),
    }));
    const out = drive(studio, force, body);
    for (let i = 0; i < out.length; i++) out[i] += 0.05 * force[i];
    return place(out, studio.rate, { size: 1.4, wet: 0.16, decay: 0.5, bright: 8000 });
  },
);
