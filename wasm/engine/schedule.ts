/** Plans a cloud's grains tick by tick, starts clouds, and makes room when the pool is full. */
import { advance, inGap, seek, untilEntry } from "./head";
import { bipolar } from "./random";
import { grainFrames, overlapOf, spawn, spawnWhole } from "./spawn";
import { Cloud, cloudAt, CloudUnit, freeSlot, unitAt } from "./cloud";
import { CLOUD_LIMIT, CLOUDS, TICK } from "./layout";
import { emit, EventKind } from "./events";
import { ending, endOf, frozen, kill, targetGain } from "./envelope";
import { fallFrames } from "./mix";
import { Parameter, rateAt, valueOf } from "./parameters";

/** A cloud that reads at natural speed waits through silences of so many seconds inside its unit: rhythm is kept. */
const PATIENCE: f64 = 0.25;

let sampleRate: f64 = 48000;

export function setupSchedule(rate: f64): void {
  sampleRate = rate;
}

function framesOf(milliseconds: f64): i32 {
  return <i32>Math.round((milliseconds * sampleRate) / 1000);
}

function rateOf(cloud: Cloud): f64 {
  return rateAt(valueOf(cloud.overrides, Parameter.pitch));
}

/** Frames between two grains of a unit: every unit of a cloud has a stream of its own, as dense as its share. */
function period(cloud: Cloud, unit: CloudUnit): f64 {
  return max(2, grainFrames(cloud, unit, rateOf(cloud)) / (overlapOf(cloud) * <f64>unit.weight));
}

/** Whether a cloud reads forwards at about its own speed. */
function keepsTime(cloud: Cloud): bool {
  const scan = valueOf(cloud.overrides, Parameter.scan);
  return scan > 0 && abs(scan - rateOf(cloud)) < 0.5;
}

function patience(): i32 {
  return <i32>(PATIENCE * sampleRate);
}

/** The unit whose next grain comes first. */
function foremost(cloud: Cloud): i32 {
  let first = 0;
  for (let i = 1; i < cloud.units; i++) if (unitAt(cloud, i).next < unitAt(cloud, first).next) first = i;
  return first;
}

/** A free slot for a cloud that is about to start, or -1; beyond the limit the oldest cloud is asked to leave. */
export function reserve(now: i64): i32 {
  let count = 0;
  let oldest: Cloud | null = null;
  for (let i = 0; i < CLOUDS; i++) {
    const cloud = cloudAt(i);
    if (!cloud.active || cloud.killed) continue;
    count++;
    if (!oldest || cloud.begin < oldest.begin) oldest = cloud;
  }
  if (count >= CLOUD_LIMIT && oldest) kill(oldest, now, fallFrames() * 4);
  return freeSlot();
}

/** Starts the cloud whose units, overrides and chance the host has written into `slot`. `frames` 0: the first unit's length. */
export function startCloud(slot: i32, id: f64, voice: i32, begin: i64, frames: i64, units: i32, now: i64): void {
  const cloud = cloudAt(slot);
  const set = cloud.overrides;
  const whole = valueOf(set, Parameter.play) >= 0.5;
  const natural = <i64>unitAt(cloud, 0).length;
  const hold = <i64>framesOf(valueOf(set, Parameter.hold));
  cloud.active = 1;
  cloud.voice = voice;
  cloud.id = id;
  cloud.begin = begin;
  cloud.total = max(1, (frames > 0 ? frames : natural) + hold);
  cloud.whole = whole ? 1 : 0;
  const wish = whole ? 10 : valueOf(set, Parameter.attack);
  const fall = whole ? 10 : valueOf(set, Parameter.release);
  // Shortened to fit, each by the same share.
  const fit = min(1.0, <f64>cloud.total / (((wish + fall) * sampleRate) / 1000));
  cloud.attack = max(1, framesOf(wish * fit));
  cloud.release = max(1, min(<i32>min(cloud.total, <i64>i32.MAX_VALUE), framesOf(fall * fit)));
  cloud.killed = 0;
  cloud.units = units;
  cloud.started = 0;
  cloud.last = 0;
  cloud.gain = targetGain(cloud);
  cloud.gainLag = cloud.gain;
  cloud.wet = -1;
  cloud.peak = 0;
  cloud.grains = 0;
  cloud.first = 0;
  cloud.lastGrain = 0;
  for (let i = 0; i < CLOUDS; i++) {
    const other = cloudAt(i);
    if (other.active && other != cloud && other.voice == voice && other.begin <= begin && endOf(other) > begin)
      kill(other, begin, framesOf(valueOf(set, Parameter.crossfade)));
  }
  // In the middle of a tick: what of it remains is planned now.
  const tickEnd: i64 = (now | (TICK - 1)) + 1;
  if (begin < tickEnd) plan(cloud, now, tickEnd);
}

/** An onset: grains that would have begun earlier, their windows partly passed, so that the level is there at once. */
function burst(cloud: Cloud, index: i32, delay: f64): void {
  const unit = unitAt(cloud, index);
  const distance = period(cloud, unit);
  const longest = grainFrames(cloud, unit, rateOf(cloud));
  for (let age = distance; age < longest; age += distance) spawn(cloud, index, delay, age, 0, 1);
}

function begin(cloud: Cloud, from: i64): void {
  cloud.started = 1;
  emit(EventKind.started, cloud.id, cloud.begin);
  const position = valueOf(cloud.overrides, Parameter.position) / 100;
  const delay = <f64>(cloud.begin - from);
  for (let i = 0; i < cloud.units; i++) {
    const unit = unitAt(cloud, i);
    const span = grainFrames(cloud, unit, rateOf(cloud)) * rateOf(cloud);
    seek(unit, position, span);
    // Units of a small share are strewn in: their first grains are apart from each other, as the golden section has it.
    const sparse = i > 0 && period(cloud, unit) * rateOf(cloud) >= span;
    const turn = <f64>i * 0.6180339887498949;
    unit.next = sparse ? period(cloud, unit) * (turn - Math.floor(turn)) : 0;
    unit.interval = period(cloud, unit);
    if (!sparse && !cloud.whole) burst(cloud, i, delay);
  }
  if (cloud.whole) spawnWhole(cloud, <i32>delay);
}

/** Plans the grains that begin in [from, to), absolute frames. */
export function plan(cloud: Cloud, from: i64, to: i64): void {
  if (cloud.begin >= to) return;
  if (!cloud.started) begin(cloud, from);
  if (cloud.whole) return;
  const end = <f64>(min(to, endOf(cloud)) - cloud.begin);
  const ahead = <f64>(cloud.begin - from);
  const held = frozen(cloud);
  for (let index = foremost(cloud); unitAt(cloud, index).next < end; index = foremost(cloud)) {
    const unit = unitAt(cloud, index);
    const now = unit.next;
    const delay = now + ahead;
    const moved = held ? 0.0 : (now - cloud.last) * valueOf(cloud.overrides, Parameter.scan);
    if (moved != 0) move(cloud, moved, delay, ending(cloud, cloud.begin + <i64>now));
    cloud.last = now;
    const span = grainFrames(cloud, unit, rateOf(cloud)) * rateOf(cloud);
    // Past the last whole grain of the unit nothing begins: the unit's own end is heard.
    const fits = (unit.head <= <f64>unit.length - span + 1 || unit.count == 0) && !inGap(unit, span);
    const settled = min(1.0, now / (0.04 * sampleRate));
    const a = valueOf(cloud.overrides, Parameter.asynchrony) / 100;
    const dice = changetype<usize>(cloud) + offsetof<Cloud>("random");
    const even = period(cloud, unit);
    let interval = even * (1 + a * <f64>bipolar(dice));
    // The head is there when a stretch begins, so that its onset comes in time.
    if (!held && keepsTime(cloud)) {
      const left = untilEntry(unit, span, patience()) / valueOf(cloud.overrides, Parameter.scan);
      if (left > 1 && left < interval) interval = left;
    }
    // A grain stands for the time from half way to the one before to half way to the one after.
    const due = min(2.0, (unit.interval + interval) / (2 * even));
    if (fits) spawn(cloud, index, delay, 0, settled, due);
    unit.next = now + interval;
    unit.interval = interval;
  }
}

/** Moves all heads; one that enters a long stretch while read at about its own speed brings its onset with it. */
function move(cloud: Cloud, frames: f64, delay: f64, fading: bool): void {
  const rate = rateOf(cloud);
  const natural = keepsTime(cloud);
  for (let i = 0; i < cloud.units; i++) {
    const unit = unitAt(cloud, i);
    const span = grainFrames(cloud, unit, rate) * rate;
    const entered = advance(unit, frames, span, natural ? patience() : -1);
    if (entered && natural && !fading && <f64>unit.length >= 3 * span) burst(cloud, i, delay);
  }
}
