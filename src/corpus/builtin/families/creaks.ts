/** Creaks: a body struck by every slip of what sticks and slips. */
import { contour, type Point } from "../contour";
import { drive, modes } from "../modal";
import { place } from "../room";
import { family } from "../studio";
import type { Hertz, Seconds } from "../../../types";

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
