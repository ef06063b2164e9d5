/**
 * The filter of a cloud: a low pass and a high pass in series, each a state-variable filter with resonance
 * (topology-preserving transform, V. Zavalishin, "The Art of VA Filter Design"), crossfaded in and out of the path.
 */
import { BUS_STRIDE, CHANNELS } from "./layout";
import { Cloud } from "./cloud";
import { ease } from "./ease";
import { Parameter, valueOf } from "./parameters";

/** Four state numbers a channel. */
export const FILTER_BYTES: usize = (<usize>CHANNELS) << 4;
/** Settings glide on this grid of absolute frames, and in straight lines between its points. */
const GRID: i32 = 16;

let rate: f64 = 48000;
let glide: f32 = 0;
let wetStep: f32 = 0;

export function setupFilters(sampleRate: f64): void {
  rate = sampleRate;
  glide = <f32>(1 - Math.exp(-(<f64>GRID) / (0.004 * sampleRate)));
  wetStep = <f32>(1 / (0.012 * sampleRate));
}

/** Prewarped gain of a cutoff given as log2(Hz). */
function warped(octave: f32): f32 {
  return <f32>Math.tan((Math.PI * min(Math.pow(2, <f64>octave), 0.45 * rate)) / rate);
}

/**
 * One gliding setting: 16 bytes of smoothed value, its lag (two poles in a row), and the coefficient at the last and
 * the next point of the grid, `aim` being where it goes.
 */
function step(at: usize, aim: f32, plain: bool): void {
  store<f32>(at, load<f32>(at, 12), 8);
  const value = load<f32>(at);
  if (value == aim) return;
  const lag = load<f32>(at, 4) + (aim - load<f32>(at, 4)) * glide;
  const next = value + (lag - value) * glide;
  const there = abs(next - aim) < 1e-5 && abs(lag - aim) < 1e-5;
  store<f32>(at, there ? aim : next);
  store<f32>(at, there ? aim : lag, 4);
  store<f32>(at, plain ? load<f32>(at) : warped(load<f32>(at)), 12);
}

function settle(at: usize, aim: f32, plain: bool): void {
  const coefficient = plain ? aim : warped(aim);
  store<f32>(at, aim);
  store<f32>(at, aim, 4);
  store<f32>(at, coefficient, 8);
  store<f32>(at, coefficient, 12);
}

/** The coefficient `phase` frames after the last point of the grid. */
function between(at: usize, phase: i32): f32 {
  const from = load<f32>(at, 8);
  return from + (load<f32>(at, 12) - from) * (<f32>phase * <f32>(1.0 / <f64>GRID));
}

/** Filters the rows of `bus` in place; leaves them alone while both cutoffs are fully open. */
export function filter(cloud: Cloud, bus: usize, channels: i32, from: i64, frames: i32): void {
  const low = valueOf(cloud.overrides, Parameter.lowPass);
  const high = valueOf(cloud.overrides, Parameter.highPass);
  const open = low >= 20000 && high <= 20;
  if (open && cloud.wet <= 0) return;
  const lowAim = <f32>Math.log2(low);
  const highAim = <f32>Math.log2(high);
  const damping = <f32>(1.41421356 * Math.pow(10, -valueOf(cloud.overrides, Parameter.resonance) / 20));
  const glides = cloud.glides;
  if (cloud.wet <= 0) {
    // A cloud that begins filtered has nothing to fade from.
    cloud.wet = cloud.wet < 0 ? 1 : 0;
    settle(glides, lowAim, false);
    settle(glides + 16, highAim, false);
    settle(glides + 32, damping, true);
    memory.fill(cloud.filter, 0, FILTER_BYTES);
  }
  const aim: f32 = open ? 0 : 1;
  let done = 0;
  while (done < frames) {
    const phase = <i32>((from + done) & (GRID - 1));
    const n = min(frames - done, GRID - phase);
    if (phase == 0) {
      step(glides, lowAim, false);
      step(glides + 16, highAim, false);
      step(glides + 32, damping, true);
    }
    let wet: f32 = cloud.wet;
    for (let c = 0; c < channels; c++) {
      const row = bus + <usize>(c * BUS_STRIDE) + ((<usize>done) << 2);
      wet = piece(row, n, phase, cloud.filter + ((<usize>c) << 4), glides, cloud.wet, aim);
    }
    cloud.wet = wet;
    done += n;
  }
}

/** One channel, `n` frames from `phase` frames into the grid; returns the wetness reached. */
function piece(at: usize, n: i32, phase: i32, state: usize, glides: usize, wet: f32, aim: f32): f32 {
  const one: f32 = 1;
  let s1 = load<f32>(state);
  let s2 = load<f32>(state, 4);
  let s3 = load<f32>(state, 8);
  let s4 = load<f32>(state, 12);
  for (let i = 0; i < n; i++) {
    const g1 = between(glides, phase + i);
    const g2 = between(glides + 16, phase + i);
    const k = between(glides + 32, phase + i);
    const x = load<f32>(at + ((<usize>i) << 2));
    const band = (s1 + g1 * (x - s2)) / (one + g1 * (g1 + k));
    const low = s2 + g1 * band;
    s1 = 2 * band - s1;
    s2 = 2 * low - s2;
    const band2 = (s3 + g2 * (low - s4)) / (one + g2 * (g2 + k));
    const low2 = s4 + g2 * band2;
    s3 = 2 * band2 - s3;
    s4 = 2 * low2 - s4;
    const y = low - k * band2 - low2;
    wet = aim > wet ? min(aim, wet + wetStep) : max(aim, wet - wetStep);
    store<f32>(at + ((<usize>i) << 2), x + (y - x) * ease(wet));
  }
  // Decaying tails would otherwise end in slow subnormal numbers.
  store<f32>(state, abs(s1) < 1e-15 ? 0 : s1);
  store<f32>(state, abs(s2) < 1e-15 ? 0 : s2, 4);
  store<f32>(state, abs(s3) < 1e-15 ? 0 : s3, 8);
  store<f32>(state, abs(s4) < 1e-15 ? 0 : s4, 12);
  return wet;
}
