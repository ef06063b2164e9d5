/**
 * The inner loops: windowed grains added to a bus, four samples at a time (SIMD, not relaxed: the same bits everywhere).
 * Generic over the corpus format: T = f32, or i16 whose scale of 1/32768 is in the gains.
 */
import { coefficients, POINTS } from "./sinc";

/** Four neighbouring samples from frame `index`, as floats. */
export function four<T>(at: usize): v128 {
  if (isInteger<T>()) return f32x4.convert_i32x4_s(v128.load_ext<i16>(at));
  return v128.load(at);
}

/** Reading four samples at four places. Methods, because only they may be told to be inlined. */
export class Read {
  /** Byte address of the frame at a 32.32 position, which counts from address 0: see corpusOrigin. */
  @inline
  static at<T>(position: i64): usize {
    if (isInteger<T>()) return (<usize>(position >> 32)) << 1;
    return (<usize>(position >> 32)) << 2;
  }

  /** Straight lines between samples, at positions p, p + step, ...; `phase`: their low halves. */
  @inline
  static linear<T>(p: i64, step: i64, phase: v128): v128 {
    const p1 = p + step;
    const p2 = p1 + step;
    const p3 = p2 + step;
    let x: v128;
    let y: v128;
    if (isInteger<T>()) {
      let pairs = v128.load32_zero(Read.at<T>(p));
      pairs = v128.load_lane<i32>(Read.at<T>(p1), pairs, 1);
      pairs = v128.load_lane<i32>(Read.at<T>(p2), pairs, 2);
      pairs = v128.load_lane<i32>(Read.at<T>(p3), pairs, 3);
      x = f32x4.convert_i32x4_s(i32x4.shr_s(i32x4.shl(pairs, 16), 16));
      y = f32x4.convert_i32x4_s(i32x4.shr_s(pairs, 16));
    } else {
      const first = v128.load_lane<i64>(Read.at<T>(p1), v128.load64_zero(Read.at<T>(p)), 1);
      const second = v128.load_lane<i64>(Read.at<T>(p3), v128.load64_zero(Read.at<T>(p2)), 1);
      x = v128.shuffle<f32>(first, second, 0, 2, 4, 6);
      y = v128.shuffle<f32>(first, second, 1, 3, 5, 7);
    }
    return f32x4.add(x, f32x4.mul(f32x4.sub(y, x), fractions(phase)));
  }

  /** Cubic Hermite through four samples (Catmull-Rom); `p` is the position less one frame. */
  @inline
  static cubic<T>(p: i64, step: i64, phase: v128): v128 {
    const p1 = p + step;
    const p2 = p1 + step;
    const p3 = p2 + step;
    let y0: v128;
    let y1: v128;
    let y2: v128;
    let y3: v128;
    if (isInteger<T>()) {
      const first = v128.load_lane<i64>(Read.at<T>(p1), v128.load64_zero(Read.at<T>(p)), 1);
      const second = v128.load_lane<i64>(Read.at<T>(p3), v128.load64_zero(Read.at<T>(p2)), 1);
      const left = v128.shuffle<i32>(first, second, 0, 2, 4, 6);
      const right = v128.shuffle<i32>(first, second, 1, 3, 5, 7);
      y0 = f32x4.convert_i32x4_s(i32x4.shr_s(i32x4.shl(left, 16), 16));
      y1 = f32x4.convert_i32x4_s(i32x4.shr_s(left, 16));
      y2 = f32x4.convert_i32x4_s(i32x4.shr_s(i32x4.shl(right, 16), 16));
      y3 = f32x4.convert_i32x4_s(i32x4.shr_s(right, 16));
    } else {
      const r0 = v128.load(Read.at<T>(p));
      const r1 = v128.load(Read.at<T>(p1));
      const r2 = v128.load(Read.at<T>(p2));
      const r3 = v128.load(Read.at<T>(p3));
      const l01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
      const h01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const l23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const h23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      y0 = v128.shuffle<i64>(l01, l23, 0, 2);
      y1 = v128.shuffle<i64>(l01, l23, 1, 3);
      y2 = v128.shuffle<i64>(h01, h23, 0, 2);
      y3 = v128.shuffle<i64>(h01, h23, 1, 3);
    }
    const t = fractions(phase);
    // ((c3 t + c2) t + c1) t + y1 with c1 = (y2-y0)/2, c3 = (y3-y0)/2 + 3(y1-y2)/2, c2 = y2 - y1 - c1 - c3.
    const half = f32x4.splat(0.5);
    const c1 = f32x4.mul(f32x4.sub(y2, y0), half);
    const rise = f32x4.sub(y2, y1);
    const c3 = f32x4.sub(f32x4.mul(f32x4.sub(y3, y0), half), f32x4.mul(rise, f32x4.splat(1.5)));
    const c2 = f32x4.sub(f32x4.sub(rise, c1), c3);
    return f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(c3, t), c2), t), c1), t), y1);
  }
}

/** Four window samples between a table's: cubic, the coefficients being the same for the whole grain. */
export class Window {
  @inline
  static at<W>(table: usize, c0: v128, c1: v128, c2: v128, c3: v128): v128 {
    if (isInteger<W>()) return v128.load(table);
    const before = f32x4.add(f32x4.mul(v128.load(table - 4), c0), f32x4.mul(v128.load(table), c1));
    return f32x4.add(before, f32x4.add(f32x4.mul(v128.load(table, 4), c2), f32x4.mul(v128.load(table, 8), c3)));
  }
}

/** Coefficient k of the cubic (Catmull-Rom) at t, in all lanes. */
export function cubicWeight(k: i32, t: f32): v128 {
  if (k == 0) return f32x4.splat(-0.5 * t + t * t - 0.5 * t * t * t);
  if (k == 1) return f32x4.splat(1 - 2.5 * t * t + 1.5 * t * t * t);
  if (k == 2) return f32x4.splat(0.5 * t + 2 * t * t - 1.5 * t * t * t);
  return f32x4.splat(-0.5 * t * t + 0.5 * t * t * t);
}

/** Low halves of a position and of the three that follow. */
function phases(position: i64, step: i64): v128 {
  const low = <i32>step;
  return i32x4.add(i32x4.splat(<i32>position), i32x4(0, low, low * 2, low * 3));
}

/** Fractions in [0, 1) of four 32-bit phases; 24 bits are kept. */
function fractions(phase: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(phase, 8)), f32x4.splat(<f32>(1.0 / 16777216.0)));
}

/** Rate 1 between samples: sixteen points, the same coefficients for the whole grain. */
export function addShifted<T, W>(
  position: i64,
  window: usize,
  fraction: f32,
  ga: f32,
  gb: f32,
  a: usize,
  b: usize,
  frames: i32,
): void {
  const bytes: usize = isInteger<T>() ? 2 : 4;
  const src = Read.at<T>(position) - (<usize>POINTS / 2 - 1) * bytes;
  const weights = coefficients(<f64>(<u32>position) * (1.0 / 4294967296.0));
  const w0 = cubicWeight(0, fraction);
  const w1 = cubicWeight(1, fraction);
  const w2 = cubicWeight(2, fraction);
  const w3 = cubicWeight(3, fraction);
  const va = f32x4.splat(ga);
  const vb = f32x4.splat(gb);
  const end = (<usize>frames) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    let s = src + (isInteger<T>() ? i >> 1 : i);
    let sum = f32x4.splat(0);
    for (let k: usize = 0; k < 64; k += 4) {
      sum = f32x4.add(sum, f32x4.mul(four<T>(s), v128.load32_splat(weights + k)));
      s += bytes;
    }
    const x = f32x4.mul(sum, Window.at<W>(window + i, w0, w1, w2, w3));
    v128.store(a + i, f32x4.add(v128.load(a + i), f32x4.mul(x, va)));
    v128.store(b + i, f32x4.add(v128.load(b + i), f32x4.mul(x, vb)));
  }
}

/** Any rate: C = i32 straight lines between samples, C = f32 cubic. */
export function addMoving<T, W, C>(
  position: i64,
  step: i64,
  window: usize,
  fraction: f32,
  ga: f32,
  gb: f32,
  a: usize,
  b: usize,
  frames: i32,
): void {
  const w0 = cubicWeight(0, fraction);
  const w1 = cubicWeight(1, fraction);
  const w2 = cubicWeight(2, fraction);
  const w3 = cubicWeight(3, fraction);
  const va = f32x4.splat(ga);
  const vb = f32x4.splat(gb);
  let phase = phases(position, step);
  const four = i32x4.splat(<i32>step * 4);
  let p = isInteger<C>() ? position : position - ((<i64>1) << 32);
  const end = (<usize>frames) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const y = isInteger<C>() ? Read.linear<T>(p, step, phase) : Read.cubic<T>(p, step, phase);
    const x = f32x4.mul(y, Window.at<W>(window + i, w0, w1, w2, w3));
    v128.store(a + i, f32x4.add(v128.load(a + i), f32x4.mul(x, va)));
    v128.store(b + i, f32x4.add(v128.load(b + i), f32x4.mul(x, vb)));
    p += step * 4;
    phase = i32x4.add(phase, four);
  }
}

/** Two grains of `addMoving` on whole window samples in one pass; `gains`: left and right of one, then of the other. */
export function addMoving2<T, C>(
  p0: i64,
  s0: i64,
  w0: usize,
  p1: i64,
  s1: i64,
  w1: usize,
  gains: usize,
  a: usize,
  b: usize,
  frames: i32,
): void {
  const a0 = v128.load32_splat(gains);
  const b0 = v128.load32_splat(gains, 4);
  const a1 = v128.load32_splat(gains, 8);
  const b1 = v128.load32_splat(gains, 12);
  let f0 = phases(p0, s0);
  let f1 = phases(p1, s1);
  const n0 = i32x4.splat(<i32>s0 * 4);
  const n1 = i32x4.splat(<i32>s1 * 4);
  if (!isInteger<C>()) {
    p0 -= (<i64>1) << 32;
    p1 -= (<i64>1) << 32;
  }
  const end = (<usize>frames) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const y0 = isInteger<C>() ? Read.linear<T>(p0, s0, f0) : Read.cubic<T>(p0, s0, f0);
    const x0 = f32x4.mul(y0, v128.load(w0 + i));
    const l = f32x4.add(v128.load(a + i), f32x4.mul(x0, a0));
    const r = f32x4.add(v128.load(b + i), f32x4.mul(x0, b0));
    const y1 = isInteger<C>() ? Read.linear<T>(p1, s1, f1) : Read.cubic<T>(p1, s1, f1);
    const x1 = f32x4.mul(y1, v128.load(w1 + i));
    v128.store(a + i, f32x4.add(l, f32x4.mul(x1, a1)));
    v128.store(b + i, f32x4.add(r, f32x4.mul(x1, b1)));
    p0 += s0 * 4;
    p1 += s1 * 4;
    f0 = i32x4.add(f0, n0);
    f1 = i32x4.add(f1, n1);
  }
}
