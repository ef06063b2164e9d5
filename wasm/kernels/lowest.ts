/** The rows of a table with the lowest sums: nearest units under prices, nearest words by cosine. */
import { take } from "./memory";

/** Targets worked on at once: every number of the table that is loaded serves four of them. */
const LANES: i32 = 4;

let scratch: usize = 0;
let room: i32 = 0;

/** Takes room for the sums of four targets over `rows` rows (a multiple of 8): once a call, before lowestSums. */
export function setupLowest(rows: i32): void {
  room = rows << 2;
  scratch = take(<usize>(LANES * room));
}

/**
 * For each of `count` targets (one, or a multiple of 4) the k rows of least base[row] + Σ target[c] · table[row, c], in rising
 * order (equal sums: the first row), to foundRows (i32) and foundSums (f32), k a target. `table` holds blocks of 8 rows,
 * column after column; `targets` holds blocks of 4 targets, column after column. `rows` is a multiple of 8, k at most rows.
 * Every sum is taken in the order of the columns, in f32, so that plain code can give the same bits.
 */
export function lowestSums(
  table: usize,
  base: usize,
  rows: i32,
  columns: i32,
  targets: usize,
  count: i32,
  k: i32,
  foundRows: usize,
  foundSums: usize,
): void {
  if (count === 1) {
    sumsOfOne(table, base, rows, columns, targets);
    select(scratch, rows, k, foundRows, foundSums);
    return;
  }
  for (let t = 0; t < count; t += LANES) {
    sums(table, base, rows, columns, targets + ((<usize>(t * columns)) << 2));
    for (let lane = 0; lane < LANES; lane++) {
      const at = (<usize>((t + lane) * k)) << 2;
      select(scratch + <usize>(lane * room), rows, k, foundRows + at, foundSums + at);
    }
  }
}

/** All sums: `rows` numbers a target. Arguments as above; count is a multiple of 4. */
export function allSums(
  table: usize,
  base: usize,
  rows: i32,
  columns: i32,
  targets: usize,
  count: i32,
  to: usize,
): void {
  const four = <usize>(LANES * room);
  for (let t = 0; t < count; t += LANES) {
    sums(table, base, rows, columns, targets + ((<usize>(t * columns)) << 2));
    memory.copy(to, scratch, four);
    to += four;
  }
}

/** The sums of four targets with all rows, to scratch: one run of `rows` numbers a target. */
function sums(table: usize, base: usize, rows: i32, columns: i32, targets: usize): void {
  const end = targets + ((<usize>columns) << 4);
  const second = <usize>room;
  const third = <usize>(2 * room);
  const fourth = <usize>(3 * room);
  let at = table;
  let to = scratch;
  for (let r = 0; r < rows; r += 8) {
    let a0 = v128.load(base);
    let a1 = v128.load(base, 16);
    let b0 = a0;
    let b1 = a1;
    let c0 = a0;
    let c1 = a1;
    let d0 = a0;
    let d1 = a1;
    for (let y = targets; y < end; y += 16) {
      const p0 = v128.load(at);
      const p1 = v128.load(at, 16);
      const ya = v128.load32_splat(y);
      const yb = v128.load32_splat(y, 4);
      const yc = v128.load32_splat(y, 8);
      const yd = v128.load32_splat(y, 12);
      a0 = f32x4.add(a0, f32x4.mul(ya, p0));
      a1 = f32x4.add(a1, f32x4.mul(ya, p1));
      b0 = f32x4.add(b0, f32x4.mul(yb, p0));
      b1 = f32x4.add(b1, f32x4.mul(yb, p1));
      c0 = f32x4.add(c0, f32x4.mul(yc, p0));
      c1 = f32x4.add(c1, f32x4.mul(yc, p1));
      d0 = f32x4.add(d0, f32x4.mul(yd, p0));
      d1 = f32x4.add(d1, f32x4.mul(yd, p1));
      at += 32;
    }
    v128.store(to, a0);
    v128.store(to, a1, 16);
    v128.store(to + second, b0);
    v128.store(to + second, b1, 16);
    v128.store(to + third, c0);
    v128.store(to + third, c1, 16);
    v128.store(to + fourth, d0);
    v128.store(to + fourth, d1, 16);
    base += 32;
    to += 32;
  }
}

/** The sums of a single target: what a word that is placed while playing waits for. */
function sumsOfOne(table: usize, base: usize, rows: i32, columns: i32, target: usize): void {
  const end = target + ((<usize>columns) << 2);
  let at = table;
  let to = scratch;
  for (let r = 0; r < rows; r += 8) {
    let a = v128.load(base);
    let b = v128.load(base, 16);
    for (let y = target; y < end; y += 4) {
      const ya = v128.load32_splat(y);
      a = f32x4.add(a, f32x4.mul(ya, v128.load(at)));
      b = f32x4.add(b, f32x4.mul(ya, v128.load(at, 16)));
      at += 32;
    }
    v128.store(to, a);
    v128.store(to, b, 16);
    base += 32;
    to += 32;
  }
}

/** The k lowest of `rows` numbers by insertion; four at a time are passed over when none is low enough. */
function select(numbers: usize, rows: i32, k: i32, foundRows: usize, foundSums: usize): void {
  let count = 0;
  let worst: f32 = Infinity;
  const last = (<usize>(k - 1)) << 2;
  for (let r = 0; r < rows; r += 4) {
    const four = v128.load(numbers + ((<usize>r) << 2));
    if (!v128.any_true(f32x4.lt(four, f32x4.splat(worst)))) continue;
    for (let lane = 0; lane < 4; lane++) {
      const row = r + lane;
      const sum = load<f32>(numbers + ((<usize>row) << 2));
      if (!(sum < worst)) continue;
      let i: usize = last;
      if (count < k) {
        i = (<usize>count) << 2;
        count++;
      }
      for (; i > 0 && load<f32>(foundSums + i - 4) > sum; i -= 4) {
        store<f32>(foundSums + i, load<f32>(foundSums + i - 4));
        store<i32>(foundRows + i, load<i32>(foundRows + i - 4));
      }
      store<f32>(foundSums + i, sum);
      store<i32>(foundRows + i, row);
      if (count === k) worst = load<f32>(foundSums + last);
    }
  }
  // Rows of infinite cost are never taken: what is left over says so.
  for (; count < k; count++) {
    store<f32>(foundSums + ((<usize>count) << 2), Infinity);
    store<i32>(foundRows + ((<usize>count) << 2), -1);
  }
}
