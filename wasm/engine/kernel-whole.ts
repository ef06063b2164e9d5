/** The inner loop at rate 1 on whole samples: four grains in one pass over the bus. */
import { four } from "./kernel";

/** Bytes that the kernel is told of a grain: addresses of its next sample and of its window there, left and right gain. */
export const RECORD: usize = 16;

/** Four grains, of which `records` tell, added in order to the rows at `a` and `b`: a quarter of the bus traffic. */
export function addWhole4<T>(records: usize, a: usize, b: usize, frames: i32): void {
  const s0 = load<usize>(records);
  const w0 = load<usize>(records, 4);
  const a0 = v128.load32_splat(records, 8);
  const b0 = v128.load32_splat(records, 12);
  const s1 = load<usize>(records, 16);
  const w1 = load<usize>(records, 20);
  const a1 = v128.load32_splat(records, 24);
  const b1 = v128.load32_splat(records, 28);
  const s2 = load<usize>(records, 32);
  const w2 = load<usize>(records, 36);
  const a2 = v128.load32_splat(records, 40);
  const b2 = v128.load32_splat(records, 44);
  const s3 = load<usize>(records, 48);
  const w3 = load<usize>(records, 52);
  const a3 = v128.load32_splat(records, 56);
  const b3 = v128.load32_splat(records, 60);
  const end = (<usize>frames) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const j = isInteger<T>() ? i >> 1 : i;
    const x0 = f32x4.mul(four<T>(s0 + j), v128.load(w0 + i));
    const x1 = f32x4.mul(four<T>(s1 + j), v128.load(w1 + i));
    const x2 = f32x4.mul(four<T>(s2 + j), v128.load(w2 + i));
    const x3 = f32x4.mul(four<T>(s3 + j), v128.load(w3 + i));
    let l = f32x4.add(v128.load(a + i), f32x4.mul(x0, a0));
    let r = f32x4.add(v128.load(b + i), f32x4.mul(x0, b0));
    l = f32x4.add(l, f32x4.mul(x1, a1));
    r = f32x4.add(r, f32x4.mul(x1, b1));
    l = f32x4.add(l, f32x4.mul(x2, a2));
    r = f32x4.add(r, f32x4.mul(x2, b2));
    v128.store(a + i, f32x4.add(l, f32x4.mul(x3, a3)));
    v128.store(b + i, f32x4.add(r, f32x4.mul(x3, b3)));
  }
}

/** One grain. */
export function addWhole<T>(s: usize, w: usize, ga: f32, gb: f32, a: usize, b: usize, frames: i32): void {
  const va = f32x4.splat(ga);
  const vb = f32x4.splat(gb);
  const end = (<usize>frames) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const x = f32x4.mul(four<T>(s + (isInteger<T>() ? i >> 1 : i)), v128.load(w + i));
    v128.store(a + i, f32x4.add(v128.load(a + i), f32x4.mul(x, va)));
    v128.store(b + i, f32x4.add(v128.load(b + i), f32x4.mul(x, vb)));
  }
}
