/**
 * The filter of a cloud: a low pass and a high pass in series, each a state-variable filter with resonance
 * (topology-preserving transform, V. Zavalishin, "The Art of VA Filter Design"), crossfaded in and out of the path.
 */
import { BUS_STRIDE, CHANNELS } from "./layout";
import { Cloud } from "./cloud";
import { Parameter, valueOf } from "./parameters";

/** Four state numbers a channel. */
export const FILTER_BYTES: usize = (<usize>CHANNELS) << 4;
/** Cutoffs glide on this grid of absolute frames. */
const GRID: i32 = 16;

let rate: f64 = 48000;
let glide: f32 = 0;
let wetStep: f32 = 0;

export function setupFilters(sampleRate: f64): void {
  rate = sampleRate;
  glide = <f32>(1 - Math.exp(-GRID / (0.008 * sampleRate)));
  wetStep = <f32>(1 / (0.008 * sampleRate));
}

/** Prewarped gain of a cutoff given as log2(Hz). */
function warped(octave: f32): f32 {
  return <f32>Math.tan((Math.PI * min(Math.pow(2, <f64>octave), 0.45 * rate)) / rate);
}

/** Filters the rows of `bus` in place; leaves them alone while both cutoffs are fully open. */
export function filter(cloud: Cloud, bus: usize, channels: i32, from: i64, frames: i32): void {
  const low = valueOf(cloud.overrides, Parameter.lowPass);
  const high = valueOf(cloud.overrides, Parameter.highPass);
  const open = low >= 20000 && high <= 20;
  if (open && cloud.wet <= 0) return;
  const lowTarget = <f32>Math.log2(low);
  const highTarget = <f32>Math.log2(high);
  if (cloud.wet <= 0) {
    // A cloud that begins filtered has nothing to fade from.
    cloud.wet = cloud.wet < 0 ? 1 : 0;
    cloud.low = lowTarget;
    cloud.high = highTarget;
    memory.fill(cloud.filter, 0, FILTER_BYTES);
  }
  const k = <f32>(1.41421356 * Math.pow(10, -valueOf(cloud.overrides, Parameter.resonance) / 20));
  const aim: f32 = open ? 0 : 1;
  let done = 0;
  while (done < frames) {
    const phase = <i32>((from + done) & (GRID - 1));
    const n = min(frames - done, GRID - phase);
    if (phase == 0) {
      cloud.low += (lowTarget - cloud.low) * glide;
      cloud.high += (highTarget - cloud.high) * glide;
    }
    const g1 = warped(cloud.low);
    const g2 = warped(cloud.high);
    let wet: f32 = cloud.wet;
    for (let c = 0; c < channels; c++) {
      wet = piece(
        bus + <usize>(c * BUS_STRIDE) + ((<usize>done) << 2),
        n,
        cloud.filter + ((<usize>c) << 4),
        g1,
        g2,
        k,
        cloud.wet,
        aim,
      );
    }
    cloud.wet = wet;
    done += n;
  }
}

/** One channel, `n` frames with constant coefficients; returns the wetness reached. */
function piece(at: usize, n: i32, state: usize, g1: f32, g2: f32, k: f32, wet: f32, aim: f32): f32 {
  const one: f32 = 1;
  const a1 = one / (one + g1 * (g1 + k));
  const b1 = one / (one + g2 * (g2 + k));
  let s1 = load<f32>(state);
  let s2 = load<f32>(state, 4);
  let s3 = load<f32>(state, 8);
  let s4 = load<f32>(state, 12);
  for (let i = 0; i < n; i++) {
    const x = load<f32>(at + ((<usize>i) << 2));
    const band = a1 * (s1 + g1 * (x - s2));
    const low = s2 + g1 * band;
    s1 = 2 * band - s1;
    s2 = 2 * low - s2;
    const band2 = b1 * (s3 + g2 * (low - s4));
    const low2 = s4 + g2 * band2;
    s3 = 2 * band2 - s3;
    s4 = 2 * low2 - s4;
    const y = low - k * band2 - low2;
    wet = aim > wet ? min(aim, wet + wetStep) : max(aim, wet - wetStep);
    store<f32>(at + ((<usize>i) << 2), x + (y - x) * wet);
  }
  // Decaying tails would otherwise end in slow subnormal numbers.
  store<f32>(state, abs(s1) < 1e-15 ? 0 : s1);
  store<f32>(state, abs(s2) < 1e-15 ? 0 : s2, 4);
  store<f32>(state, abs(s3) < 1e-15 ? 0 : s3, 8);
  store<f32>(state, abs(s4) < 1e-15 ? 0 : s4, 12);
  return wet;
}
