/** Scrapes over metal, stone and grooves. */
import { contour, type Point } from "../contour";
import { exp2 } from "../exact";
import { OnePole } from "../filters";
import { drive, type Mode } from "../modal";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

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
