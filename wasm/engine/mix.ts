/** Grains to cloud buses to the main bus. */
import { append, Cloud } from "./cloud";
import { addBand } from "./kernel-band";
import { addMoving, addMoving2, addShifted } from "./kernel";
import { addWhole, addWhole4, RECORD } from "./kernel-whole";
import { BUS_STRIDE, CHANNELS, clear, CORPUS_OFFSET, take, TICK } from "./layout";
import { ease } from "./ease";
import { envelope, frozen } from "./envelope";
import { Fade, Grain, Tier } from "./grain";
import { filter } from "./filter";
import { flatWindow, windowAt } from "./window";

/** Frames over which a grain rises at a unit's onset, and falls when it is asked to leave. */
const RISE_SECONDS: f64 = 0.002;
const FALL_SECONDS: f64 = 0.004;

let bus: usize = 0;
let main: usize = 0;
let scratch: usize = 0;
/** What the kernels are told of the grains of one pass. */
let group: usize = 0;
let channels: i32 = 2;
let integer: bool = false;
let rise: i32 = 96;
let fall: i32 = 128;

export function setupMix(sampleRate: f64, channelCount: i32, int16: bool): void {
  channels = channelCount;
  integer = int16;
  rise = <i32>(RISE_SECONDS * sampleRate);
  fall = <i32>(FALL_SECONDS * sampleRate);
  bus = take(CHANNELS * BUS_STRIDE);
  main = take(CHANNELS * BUS_STRIDE);
  scratch = take(2 * BUS_STRIDE);
  group = take(4 * RECORD);
}

/** From here on that many rows leave; call it when nothing sounds. */
export function mixOver(channelCount: i32): void {
  channels = channelCount;
}

/** What is planned and mixed from here on reads 16-bit numbers, or floats. */
export function useFormat(int16: bool): void {
  integer = int16;
}

export function fallFrames(): i32 {
  return fall;
}

/** What a 32.32 position of a grain counts from: the frame that would lie at address 0. */
export function corpusOrigin(): i64 {
  return (<i64>(CORPUS_OFFSET >>> (integer ? 1 : 2))) << 32;
}

/** Scale of a corpus sample: what the kernels leave to the gains. */
export function corpusScale(): f32 {
  return integer ? <f32>(1.0 / 32768.0) : 1;
}

export function mainRow(channel: i32): usize {
  return main + <usize>(channel * BUS_STRIDE);
}

export function clearMain(): void {
  clear(main, <usize>(channels * BUS_STRIDE));
}

function windowOf(grain: Grain): usize {
  if (grain.window < 0) return flatWindow(grain.age, grain.length);
  return windowAt(grain.window) + (grain.age << 2);
}

function add(grain: Grain, a: usize, b: usize, frames: i32): void {
  if (integer) {
    if (grain.fraction == 0) addAs<i16, i32>(grain, a, b, frames);
    else addAs<i16, f32>(grain, a, b, frames);
  } else if (grain.fraction == 0) addAs<f32, i32>(grain, a, b, frames);
  else addAs<f32, f32>(grain, a, b, frames);
}

function addAs<T, W>(grain: Grain, a: usize, b: usize, frames: i32): void {
  const w = windowOf(grain);
  const p = grain.position;
  const s = grain.step;
  const f = grain.fraction;
  const ga = grain.gainA;
  const gb = grain.gainB;
  if (grain.tier == Tier.whole) addWhole<T>(source(grain), w, ga, gb, a, b, frames);
  else if (grain.tier == Tier.shifted) addShifted<T, W>(p, w, f, ga, gb, a, b, frames);
  else if (grain.tier == Tier.linear) addMoving<T, W, i32>(p, s, w, f, ga, gb, a, b, frames);
  else if (grain.tier == Tier.cubic) addMoving<T, W, f32>(p, s, w, f, ga, gb, a, b, frames);
  else addBand<T, W>(grain.tier - Tier.band, p, s, w, f, ga, gb, a, b, frames);
}

/** A grain that rises at its onset or has been asked to leave: through scratch rows, times its fade. */
function addFading(grain: Grain, a: usize, b: usize, frames: i32): void {
  clear(scratch, 2 * BUS_STRIDE);
  add(grain, scratch, scratch + BUS_STRIDE, frames);
  const falling = grain.fade == Fade.fall;
  const length = <f32>(falling ? fall : rise);
  // Frames before the onset do not count towards the rise.
  const from = grain.fadeAge;
  for (let i = 0; i < frames; i++) {
    const e = ease(<f32>(from + i + 1) / length);
    const level: f32 = falling ? <f32>1 - e : e;
    const at = (<usize>i) << 2;
    store<f32>(a + at, load<f32>(a + at) + load<f32>(scratch + at) * level);
    store<f32>(b + at, load<f32>(b + at) + load<f32>(scratch + BUS_STRIDE + at) * level);
  }
  if (from + frames < <i32>length) return;
  // The frames that passTime adds are still to come.
  if (falling) grain.length = min(grain.length, grain.age + frames - 1);
  else grain.fade = Fade.none;
}

/** Address of a grain's next sample. */
function source(grain: Grain): usize {
  const shift: i64 = integer ? 1 : 2;
  return <usize>((grain.position >> 32) << shift);
}

/** Notes the i-th grain of a group at rate 1: see RECORD. */
function note(grain: Grain, i: i32): void {
  const record = group + RECORD * <usize>i;
  store<usize>(record, source(grain));
  store<usize>(record, windowOf(grain), 4);
  store<f32>(record, grain.gainA, 8);
  store<f32>(record, grain.gainB, 12);
}

function addNoted(count: i32, a: usize, b: usize, frames: i32): void {
  if (count == 4) {
    if (integer) return addWhole4<i16>(group, a, b, frames);
    return addWhole4<f32>(group, a, b, frames);
  }
  for (let record = group; count > 0; count--, record += RECORD) {
    const s = load<usize>(record);
    const w = load<usize>(record, 4);
    const ga = load<f32>(record, 8);
    const gb = load<f32>(record, 12);
    if (integer) addWhole<i16>(s, w, ga, gb, a, b, frames);
    else addWhole<f32>(s, w, ga, gb, a, b, frames);
  }
}

function addTwo<C>(g0: Grain, g1: Grain, a: usize, b: usize, frames: i32): void {
  const w0 = windowOf(g0);
  const w1 = windowOf(g1);
  store<f32>(group, g0.gainA);
  store<f32>(group, g0.gainB, 4);
  store<f32>(group, g1.gainA, 8);
  store<f32>(group, g1.gainB, 12);
  if (integer) addMoving2<i16, C>(g0.position, g0.step, w0, g1.position, g1.step, w1, group, a, b, frames);
  else addMoving2<f32, C>(g0.position, g0.step, w0, g1.position, g1.step, w1, group, a, b, frames);
}

/** Whether a grain may be added together with others of its tier. */
function plain(grain: Grain): bool {
  return grain.tier != Tier.shifted && grain.tier < Tier.band && grain.fade == Fade.none && grain.fraction == 0;
}

function rowA(pair: i32): usize {
  return bus + <usize>((pair & 0xffff) * BUS_STRIDE);
}

function rowB(pair: i32): usize {
  return bus + <usize>((pair >>> 16) * BUS_STRIDE);
}

function pass(grain: Grain, frames: i32): void {
  grain.age += frames;
  if (grain.fade != Fade.none) grain.fadeAge += frames;
  grain.position += grain.step * <i64>frames;
}

/**
 * All grains of a cloud, in the order they were planned: four in a pass at rate 1, two otherwise, so that the bus is read
 * and written less often. Time passes for each of them.
 */
export function addGrains(cloud: Cloud, frames: i32): void {
  let count = 0;
  let pair = 0;
  let at = cloud.first;
  while (at) {
    const grain = changetype<Grain>(at);
    at = grain.next;
    const channels = grain.channels;
    const even = plain(grain);
    if (even && grain.tier == Tier.whole) {
      if (count == 4 || (count > 0 && channels != pair)) {
        addNoted(count, rowA(pair), rowB(pair), frames);
        count = 0;
      }
      pair = channels;
      note(grain, count++);
      pass(grain, frames);
      continue;
    }
    if (count > 0) addNoted(count, rowA(pair), rowB(pair), frames);
    count = 0;
    const a = rowA(channels);
    const b = rowB(channels);
    if (grain.fade != Fade.none) addFading(grain, a, b, frames);
    else {
      const other = changetype<Grain>(at);
      if (even && at && other.tier == grain.tier && other.channels == channels && plain(other)) {
        if (grain.tier == Tier.linear) addTwo<i32>(grain, other, a, b, frames);
        else addTwo<f32>(grain, other, a, b, frames);
        pass(other, frames);
        at = other.next;
      } else add(grain, a, b, frames);
    }
    pass(grain, frames);
  }
  if (count > 0) addNoted(count, rowA(pair), rowB(pair), frames);
}

/** Time passes for grains that are not heard yet. */
function passTime(cloud: Cloud, frames: i32): void {
  for (let at = cloud.first; at; at = changetype<Grain>(at).next) pass(changetype<Grain>(at), frames);
}

/** Renders a cloud into the main bus: `frames` (at most a tick) from absolute frame `from`. */
export function mixCloud(cloud: Cloud, from: i64, frames: i32): void {
  if (from + frames <= cloud.begin) return passTime(cloud, frames);
  useFormat(cloud.integer != 0);
  clear(bus, <usize>(channels * BUS_STRIDE));
  addGrains(cloud, frames);
  filter(cloud, bus, channels, from, frames);
  const levels = envelope(cloud, from, frames, frozen(cloud));
  let top = f32x4.splat(0);
  for (let c = 0; c < channels; c++) {
    const row = bus + <usize>(c * BUS_STRIDE);
    const out = mainRow(c);
    for (let i = 0; i < frames; i += 4) {
      const at = (<usize>i) << 2;
      const x = f32x4.mul(v128.load(row + at), v128.load(levels + at));
      top = f32x4.pmax(top, f32x4.abs(x));
      v128.store(out + at, f32x4.add(v128.load(out + at), x));
    }
  }
  const half = f32x4.pmax(top, v128.shuffle<f32>(top, top, 2, 3, 0, 1));
  cloud.peak = max(cloud.peak * <f32>0.9, max(f32x4.extract_lane(half, 0), f32x4.extract_lane(half, 1)));
}

/** A planned grain: where it begins, and how. Unlinked until it is appended to its cloud. */
export function place(cloud: Cloud, grain: Grain, delay: i32): void {
  grain.age -= delay;
  grain.position -= grain.step * <i64>delay;
  if (grain.fade == Fade.rise) grain.fadeAge = -delay;
  append(cloud, grain);
}

/** Frames left of the tick in which absolute frame `from` lies. */
export function leftOfTick(from: i64): i32 {
  return TICK - <i32>(from & (TICK - 1));
}
