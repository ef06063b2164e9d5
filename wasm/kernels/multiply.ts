/** Products of matrices for nets that are trained here; every sum is taken in the order of the inner index, in f32. */

/**
 * c[i, j] = (add ? c[i, j] : 0) + Σ a(i, l) · b[l, j] for i < m, j < n, l < k. b and c are row-major; a(i, l) lies at
 * a + 4 · (i · aRow + l · aColumn), so that a transposed matrix needs no copy. Addresses are bytes.
 */
export function multiply(
  a: usize,
  aRow: i32,
  aColumn: i32,
  b: usize,
  c: usize,
  m: i32,
  k: i32,
  n: i32,
  add: bool,
): void {
  const step = (<usize>aRow) << 2;
  const next = (<usize>aColumn) << 2;
  const wide = (<usize>n) << 2;
  const fours = m & ~3;
  let j = 0;
  // Eight columns at once for four rows, then four, then one: what is loaded of b serves all four rows.
  for (; j + 8 <= n; j += 8) {
    const to = (<usize>j) << 2;
    for (let i = 0; i < fours; i += 4)
      fourByEight(a + <usize>i * step, step, next, b + to, c + <usize>i * wide + to, k, wide, add);
    for (let i = fours; i < m; i++) {
      oneByFour(a + <usize>i * step, next, b + to, c + <usize>i * wide + to, k, wide, add);
      oneByFour(a + <usize>i * step, next, b + to + 16, c + <usize>i * wide + to + 16, k, wide, add);
    }
  }
  for (; j + 4 <= n; j += 4) {
    const to = (<usize>j) << 2;
    for (let i = 0; i < m; i++) oneByFour(a + <usize>i * step, next, b + to, c + <usize>i * wide + to, k, wide, add);
  }
  for (; j < n; j++) {
    const to = (<usize>j) << 2;
    for (let i = 0; i < m; i++) {
      const at = c + <usize>i * wide + to;
      let sum: f32 = add ? load<f32>(at) : 0;
      let x = a + <usize>i * step;
      let y = b + to;
      for (let l = 0; l < k; l++) {
        sum += load<f32>(x) * load<f32>(y);
        x += next;
        y += wide;
      }
      store<f32>(at, sum);
    }
  }
}

function fourByEight(a: usize, step: usize, next: usize, b: usize, c: usize, k: i32, wide: usize, add: bool): void {
  const c1 = c + wide;
  const c2 = c1 + wide;
  const c3 = c2 + wide;
  const zero = f32x4.splat(0);
  let p0 = add ? v128.load(c) : zero;
  let p1 = add ? v128.load(c, 16) : zero;
  let q0 = add ? v128.load(c1) : zero;
  let q1 = add ? v128.load(c1, 16) : zero;
  let r0 = add ? v128.load(c2) : zero;
  let r1 = add ? v128.load(c2, 16) : zero;
  let s0 = add ? v128.load(c3) : zero;
  let s1 = add ? v128.load(c3, 16) : zero;
  const a1 = step;
  const a2 = step + step;
  const a3 = a2 + step;
  for (let l = 0; l < k; l++) {
    const y0 = v128.load(b);
    const y1 = v128.load(b, 16);
    const xp = v128.load32_splat(a);
    const xq = v128.load32_splat(a + a1);
    const xr = v128.load32_splat(a + a2);
    const xs = v128.load32_splat(a + a3);
    p0 = f32x4.add(p0, f32x4.mul(xp, y0));
    p1 = f32x4.add(p1, f32x4.mul(xp, y1));
    q0 = f32x4.add(q0, f32x4.mul(xq, y0));
    q1 = f32x4.add(q1, f32x4.mul(xq, y1));
    r0 = f32x4.add(r0, f32x4.mul(xr, y0));
    r1 = f32x4.add(r1, f32x4.mul(xr, y1));
    s0 = f32x4.add(s0, f32x4.mul(xs, y0));
    s1 = f32x4.add(s1, f32x4.mul(xs, y1));
    a += next;
    b += wide;
  }
  v128.store(c, p0);
  v128.store(c, p1, 16);
  v128.store(c1, q0);
  v128.store(c1, q1, 16);
  v128.store(c2, r0);
  v128.store(c2, r1, 16);
  v128.store(c3, s0);
  v128.store(c3, s1, 16);
}

function oneByFour(a: usize, next: usize, b: usize, c: usize, k: i32, wide: usize, add: bool): void {
  let sum = add ? v128.load(c) : f32x4.splat(0);
  for (let l = 0; l < k; l++) {
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(a), v128.load(b)));
    a += next;
    b += wide;
  }
  v128.store(c, sum);
}
