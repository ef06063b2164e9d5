/**
 * What a power spectrum looks like, four frames at once: power, centroid, spread, skewness, kurtosis, rolloff,
 * flatness, flux. Formulas: Peeters, "A large set of audio features" (IRCAM 2004), on power; flux on unit-norm magnitude.
 */
import { log2x4 } from "./simd-math";
import { take } from "./memory";

/** Bins 0..N/2; the first one counted (those below 20 Hz are not heard). */
let bins: i32 = 0;
let first: i32 = 0;
let binWidth: f32 = 0;
let scale: f32 = 0;
/** Magnitude spectrum of unit norm of the frame before this group, one f32 a bin. */
let before: usize = 0;
let hasBefore: bool = false;

/** `norm`: what a mean square amplitude of 1 sums to over the bins; `width` of a bin in hertz. */
export function setupShape(count: i32, norm: f32, width: f32): void {
  bins = count;
  scale = 1 / norm;
  binWidth = width;
  first = max(1, <i32>Math.ceil(20 / width));
  before = take(<usize>count << 2);
}

/** A new sound begins: its first frame has no flux. */
export function resetShape(): void {
  hasBefore = false;
}

/** Puts the eight numbers of each of the four spectra in `power` at out + lane · stride. */
export function describeShape(power: usize, out: usize, stride: usize): void {
  const zero = f32x4.splat(0);
  const tiny = f32x4.splat(1e-30);
  let sum = zero;
  let moment = zero;
  let index = f32x4.splat(<f32>first);
  const one = f32x4.splat(1);
  for (let k = first; k < bins; k++) {
    const p = v128.load(power + (<usize>k << 4));
    sum = f32x4.add(sum, p);
    moment = f32x4.add(moment, f32x4.mul(p, index));
    index = f32x4.add(index, one);
  }
  const total = f32x4.add(sum, tiny);
  const over = f32x4.div(one, total);
  const centre = f32x4.mul(moment, over);
  const least = f32x4.mul(total, f32x4.splat(0.85));
  const norm = f32x4.sqrt(over);
  // Bins 80 dB below the mean count as that: what a codec or a converter cut off says nothing about the sound.
  const floor = f32x4.mul(total, f32x4.splat(1e-8 / <f32>(bins - first)));
  let logs = zero;
  let second = zero;
  let third = zero;
  let fourth = zero;
  let reached = zero;
  let rolloff = f32x4.splat(<f32>first);
  let flux = zero;
  index = rolloff;
  const last = hasBefore;
  for (let k = first; k < bins; k++) {
    const p = v128.load(power + (<usize>k << 4));
    const d = f32x4.sub(index, centre);
    const pd2 = f32x4.mul(f32x4.mul(p, d), d);
    second = f32x4.add(second, pd2);
    third = f32x4.add(third, f32x4.mul(pd2, d));
    fourth = f32x4.add(fourth, f32x4.mul(f32x4.mul(pd2, d), d));
    reached = f32x4.add(reached, p);
    rolloff = f32x4.add(rolloff, v128.and(f32x4.lt(reached, least), one));
    logs = f32x4.add(logs, log2x4(f32x4.add(p, floor)));
    const m = f32x4.mul(f32x4.sqrt(p), norm);
    const at = before + (<usize>k << 2);
    // Lane j holds frame j: the one before lane 0 is lane 3 of the last group.
    const old = v128.load32_splat(at);
    const shifted = v128.shuffle<f32>(old, m, 0, 4, 5, 6);
    const step = f32x4.sub(m, shifted);
    flux = f32x4.add(flux, f32x4.mul(step, step));
    store<f32>(at, f32x4.extract_lane(m, 3));
    index = f32x4.add(index, one);
  }
  hasBefore = true;
  const variance = f32x4.mul(second, over);
  // Half a bin is the least spread a spectrum of bins can tell.
  const spread = f32x4.sqrt(f32x4.max(variance, f32x4.splat(0.25)));
  const cube = f32x4.mul(f32x4.mul(spread, spread), spread);
  const skewness = f32x4.div(f32x4.mul(third, over), cube);
  const kurtosis = f32x4.div(f32x4.mul(fourth, over), f32x4.mul(cube, spread));
  const width = f32x4.splat(binWidth);
  const count = f32x4.splat(1 / <f32>(bins - first));
  const meanLog = f32x4.sub(f32x4.mul(logs, count), log2x4(f32x4.mul(total, count)));
  put(out, stride, 0, f32x4.mul(sum, f32x4.splat(scale)));
  put(out, stride, 4, f32x4.mul(centre, width));
  put(out, stride, 8, f32x4.mul(spread, width));
  put(out, stride, 12, skewness);
  put(out, stride, 16, kurtosis);
  put(out, stride, 20, f32x4.mul(rolloff, width));
  put(out, stride, 24, meanLog);
  put(out, stride, 28, f32x4.sqrt(flux));
  if (!last) store<f32>(out, 0, 28);
}

// @ts-ignore: decorator
@inline
export function put(out: usize, stride: usize, at: usize, value: v128): void {
  store<f32>(out + at, f32x4.extract_lane(value, 0));
  store<f32>(out + stride + at, f32x4.extract_lane(value, 1));
  store<f32>(out + 2 * stride + at, f32x4.extract_lane(value, 2));
  store<f32>(out + 3 * stride + at, f32x4.extract_lane(value, 3));
}
