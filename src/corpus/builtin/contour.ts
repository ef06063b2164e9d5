/** Lines through points in time: envelopes, pitch curves, gusts. */
import { wave } from "./exact";
import type { Studio } from "./studio";
import type { Seconds } from "../../types";

/** A point of a contour: when, and what value. */
export type Point = readonly [at: Seconds, value: number];

/** One value a frame; between points along a half cosine, level before the first and after the last. */
export function contour(studio: Studio, duration: Seconds, points: readonly Point[]): Float32Array {
  const out = studio.silence(duration);
  out.fill(points[points.length - 1][1]);
  out.fill(points[0][1], 0, Math.max(0, Math.ceil(points[0][0] * studio.rate)));
  for (let p = 1; p < points.length; p++) {
    const [t0, v0] = points[p - 1];
    const [t1, v1] = points[p];
    const first = Math.max(0, Math.ceil(t0 * studio.rate));
    const end = Math.min(out.length, Math.ceil(t1 * studio.rate));
    for (let i = first; i < end; i++) {
      const x = (i / studio.rate - t0) / (t1 - t0);
      out[i] = v0 + (v1 - v0) * x * x * (3 - 2 * x);
    }
  }
  return out;
}

/** A line that wanders around 1 by at most ±depth, with about `speed` turns a second. */
export function wander(studio: Studio, duration: Seconds, speed: number, depth: number): Float32Array {
  const points: Point[] = [];
  const step = 0.5 / speed;
  for (let at = -step; at < duration + step; at += step) {
    points.push([studio.near(1, 0.2) * step + at, 1 + studio.between(-depth, depth)]);
  }
  return contour(studio, duration, points);
}

/** Vibrato around 1, fading in over the first third: depth as a share, speed in Hz. */
export function vibrato(studio: Studio, duration: Seconds, speed: number, depth: number): Float32Array {
  const out = studio.silence(duration);
  const start = studio.between(0, 1);
  for (let i = 0; i < out.length; i++) {
    const t = i / studio.rate;
    const grown = Math.min(1, (3 * t) / duration);
    out[i] = 1 + depth * grown * wave(start + speed * t);
  }
  return out;
}

/** In place: falls to nothing along a half cosine over the last `duration`. Returns its argument. */
export function release(studio: Studio, samples: Float32Array, duration: Seconds): Float32Array {
  const n = Math.min(studio.frames(duration), samples.length);
  for (let i = 0; i < n; i++) samples[samples.length - 1 - i] *= 0.5 - 0.5 * wave(0.25 + (0.5 * i) / n);
  return samples;
}
