/**
 * Grain windows: tables of the exact length, zero-padded by a tick on both sides, kept while grains read them.
 * A contiguous table makes the inner loop one load; lengths come from few values (jitter is drawn from steps).
 */
import { take, TICK } from "./layout";

export const enum Shape {
  hann,
  gauss,
  tukey,
  expodec,
  rexpodec,
  /** Ones; never ends. Used by play=whole and by nothing else. */
  flat,
}

/** Bytes for all tables together; how many slots that makes depends on the rate. */
const BUDGET: usize = 6 * 1024 * 1024;
const MOST: i32 = 64;
/** Frames of zeros before and after a table: a tick, a vector and one for the fraction. */
const PAD: i32 = TICK + 8;

let slots: i32 = 0;
let longest: i32 = 0;
let stride: usize = 0;
let tables: usize = 0;
let shapes: usize = 0;
let lengths: usize = 0;
let users: usize = 0;
let means: usize = 0;
let flat: usize = 0;

/** `frames`: the longest window that will be asked for. */
export function setupWindows(frames: i32): void {
  longest = frames;
  stride = (<usize>(longest + 2 * PAD)) << 2;
  slots = min(MOST, <i32>(BUDGET / stride));
  tables = take(stride * slots);
  shapes = take(slots << 2);
  lengths = take(slots << 2);
  users = take(slots << 2);
  means = take(slots << 4);
  for (let i = 0; i < slots; i++) store<i32>(lengths + (i << 2), -1);
  flat = take((2 * PAD + 2 * TICK) << 2);
  for (let i = 0; i < 2 * TICK; i++) store<f32>(flat + ((PAD + i) << 2), 1);
}

/** The shape at x in (0, 1); zero or small at both ends. */
function shapeAt(shape: i32, x: f64): f64 {
  switch (shape) {
    case Shape.gauss: {
      // Deviation 1/6 of the length, lowered so that the ends are exactly zero.
      const z = (x - 0.5) * 6;
      const floor = Math.exp(-4.5);
      return max(0, (Math.exp(-0.5 * z * z) - floor) / (1 - floor));
    }
    case Shape.tukey: {
      // Half of the length is flat.
      const edge = min(x, 1 - x) * 4;
      return edge >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * edge);
    }
    case Shape.expodec:
    case Shape.rexpodec: {
      // A rise of a twentieth, then 60 dB of exponential decay brought to zero at the end.
      const y = shape == Shape.expodec ? x : 1 - x;
      const rise = 0.05;
      if (y < rise) return 0.5 - 0.5 * Math.cos((Math.PI * y) / rise);
      const fall = (y - rise) / (1 - rise);
      const tail = fall > 0.8 ? 0.5 + 0.5 * Math.cos(Math.PI * (fall - 0.8) * 5) : 1;
      return Math.exp(-6.907755 * fall) * tail;
    }
    default: {
      return 0.5 - 0.5 * Math.cos(2 * Math.PI * x);
    }
  }
}

function build(slot: i32, shape: i32, length: i32): void {
  const at = tables + stride * slot;
  memory.fill(at, 0, stride);
  const step = 1.0 / <f64>length;
  let sum = 0.0;
  let squares = 0.0;
  for (let i = 0; i < length; i++) {
    const w = shapeAt(shape, <f64>i * step);
    store<f32>(at + ((<usize>(PAD + i)) << 2), <f32>w);
    sum += w;
    squares += w * w;
  }
  store<i32>(shapes + (slot << 2), shape);
  store<i32>(lengths + (slot << 2), length);
  store<f64>(means + (slot << 4), sum * step);
  store<f64>(means + (slot << 4), squares * step, 8);
}

/**
 * A slot holding that window, its user counted (let go with freeWindow). When every slot is in use by grains the
 * nearest shorter one serves (never a longer one, which could read past its unit): ask windowLength what was given.
 * -1 when there is none.
 */
export function takeWindow(shape: i32, wanted: i32): i32 {
  const length = min(longest, max(8, wanted));
  let empty = -1;
  let nearest = -1;
  let distance = i32.MAX_VALUE;
  for (let i = 0; i < slots; i++) {
    const has = load<i32>(lengths + (i << 2));
    const same = has >= 0 && load<i32>(shapes + (i << 2)) == shape;
    if (same && has == length) return use(i);
    if (empty < 0 && load<i32>(users + (i << 2)) == 0) empty = i;
    const away = (same ? 0 : 1 << 24) + abs(has - length);
    if (has >= 0 && has <= length && away < distance) {
      distance = away;
      nearest = i;
    }
  }
  if (empty < 0) return nearest < 0 ? -1 : use(nearest);
  build(empty, shape, length);
  return use(empty);
}

function use(slot: i32): i32 {
  store<i32>(users + (slot << 2), load<i32>(users + (slot << 2)) + 1);
  return slot;
}

export function freeWindow(slot: i32): void {
  if (slot >= 0) store<i32>(users + (slot << 2), load<i32>(users + (slot << 2)) - 1);
}

/** Address of the window's first sample. */
export function windowAt(slot: i32): usize {
  return tables + stride * slot + (PAD << 2);
}

export function windowLength(slot: i32): i32 {
  return load<i32>(lengths + (slot << 2));
}

/** Mean of the window, and mean of its square: what coherent and incoherent grains add up to. */
export function windowMean(slot: i32): f64 {
  return load<f64>(means + (slot << 4));
}

export function windowPower(slot: i32): f64 {
  return load<f64>(means + (slot << 4), 8);
}

/** Where an unwindowed grain of that age reads its ones: zeros before its first frame and after its last. */
export function flatWindow(age: i32, length: i32): usize {
  const ones = flat + (PAD << 2);
  if (age < 0) return ones + (max(age, -TICK - 4) << 2);
  const left = length - age;
  if (left >= TICK + 4) return ones;
  return ones + ((<usize>(2 * TICK - max(left, -4))) << 2);
}
