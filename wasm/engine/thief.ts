/** Makes room before the pool is full: the quietest grains leave first, each by a short fade. */
import { Cloud, cloudAt } from "./cloud";
import { CLOUDS, take } from "./layout";
import { Fade, Grain, grainLimit, leave, liveGrains } from "./grain";
import { windowAt } from "./window";

/** Loudness classes: the top bits of a float, four to the octave. */
const CLASSES: i32 = 1024;

let counts: usize = 0;
let before: i32 = 0;

export function setupThief(): void {
  counts = take(CLASSES << 2);
  before = 0;
}

/** What is heard of the grain now: its gain times its window. Rising grains are let alone. */
function classOf(cloud: Cloud, grain: Grain): i32 {
  if (grain.fade != Fade.none) return -1;
  let now: f32 = 1;
  if (grain.window >= 0) {
    now = load<f32>(windowAt(grain.window) + (max(0, min(grain.age, grain.length)) << 2));
    // A young grain is worth its later level.
    if (grain.age < grain.length >> 2) now = max(now, <f32>0.5);
  }
  const level = (grain.gainA + grain.gainB) * cloud.gain * now;
  return (<i32>(reinterpret<u32>(level) >>> 21)) & (CLASSES - 1);
}

/** Before a tick is planned: keeps as many places free as the last tick needed, and a quarter more. */
export function makeRoom(planned: i32): void {
  before = planned;
  let surplus = liveGrains() + before + (before >> 2) + 8 - grainLimit();
  if (surplus <= 0) return;
  memory.fill(counts, 0, CLASSES << 2);
  for (let i = 0; i < CLOUDS; i++) {
    const cloud = cloudAt(i);
    if (!cloud.active) continue;
    for (let at = cloud.first; at; at = changetype<Grain>(at).next) {
      const c = classOf(cloud, changetype<Grain>(at));
      if (c >= 0) store<i32>(counts + ((<usize>c) << 2), load<i32>(counts + ((<usize>c) << 2)) + 1);
    }
  }
  let border = 0;
  let below = 0;
  while (border < CLASSES - 1 && below + load<i32>(counts + ((<usize>border) << 2)) < surplus) {
    below += load<i32>(counts + ((<usize>border) << 2));
    border++;
  }
  for (let i = 0; i < CLOUDS && surplus > 0; i++) {
    const cloud = cloudAt(i);
    if (!cloud.active) continue;
    for (let at = cloud.first; at && surplus > 0; at = changetype<Grain>(at).next) {
      const grain = changetype<Grain>(at);
      const c = classOf(cloud, grain);
      if (c < 0 || c > border) continue;
      leave(grain);
      surplus--;
    }
  }
}
