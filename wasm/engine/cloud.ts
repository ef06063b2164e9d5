/** One cloud: all grains of one word. A record, its units, its sounding stretches, its overrides, its filter. */
import { CLOUDS, PARAMETERS, STRETCHES, take, UNITS } from "./layout";
import { dropGrain, Grain } from "./grain";
import { emit, EventKind } from "./events";

/** One unit of a cloud, and where the cloud's reading head stands in it. */
@unmanaged
export class CloudUnit {
  /** First frame in the corpus. */
  start: i32;
  length: i32;
  gain: f32;
  /** Share of the grains; a cloud's shares sum to 1. */
  weight: f32;
  /** Pairs (start, length) of i32, frames from the unit's start. */
  stretches: usize;
  count: i32;
  /** Stretch in which the head stands. */
  stretch: i32;
  /** Frames from the unit's start. */
  head: f64;
  /** Time of the unit's next grain, frames from the cloud's begin: whenever it begins, it sums up alike. */
  next: f64;
  /** Frames between its last two grains. */
  interval: f64;
}

@unmanaged
export class Cloud {
  /** 0 free, 1 in use. */
  active: i32;
  voice: i32;
  /** The sender's name for it, reported back. */
  id: f64;
  /** Absolute frame of the first grain. */
  begin: i64;
  /** Frames it sounds, release included; grows while frozen. */
  total: i64;
  attack: i32;
  release: i32;
  /** Being faded out by a crossfade, a release, a panic or a thief: from absolute frame killAt over killLength. */
  killed: i32;
  killLength: i32;
  killAt: i64;
  /** Level at which that fade began. */
  killFrom: f32;
  /** Random state, and the number of units. */
  random: u32;
  units: i32;
  started: i32;
  /** Time to which the reading heads have moved, frames from the cloud's begin. */
  last: f64;
  /** Smoothed gain (two poles), peak of the last tick. */
  gain: f32;
  gainLag: f32;
  peak: f32;
  /** 0 bypassed .. 1 filtered, -1 not yet begun, and the state of the gliding filter settings (filter.ts). */
  wet: f32;
  glides: usize;
  grains: i32;
  /** play=whole was chosen when it began. */
  whole: i32;
  /** Its units lie in memory as 16-bit numbers. */
  integer: i32;
  first: usize;
  lastGrain: usize;
  /** The parts that lie elsewhere: UNITS units, stretch pairs, PARAMETERS overrides, filter state. */
  unitsAt: usize;
  stretchesAt: usize;
  overrides: usize;
  filter: usize;
}

let clouds: usize = 0;

/** `filterBytes`: what one cloud's filter keeps. */
export function setupClouds(filterBytes: usize): void {
  clouds = take(<usize>CLOUDS * offsetof<Cloud>());
  for (let i = 0; i < CLOUDS; i++) {
    const cloud = cloudAt(i);
    cloud.unitsAt = take(<usize>UNITS * offsetof<CloudUnit>());
    cloud.stretchesAt = take((<usize>STRETCHES) << 3);
    cloud.overrides = take((<usize>PARAMETERS) << 3);
    cloud.filter = take(filterBytes);
    cloud.glides = take(64);
  }
}

export function cloudAt(slot: i32): Cloud {
  return changetype<Cloud>(clouds + <usize>slot * offsetof<Cloud>());
}

export function unitAt(cloud: Cloud, index: i32): CloudUnit {
  return changetype<CloudUnit>(cloud.unitsAt + <usize>index * offsetof<CloudUnit>());
}

/** Lowest free slot, or -1. */
export function freeSlot(): i32 {
  for (let i = 0; i < CLOUDS; i++) if (!cloudAt(i).active) return i;
  return -1;
}

/** Appends a grain: order within a cloud is order of planning, so that sums are the same however a render is cut. */
export function append(cloud: Cloud, grain: Grain): void {
  const at = changetype<usize>(grain);
  if (cloud.lastGrain) changetype<Grain>(cloud.lastGrain).next = at;
  else cloud.first = at;
  cloud.lastGrain = at;
  cloud.grains++;
}

/** Gives back the grains that have ended by their length. */
export function sweep(cloud: Cloud): void {
  let before: usize = 0;
  let at = cloud.first;
  while (at) {
    const grain = changetype<Grain>(at);
    const next = grain.next;
    if (grain.age > grain.length) {
      if (before) changetype<Grain>(before).next = next;
      else cloud.first = next;
      if (!next) cloud.lastGrain = before;
      dropGrain(grain);
      cloud.grains--;
    } else before = at;
    at = next;
  }
}

/** Frees the slot and everything in it. */
export function finish(cloud: Cloud): void {
  let at = cloud.first;
  while (at) {
    const next = changetype<Grain>(at).next;
    dropGrain(changetype<Grain>(at));
    at = next;
  }
  cloud.first = 0;
  cloud.lastGrain = 0;
  cloud.grains = 0;
  cloud.peak = 0;
  cloud.active = 0;
  emit(EventKind.ended, cloud.id, 0);
}
