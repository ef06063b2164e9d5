/** Grains to cloud buses to the main bus. */
import { append, Cloud } from "./cloud";
import { addCubic, addLinear, addShifted, addWhole, addWhole4 } from "./kernel";
import { BUS_STRIDE, CHANNELS, CORPUS_OFFSET, take, TICK } from "./layout";
import { envelope, ease, frozen } from "./envelope";
import { Fade, Grain, Tier } from "./grain";
import { filter } from "./filter";
import { flatWindow, windowAt } from "./window";

/** Frames over which a grain rises at a unit's onset, and falls when it is asked to leave. */
const RISE_SECONDS: f64 = 0.002;
const FALL_SECONDS: f64 = 0.0027;

let bus: usize = 0;
let main: usize = 0;
let scratch: usize = 0;
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
  group = take(128);
}

export function fallFrames(): i32 {
  return fall;
}

/** Scale of a corpus sample: what the kernels leave to the gains. */
export function corpusScale(): f32 {
  return integer ? <f32>(1.0 / 32768.0) : 1;
}

export function mainRow(channel: i32): usize {
  return main + <usize>(channel * BUS_STRIDE);
}

export function clearMain(): void {
  memory.fill(main, 0, <usize>(channels * BUS_STRIDE));
}

function windowOf(grain: Grain): usize {
  if (grain.window < 0) return flatWindow(grain.age, grain.length);
  return windowAt(grain.window) + (grain.age << 2);
}

function add(grain: Grain, a: usize, b: usize, frames: i32): void {
  const w = windowOf(grain);
  const p = grain.position;
  const s = grain.step;
  const f = grain.fraction;
  const ga = grain.gainA;
  const gb = grain.gainB;
  if (integer) {
    if (grain.tier == Tier.whole) addWhole<i16>(p, w, ga, gb, a, b, frames);
    else if (grain.tier == Tier.shifted) addShifted<i16>(p, w, f, ga, gb, a, b, frames);
    else if (grain.tier == Tier.linear) addLinear<i16>(p, s, w, f, ga, gb, a, b, frames);
    else addCubic<i16>(p, s, w, f, ga, gb, a, b, frames);
  } else {
    if (grain.tier == Tier.whole) addWhole<f32>(p, w, ga, gb, a, b, frames);
    else if (grain.tier == Tier.shifted) addShifted<f32>(p, w, f, ga, gb, a, b, frames);
    else if (grain.tier == Tier.linear) addLinear<f32>(p, s, w, f, ga, gb, a, b, frames);
    else addCubic<f32>(p, s, w, f, ga, gb, a, b, frames);
  }
}

/** A grain that rises at its onset or has been asked to leave: through scratch rows, times its fade. */
function addFading(grain: Grain, a: usize, b: usize, frames: i32): void {
  memory.fill(scratch, 0, 2 * BUS_STRIDE);
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

/** Adds the waiting grains of the group, four at once where there are four. */
function flush(count: i32, pair: i32, frames: i32): void {
  const a = bus + <usize>((pair & 0xffff) * BUS_STRIDE);
  const b = bus + <usize>((pair >>> 16) * BUS_STRIDE);
  if (count == 4) {
    const g0 = changetype<Grain>(load<usize>(group, 32));
    const g1 = changetype<Grain>(load<usize>(group, 36));
    const g2 = changetype<Grain>(load<usize>(group, 40));
    const g3 = changetype<Grain>(load<usize>(group, 44));
    gains(g0, 0);
    gains(g1, 8);
    gains(g2, 16);
    gains(g3, 24);
    const shift = integer ? 1 : 2;
    const s0 = CORPUS_OFFSET + <usize>((g0.position >> 32) << shift);
    const s1 = CORPUS_OFFSET + <usize>((g1.position >> 32) << shift);
    const s2 = CORPUS_OFFSET + <usize>((g2.position >> 32) << shift);
    const s3 = CORPUS_OFFSET + <usize>((g3.position >> 32) << shift);
    const w0 = windowOf(g0);
    const w1 = windowOf(g1);
    const w2 = windowOf(g2);
    const w3 = windowOf(g3);
    if (integer) addWhole4<i16>(s0, s1, s2, s3, w0, w1, w2, w3, group, a, b, frames);
    else addWhole4<f32>(s0, s1, s2, s3, w0, w1, w2, w3, group, a, b, frames);
    return;
  }
  for (let i = 0; i < count; i++) add(changetype<Grain>(load<usize>(group + ((<usize>i) << 2), 32)), a, b, frames);
}

function gains(grain: Grain, at: usize): void {
  store<f32>(group + at, grain.gainA);
  store<f32>(group + at, grain.gainB, 4);
}

/** All grains of a cloud, in the order they were planned. */
function addGrains(cloud: Cloud, frames: i32): void {
  let count = 0;
  let pair = 0;
  for (let at = cloud.first; at; at = changetype<Grain>(at).next) {
    const grain = changetype<Grain>(at);
    const plain = grain.tier == Tier.whole && grain.fade == Fade.none;
    if (count && (!plain || grain.channels != pair || count == 4)) {
      flush(count, pair, frames);
      count = 0;
    }
    if (plain) {
      pair = grain.channels;
      store<usize>(group + ((<usize>count) << 2), at, 32);
      count++;
      continue;
    }
    const a = bus + <usize>((grain.channels & 0xffff) * BUS_STRIDE);
    const b = bus + <usize>((grain.channels >>> 16) * BUS_STRIDE);
    if (grain.fade == Fade.none) add(grain, a, b, frames);
    else addFading(grain, a, b, frames);
  }
  if (count) flush(count, pair, frames);
}

function passTime(cloud: Cloud, frames: i32): void {
  for (let at = cloud.first; at; at = changetype<Grain>(at).next) {
    const grain = changetype<Grain>(at);
    grain.age += frames;
    if (grain.fade != Fade.none) grain.fadeAge += frames;
    grain.position += grain.step * <i64>frames;
  }
}

/** Renders a cloud into the main bus: `frames` (at most a tick) from absolute frame `from`. */
export function mixCloud(cloud: Cloud, from: i64, frames: i32): void {
  if (from + frames <= cloud.begin) return passTime(cloud, frames);
  memory.fill(bus, 0, <usize>(channels * BUS_STRIDE));
  addGrains(cloud, frames);
  passTime(cloud, frames);
  filter(cloud, bus, channels, from, frames);
  const levels = envelope(cloud, from, frames, frozen(cloud));
  let top = f32x4.splat(0);
  for (let c = 0; c < channels; c++) {
    const row = bus + <usize>(c * BUS_STRIDE);
    const out = mainRow(c);
    for (let i = 0; i < frames; i += 4) {
      const at = (<usize>i) << 2;
      const x = f32x4.mul(v128.load(row + at), v128.load(levels + at));
      top = f32x4.max(top, f32x4.abs(x));
      v128.store(out + at, f32x4.add(v128.load(out + at), x));
    }
  }
  const half = f32x4.max(top, v128.shuffle<f32>(top, top, 2, 3, 0, 1));
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
