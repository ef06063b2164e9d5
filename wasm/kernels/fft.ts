/**
 * Fourier transforms of four signals at once: lane j of every vector belongs to signal j, so that no butterfly shuffles.
 * Radix-4 Stockham (self-sorting), a last radix-2 pass where the size asks for it; real input in half-size transforms.
 */
import { take } from "./memory";

/** Length of the real transform N, a power of two >= 16, and of the complex one, M = N / 2. */
export let size: i32 = 0;
let half: i32 = 0;
/** cos, −sin of 2πi/M for i < M, and of 2πi/N for i <= M/2. */
let turns: usize = 0;
let halfTurns: usize = 0;
/** Two work areas of M complex vectors (re, im: 32 bytes). */
let here: usize = 0;
let there: usize = 0;

/** Bytes of one complex element. */
const ELEMENT: usize = 32;

export function setupFft(length: i32): void {
  size = length;
  half = length >> 1;
  turns = take(<usize>half << 3);
  halfTurns = take(<usize>(half / 2 + 1) << 3);
  here = take(<usize>(half + 1) * ELEMENT);
  there = take(<usize>(half + 1) * ELEMENT);
  for (let i = 0; i < half; i++) {
    const a = (2 * Math.PI * i) / half;
    store<f32>(turns + (<usize>i << 3), <f32>Math.cos(a));
    store<f32>(turns + (<usize>i << 3), <f32>-Math.sin(a), 4);
  }
  for (let i = 0; i <= half / 2; i++) {
    const a = (2 * Math.PI * i) / size;
    store<f32>(halfTurns + (<usize>i << 3), <f32>Math.cos(a));
    store<f32>(halfTurns + (<usize>i << 3), <f32>-Math.sin(a), 4);
  }
}

/** Where the real input goes: vector n (16 bytes) holds sample n of the four signals. */
// @ts-ignore: decorator
@inline
export function input(): usize {
  return here;
}

/** The complex transform of `here`; the answer lies in `here` again. */
function transform(): void {
  let n = half;
  let s = 1;
  let x = here;
  let y = there;
  while (n >= 4) {
    const quarter = n >> 2;
    const jump = <usize>(s * quarter) * ELEMENT;
    const out = <usize>s * ELEMENT;
    for (let p = 0; p < quarter; p++) {
      const at = turns + (<usize>(p * s) << 3);
      const at2 = turns + (<usize>(2 * p * s) << 3);
      const at3 = turns + (<usize>(3 * p * s) << 3);
      const c1 = v128.load32_splat(at);
      const s1 = v128.load32_splat(at, 4);
      const c2 = v128.load32_splat(at2);
      const s2 = v128.load32_splat(at2, 4);
      const c3 = v128.load32_splat(at3);
      const s3 = v128.load32_splat(at3, 4);
      let from = x + <usize>(s * p) * ELEMENT;
      let to = y + <usize>(s * 4 * p) * ELEMENT;
      for (let q = 0; q < s; q++) {
        const b = from + jump;
        const c = b + jump;
        const d = c + jump;
        const ar = v128.load(from);
        const ai = v128.load(from, 16);
        const br = v128.load(b);
        const bi = v128.load(b, 16);
        const cr = v128.load(c);
        const ci = v128.load(c, 16);
        const dr = v128.load(d);
        const di = v128.load(d, 16);
        const acr = f32x4.add(ar, cr);
        const aci = f32x4.add(ai, ci);
        const a_cr = f32x4.sub(ar, cr);
        const a_ci = f32x4.sub(ai, ci);
        const bdr = f32x4.add(br, dr);
        const bdi = f32x4.add(bi, di);
        // −i·(b − d)
        const jr = f32x4.sub(bi, di);
        const ji = f32x4.sub(dr, br);
        v128.store(to, f32x4.add(acr, bdr));
        v128.store(to, f32x4.add(aci, bdi), 16);
        const to1 = to + out;
        const to2 = to1 + out;
        const to3 = to2 + out;
        const r1 = f32x4.add(a_cr, jr);
        const i1 = f32x4.add(a_ci, ji);
        v128.store(to1, f32x4.sub(f32x4.mul(r1, c1), f32x4.mul(i1, s1)));
        v128.store(to1, f32x4.add(f32x4.mul(r1, s1), f32x4.mul(i1, c1)), 16);
        const r2 = f32x4.sub(acr, bdr);
        const i2 = f32x4.sub(aci, bdi);
        v128.store(to2, f32x4.sub(f32x4.mul(r2, c2), f32x4.mul(i2, s2)));
        v128.store(to2, f32x4.add(f32x4.mul(r2, s2), f32x4.mul(i2, c2)), 16);
        const r3 = f32x4.sub(a_cr, jr);
        const i3 = f32x4.sub(a_ci, ji);
        v128.store(to3, f32x4.sub(f32x4.mul(r3, c3), f32x4.mul(i3, s3)));
        v128.store(to3, f32x4.add(f32x4.mul(r3, s3), f32x4.mul(i3, c3)), 16);
        from += ELEMENT;
        to += ELEMENT;
      }
    }
    n = quarter;
    s <<= 2;
    const swap = x;
    x = y;
    y = swap;
  }
  if (n == 2) {
    const jump = <usize>s * ELEMENT;
    for (let q: usize = 0; q < jump; q += ELEMENT) {
      for (let part: usize = 0; part < ELEMENT; part += 16) {
        const a = v128.load(x + q + part);
        const b = v128.load(x + q + jump + part);
        v128.store(y + q + part, f32x4.add(a, b));
        v128.store(y + q + jump + part, f32x4.sub(a, b));
      }
    }
    const swap = x;
    x = y;
    y = swap;
  }
  here = x;
  there = y;
}

/** |X[k]|² of the four real signals in input(), k = 0..N/2: vectors of 16 bytes from `out`. */
export function powers(out: usize): void {
  transform();
  const quarter = f32x4.splat(0.25);
  const two = f32x4.splat(2);
  const zero = f32x4.splat(0);
  const r0 = v128.load(here);
  const i0 = v128.load(here, 16);
  const dc = f32x4.add(r0, i0);
  const nyquist = f32x4.sub(r0, i0);
  v128.store(out, f32x4.mul(dc, dc));
  v128.store(out + (<usize>half << 4), f32x4.mul(nyquist, nyquist));
  for (let k = 1; k <= half >> 1; k++) {
    const a = here + <usize>k * ELEMENT;
    const b = here + <usize>(half - k) * ELEMENT;
    const ar = v128.load(a);
    const ai = v128.load(a, 16);
    const br = v128.load(b);
    const bi = v128.load(b, 16);
    const c = v128.load32_splat(halfTurns + (<usize>k << 3));
    const s = v128.load32_splat(halfTurns + (<usize>k << 3), 4);
    const er = f32x4.add(ar, br);
    const ei = f32x4.sub(ai, bi);
    const or = f32x4.add(ai, bi);
    const oi = f32x4.sub(br, ar);
    const tr = f32x4.sub(f32x4.mul(or, c), f32x4.mul(oi, s));
    const ti = f32x4.add(f32x4.mul(or, s), f32x4.mul(oi, c));
    const even = f32x4.add(
      f32x4.add(f32x4.mul(er, er), f32x4.mul(ei, ei)),
      f32x4.add(f32x4.mul(tr, tr), f32x4.mul(ti, ti)),
    );
    const cross = f32x4.mul(two, f32x4.add(f32x4.mul(er, tr), f32x4.mul(ei, ti)));
    // Rounding may leave a difference of equal numbers below zero.
    v128.store(out + (<usize>k << 4), f32x4.mul(quarter, f32x4.max(zero, f32x4.add(even, cross))));
    v128.store(out + (<usize>(half - k) << 4), f32x4.mul(quarter, f32x4.max(zero, f32x4.sub(even, cross))));
  }
}

/** Re X[k] for k = 0..N/2 of the four real signals in input(), into `out`. */
export function realParts(out: usize): void {
  transform();
  const one = f32x4.splat(0.5);
  const r0 = v128.load(here);
  const i0 = v128.load(here, 16);
  v128.store(out, f32x4.add(r0, i0));
  v128.store(out + (<usize>half << 4), f32x4.sub(r0, i0));
  for (let k = 1; k <= half >> 1; k++) {
    const a = here + <usize>k * ELEMENT;
    const b = here + <usize>(half - k) * ELEMENT;
    const ar = v128.load(a);
    const ai = v128.load(a, 16);
    const br = v128.load(b);
    const bi = v128.load(b, 16);
    const c = v128.load32_splat(halfTurns + (<usize>k << 3));
    const s = v128.load32_splat(halfTurns + (<usize>k << 3), 4);
    const er = f32x4.add(ar, br);
    const tr = f32x4.sub(f32x4.mul(f32x4.add(ai, bi), c), f32x4.mul(f32x4.sub(br, ar), s));
    v128.store(out + (<usize>k << 4), f32x4.mul(one, f32x4.add(er, tr)));
    v128.store(out + (<usize>(half - k) << 4), f32x4.mul(one, f32x4.sub(er, tr)));
  }
}
