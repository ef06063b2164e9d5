/** The inner loop of band-limited reading: four samples at a time, each the product of a stretch of corpus and a row of a table. */
import { bandBits, bandRows, bandTaps } from "./band";
import { cubicWeight, four, Read, Window } from "./kernel";

/** Any rate above 1, of either direction; `table` from bandFor. The other arguments as of addMoving. */
export function addBand<T, W>(
  table: i32,
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
  const bytes: usize = isInteger<T>() ? 2 : 4;
  const taps = bandTaps(table);
  const rows = bandRows(table);
  const row = (<usize>taps) << 2;
  const shift: u64 = 32 - <u64>bandBits(table);
  const half: u64 = (<u64>1) << (shift - 1);
  const back = (<usize>taps / 2 - 1) * bytes;
  const w0 = cubicWeight(0, fraction);
  const w1 = cubicWeight(1, fraction);
  const w2 = cubicWeight(2, fraction);
  const w3 = cubicWeight(3, fraction);
  const va = f32x4.splat(ga);
  const vb = f32x4.splat(gb);
  let p = position;
  const end = (<usize>frames) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const p1 = p + step;
    const p2 = p1 + step;
    const p3 = p2 + step;
    // The nearest phase; the last row is the first one of the next frame.
    let c0 = rows + <usize>((<u64>(<u32>p) + half) >> shift) * row;
    let c1 = rows + <usize>((<u64>(<u32>p1) + half) >> shift) * row;
    let c2 = rows + <usize>((<u64>(<u32>p2) + half) >> shift) * row;
    let c3 = rows + <usize>((<u64>(<u32>p3) + half) >> shift) * row;
    let s0 = Read.at<T>(p) - back;
    let s1 = Read.at<T>(p1) - back;
    let s2 = Read.at<T>(p2) - back;
    let s3 = Read.at<T>(p3) - back;
    let x0 = f32x4.splat(0);
    let x1 = f32x4.splat(0);
    let x2 = f32x4.splat(0);
    let x3 = f32x4.splat(0);
    for (const last = c0 + row; c0 < last;) {
      x0 = f32x4.add(x0, f32x4.mul(four<T>(s0), v128.load(c0)));
      x1 = f32x4.add(x1, f32x4.mul(four<T>(s1), v128.load(c1)));
      x2 = f32x4.add(x2, f32x4.mul(four<T>(s2), v128.load(c2)));
      x3 = f32x4.add(x3, f32x4.mul(four<T>(s3), v128.load(c3)));
      x0 = f32x4.add(x0, f32x4.mul(four<T>(s0 + 4 * bytes), v128.load(c0, 16)));
      x1 = f32x4.add(x1, f32x4.mul(four<T>(s1 + 4 * bytes), v128.load(c1, 16)));
      x2 = f32x4.add(x2, f32x4.mul(four<T>(s2 + 4 * bytes), v128.load(c2, 16)));
      x3 = f32x4.add(x3, f32x4.mul(four<T>(s3 + 4 * bytes), v128.load(c3, 16)));
      c0 += 32;
      c1 += 32;
      c2 += 32;
      c3 += 32;
      s0 += 8 * bytes;
      s1 += 8 * bytes;
      s2 += 8 * bytes;
      s3 += 8 * bytes;
    }
    // Four sums of four lanes each become one vector.
    const low = f32x4.add(v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), v128.shuffle<f32>(x0, x1, 2, 6, 3, 7));
    const high = f32x4.add(v128.shuffle<f32>(x2, x3, 0, 4, 1, 5), v128.shuffle<f32>(x2, x3, 2, 6, 3, 7));
    const y = f32x4.add(v128.shuffle<i64>(low, high, 0, 2), v128.shuffle<i64>(low, high, 1, 3));
    const x = f32x4.mul(y, Window.at<W>(window + i, w0, w1, w2, w3));
    v128.store(a + i, f32x4.add(v128.load(a + i), f32x4.mul(x, va)));
    v128.store(b + i, f32x4.add(v128.load(b + i), f32x4.mul(x, vb)));
    p += step * 4;
  }
}
