/**
 * Pitch and harmonicity, four frames at once: autocorrelation of the frame over that of the window, best peak with an
 * octave cost (P. Boersma 1993, "Accurate short-term analysis of the fundamental frequency…").
 */
import { input, realParts, size } from "./fft";
import { take } from "./memory";
import { put } from "./shape";

/** Cost per octave of lag, in correlation: of equal peaks the higher pitch wins. */
const OCTAVE: f64 = 0.01;

let shortest: i32 = 0;
let longest: i32 = 0;
let rate: f32 = 0;
/** r(lag) of the four frames; 1 / r of the window; the lag's cost. */
let correlation: usize = 0;
let window: usize = 0;
let costs: usize = 0;

/** After setupFft, with the window's power spectrum (lane 0 of vectors) at `windowPower`. */
export function setupPitch(sampleRate: f32, highest: f32, windowPower: usize): void {
  rate = sampleRate;
  shortest = max(3, <i32>(sampleRate / highest));
  longest = (size >> 1) - 2;
  correlation = take((<usize>(size / 2 + 1)) << 4);
  window = take((<usize>(size / 2 + 1)) << 2);
  costs = take((<usize>(size / 2 + 1)) << 2);
  correlate(windowPower);
  const zero = load<f32>(correlation);
  for (let lag = 0; lag <= size >> 1; lag++) {
    const r = load<f32>(correlation + ((<usize>lag) << 4)) / zero;
    store<f32>(window + ((<usize>lag) << 2), 1 / max(r, <f32>0.02));
    store<f32>(costs + ((<usize>lag) << 2), <f32>(OCTAVE * Math.log2(<f64>max(lag, 1) / shortest)));
  }
}

/** The inverse transform of a power spectrum: an even sequence through the same forward transform. */
function correlate(power: usize): void {
  const half = size >> 1;
  const area = input();
  for (let k = 0; k <= half; k++) v128.store(area + ((<usize>k) << 4), v128.load(power + ((<usize>k) << 4)));
  for (let k = 1; k < half; k++) {
    v128.store(area + ((<usize>(size - k)) << 4), v128.load(power + ((<usize>k) << 4)));
  }
  realParts(correlation);
}

/** Pitch in hertz (0 = none) and harmonicity (height of the peak, 0..1) of each lane at out + lane · stride. */
export function describePitch(power: usize, out: usize, stride: usize): void {
  correlate(power);
  const zero = f32x4.splat(0);
  const total = f32x4.max(v128.load(correlation), f32x4.splat(1e-30));
  const over = f32x4.div(f32x4.splat(1), total);
  let best = zero;
  let bestLag = zero;
  let left = v128.load(correlation + ((<usize>(shortest - 1)) << 4));
  let middle = v128.load(correlation + ((<usize>shortest) << 4));
  let index = f32x4.splat(<f32>shortest);
  const one = f32x4.splat(1);
  for (let lag = shortest; lag <= longest; lag++) {
    const right = v128.load(correlation + ((<usize>(lag + 1)) << 4));
    const weight = v128.load32_splat(window + ((<usize>lag) << 2));
    const cost = v128.load32_splat(costs + ((<usize>lag) << 2));
    const value = f32x4.sub(f32x4.mul(f32x4.mul(middle, over), weight), cost);
    const peak = v128.and(f32x4.gt(middle, left), f32x4.ge(middle, right));
    const better = v128.and(peak, f32x4.gt(value, best));
    best = v128.bitselect(value, best, better);
    bestLag = v128.bitselect(index, bestLag, better);
    left = middle;
    middle = right;
    index = f32x4.add(index, one);
  }
  put(out, stride, 0, zero);
  put(out, stride, 4, zero);
  refine(out, 0, f32x4.extract_lane(bestLag, 0));
  refine(out + stride, 4, f32x4.extract_lane(bestLag, 1));
  refine(out + 2 * stride, 8, f32x4.extract_lane(bestLag, 2));
  refine(out + 3 * stride, 12, f32x4.extract_lane(bestLag, 3));
}

/** The parabola through the peak and its neighbours. */
function refine(out: usize, lane: usize, found: f32): void {
  const lag = <i32>found;
  if (lag < shortest) return;
  const total = load<f32>(correlation + lane);
  const at = correlation + ((<usize>lag) << 4) + lane;
  const w = window + ((<usize>lag) << 2);
  const a = (load<f32>(at - 16) * load<f32>(w - 4)) / total;
  const b = (load<f32>(at) * load<f32>(w)) / total;
  const c = (load<f32>(at + 16) * load<f32>(w + 4)) / total;
  const bend = a - 2 * b + c;
  const shift: f32 = bend < -1e-12 ? max(<f32>-1, min(<f32>1, (0.5 * (a - c)) / bend)) : 0;
  const height = b - 0.25 * (a - c) * shift;
  store<f32>(out, rate / (found + shift));
  store<f32>(out, max(<f32>0, min(<f32>1, height)), 4);
}
