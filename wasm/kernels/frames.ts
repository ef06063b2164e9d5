/** Frames of a sound to rows of numbers, four at a time: window, spectrum, shape, pitch, roughness, bands. */
import { setupBands, sumBands } from "./bands";
import { input, powers, setupFft } from "./fft";
import { take } from "./memory";
import { describePitch, setupPitch } from "./pitch";
import { roughness } from "./roughness";
import { describeShape, resetShape, setupShape } from "./shape";

/** Numbers of a row before its bands: power, centroid, spread, skewness, kurtosis, rolloff, flatness, flux, pitch, harmonicity, roughness. */
const HEAD: usize = 11;

let frame: i32 = 0;
let hop: i32 = 0;
let most: i32 = 0;
let stride: usize = 0;
let norm: f32 = 0;
let width: f32 = 0;
let window: usize = 0;
let power: usize = 0;
let samples: usize = 0;
let rows: usize = 0;

/**
 * `length` of a frame (a power of two from 64), `step` between frames, at most `frames` a call, and the room for bands.
 * Everything is taken from the heap: mark and release around it.
 */
export function setup(length: i32, step: i32, frames: i32, sampleRate: f32, bands: i32, weights: i32): void {
  frame = length;
  hop = step;
  most = (frames + 3) & ~3;
  stride = (HEAD + bands) << 2;
  const bins = length / 2 + 1;
  width = sampleRate / <f32>length;
  setupFft(length);
  setupBands(bands, weights);
  window = take((<usize>length) << 2);
  power = take((<usize>bins) << 4);
  samples = take((<usize>(length + most * step)) << 2);
  rows = take(stride * most);
  let energy = 0.0;
  for (let i = 0; i < length; i++) {
    const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length);
    store<f32>(window + ((<usize>i) << 2), <f32>w);
    energy += w * w;
  }
  // Parseval on one side of the spectrum: Σ over the bins of a signal of mean square 1 is N · Σw² / 2.
  norm = <f32>((energy * length) / 2);
  setupShape(bins, norm, width);
  const area = input();
  for (let i = 0; i < length; i++) v128.store(area + ((<usize>i) << 4), v128.load32_splat(window + ((<usize>i) << 2)));
  powers(power);
  setupPitch(sampleRate, 2500, power);
}

/** Where the caller puts samples: frame i reads `length` of them from i · step. */
export function sampleArea(): usize {
  return samples;
}

/** Where the rows lie: 11 + bands numbers a frame. */
export function rowArea(): usize {
  return rows;
}

/** The next frame is the first of a sound. */
export function begin(): void {
  resetShape();
}

/** Windowed samples of four frames side by side. */
function gather(at: usize): void {
  const area = input();
  const step = (<usize>hop) << 2;
  for (let i = 0; i < frame; i += 4) {
    const offset = (<usize>i) << 2;
    const w = v128.load(window + offset);
    const a = f32x4.mul(v128.load(at + offset), w);
    const b = f32x4.mul(v128.load(at + step + offset), w);
    const c = f32x4.mul(v128.load(at + 2 * step + offset), w);
    const d = f32x4.mul(v128.load(at + 3 * step + offset), w);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    const to = area + ((<usize>i) << 4);
    v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
    v128.store(to, v128.shuffle<f64>(ab, cd, 1, 3), 16);
    v128.store(to, v128.shuffle<f64>(ab2, cd2, 0, 2), 32);
    v128.store(to, v128.shuffle<f64>(ab2, cd2, 1, 3), 48);
  }
}

/** Describes `count` frames into rowArea(). */
export function analyse(count: i32): void {
  const bins = frame / 2 + 1;
  for (let i = 0; i < count; i += 4) {
    gather(samples + ((<usize>i * hop) << 2));
    powers(power);
    const out = rows + <usize>i * stride;
    describeShape(power, out, stride);
    roughness(power, bins, width, out + 40, stride);
    sumBands(power, out + (HEAD << 2), stride, 1 / norm);
    describePitch(power, out + 32, stride);
  }
}

/** The bands of `count` frames into rowArea(), the numbers before them untouched: what onsets are found by. */
export function bandsOnly(count: i32): void {
  for (let i = 0; i < count; i += 4) {
    gather(samples + ((<usize>i * hop) << 2));
    powers(power);
    sumBands(power, rows + <usize>i * stride + (HEAD << 2), stride, 1 / norm);
  }
}

/** The spectra alone: what a floor of speed is measured against. Answers a number that depends on all of them. */
export function spectraOnly(count: i32): f32 {
  let sum = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    gather(samples + ((<usize>i * hop) << 2));
    powers(power);
    sum = f32x4.add(sum, v128.load(power, 160));
  }
  return f32x4.extract_lane(sum, 0);
}

/** Copies the power spectra (bins × 4 vectors) of the first four frames to rowArea-independent memory: see powerArea. */
export function powerArea(): usize {
  return power;
}
