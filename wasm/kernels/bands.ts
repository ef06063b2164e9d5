/** Sums of spectra under overlapping weights (mel bands, pitch classes), four frames at once. */
import { take } from "./memory";

/** One band: its first bin, how many bins, and where its weights begin (f32, one a bin). */
let count: i32 = 0;
let table: usize = 0;
let weights: usize = 0;

/** Room for that many bands and weights; the caller fills both (see the two addresses). */
export function setupBands(bands: i32, weightCount: i32): void {
  count = bands;
  table = take(<usize>bands * 12);
  weights = take((<usize>weightCount) << 2);
}

export function bandTable(): usize {
  return table;
}

export function bandWeights(): usize {
  return weights;
}

/** Band b of lane j to out + j · stride + 4b, times `scale`. */
export function sumBands(power: usize, out: usize, stride: usize, scale: f32): void {
  const scaled = f32x4.splat(scale);
  for (let b = 0; b < count; b++) {
    const row = table + <usize>b * 12;
    let bin = power + ((<usize>load<i32>(row)) << 4);
    const bins = load<i32>(row, 4);
    let weight = weights + ((<usize>load<i32>(row, 8)) << 2);
    let sum = f32x4.splat(0);
    for (let i = 0; i < bins; i++) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(bin), v128.load32_splat(weight)));
      bin += 16;
      weight += 4;
    }
    sum = f32x4.mul(sum, scaled);
    const at = out + ((<usize>b) << 2);
    store<f32>(at, f32x4.extract_lane(sum, 0));
    store<f32>(at + stride, f32x4.extract_lane(sum, 1));
    store<f32>(at + 2 * stride, f32x4.extract_lane(sum, 2));
    store<f32>(at + 3 * stride, f32x4.extract_lane(sum, 3));
  }
}
