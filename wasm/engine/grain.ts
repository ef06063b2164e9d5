/** One grain: a 64-byte record in a fixed pool, linked into the list of its cloud. */
import { take } from "./layout";
import { freeWindow } from "./window";

/** How a grain reads the corpus. */
export const enum Tier {
  /** Rate 1 on whole samples: no interpolation, exact. */
  whole,
  /** Rate 1 between samples: four fixed coefficients. */
  shifted,
  linear,
  cubic,
  /** Any rate above 1: so and the number of its table in band.ts. */
  band,
}

export const enum Fade {
  none,
  /** Raised-cosine rise from `fadeAge` 0. */
  rise,
  /** Raised-cosine fall, then gone: the grain was asked to leave. */
  fall,
}

@unmanaged
export class Grain {
  /** Address of the next grain of the same cloud, 0 at the end. */
  next: usize;
  /** Window slot, -1 for an unwindowed grain. */
  window: i32;
  /** Frames into the window at the start of the piece being rendered; negative before its onset. */
  age: i32;
  length: i32;
  tier: i32;
  /** Corpus position at `age`, and its step per frame: 32.32 fixed point, so that cutting a render changes nothing. */
  position: i64;
  step: i64;
  /** Fraction of a frame by which the window is read later than `age`. */
  fraction: f32;
  gainA: f32;
  gainB: f32;
  /** Bus rows of the two channels: A in the low 16 bits, B in the high. */
  channels: i32;
  fade: i32;
  fadeAge: i32;
}

let pool: usize = 0;
let capacity: i32 = 0;
let free: usize = 0;
let live: i32 = 0;
let leaving: i32 = 0;

/** `count` live grains; further records serve grains that are fading out to make room. */
export function setupGrains(count: i32): void {
  capacity = count;
  const records = count + (count >> 2) + 64;
  const size = offsetof<Grain>();
  pool = take(<usize>records * size);
  free = 0;
  live = 0;
  leaving = 0;
  for (let i = records - 1; i >= 0; i--) {
    const grain = changetype<Grain>(pool + <usize>i * size);
    grain.next = free;
    free = changetype<usize>(grain);
  }
}

/** A record, or 0 when the pool is full. */
export function newGrain(): usize {
  if (live >= capacity || free == 0) return 0;
  const at = free;
  const grain = changetype<Grain>(at);
  free = grain.next;
  grain.next = 0;
  grain.fade = Fade.none;
  grain.fadeAge = 0;
  live++;
  return at;
}

/** Back into the pool; the caller has unlinked it. */
export function dropGrain(grain: Grain): void {
  freeWindow(grain.window);
  if (grain.fade == Fade.fall) leaving--;
  else live--;
  grain.next = free;
  free = changetype<usize>(grain);
}

/** Marks a live grain as leaving: it fades out and no longer counts. */
export function leave(grain: Grain): void {
  if (grain.fade == Fade.fall) return;
  grain.fade = Fade.fall;
  grain.fadeAge = 0;
  live--;
  leaving++;
}

export function liveGrains(): i32 {
  return live;
}

export function grainLimit(): i32 {
  return capacity;
}
