/** Makes one grain of a cloud: its unit, place, rate, window, level and pan. */
import { BAND_FROM, bandFor } from "./band";
import { bipolar, random } from "./random";
import { Cloud, CloudUnit, unitAt } from "./cloud";
import { corpusOrigin, corpusScale, place, useFormat } from "./mix";
import { frozen } from "./envelope";
import { Fade, Grain, newGrain, Tier } from "./grain";
import { grainLevel } from "./level";
import { meeting, pan } from "./pan";
import { Parameter, rateAt, valueOf } from "./parameters";
import { stretchStart } from "./head";
import { freeWindow, takeWindow, windowLength, windowMean, windowPower } from "./window";

const FIXED: f64 = 4294967296;
/** Steps from which a jittered duration is drawn: few lengths keep the window tables few. */
const DURATION_STEPS: f32 = 8;
/** Milliseconds by which grains scatter by themselves where a unit is not read at its own speed. */
const SCATTER: f64 = 10;
/** 0 full quality, 1 cheaper interpolation, 2 fewer grains. */
export let quality: i32 = 0;
let sampleRate: f64 = 48000;

export function setupSpawn(rate: f64): void {
  sampleRate = rate;
  quality = 0;
}

export function setQuality(level: i32): void {
  quality = level;
}

/** Grains at once, less under overload. */
export function overlapOf(cloud: Cloud): f64 {
  const wanted = valueOf(cloud.overrides, Parameter.overlap);
  return quality > 1 && wanted > 2 ? max(2, wanted * 0.5) : wanted;
}

/** Frames of one grain before jitter: as asked, but not longer than the cloud, nor than half the unit it reads. */
export function grainFrames(cloud: Cloud, unit: CloudUnit, rate: f64): f64 {
  const asked = (valueOf(cloud.overrides, Parameter.grainDuration) * sampleRate) / 1000;
  return max(8, min(min(asked, <f64>cloud.total), (0.5 * <f64>unit.length) / rate));
}

/**
 * How far each grain's place is drawn from, frames. What is read at another speed than it sounds would hum at the rate of
 * its grains: it scatters by itself, unless all is to be even (asynchrony 0).
 */
function jitterOf(cloud: Cloud, rate: f64, scan: f64): f64 {
  const set = cloud.overrides;
  const even = min(1.0, valueOf(set, Parameter.asynchrony) / 25);
  const own = SCATTER * even * min(1.0, abs(rate - scan));
  return (max(own, valueOf(set, Parameter.positionJitter)) / 1000) * sampleRate;
}

/** The cheapest reading that does not harm: exact at rate 1, otherwise as set and as the load allows. */
function tierFor(wanted: i32, rate: f64, reversed: bool, between: bool): i32 {
  if (rate == 1 && !reversed) return between && wanted != 1 ? Tier.shifted : Tier.whole;
  if (rate == 1 && !between) return Tier.linear;
  if (wanted == 2 || wanted == 1 || quality > 0) return Tier.linear;
  return wanted == 0 && rate >= BAND_FROM ? Tier.band + bandFor(rate) : Tier.cubic;
}

/**
 * Plans a grain of unit `index`, `delay` frames (may be fractional) after the tick began.
 * `age`: frames of its window that have already passed, at an onset; `loose`: how much of the position jitter applies;
 * `due`: the time the grain stands for, in even distances: grains that read one place are weighed by it, and stay steady.
 */
export function spawn(cloud: Cloud, index: i32, delay: f64, age: f64, loose: f64, due: f64): void {
  const dice = changetype<usize>(cloud) + offsetof<Cloud>("random");
  const set = cloud.overrides;
  const unit = unitAt(cloud, index);
  const cents = valueOf(set, Parameter.pitchJitter) * <f64>bipolar(dice);
  const pitch = valueOf(set, Parameter.pitch) + cents / 100;
  const rate = rateAt(pitch);
  const wander = valueOf(set, Parameter.grainDurationJitter) / 100;
  const stepped = <f64>(Mathf.floor(bipolar(dice) * DURATION_STEPS + 0.5) / DURATION_STEPS);
  const wanted = min(grainFrames(cloud, unit, rate) * (1 + wander * stepped), (0.5 * <f64>unit.length) / rate);
  const reversed = <f64>random(dice) * 100 < valueOf(set, Parameter.reverse);
  const scan = frozen(cloud) ? 0.0 : valueOf(set, Parameter.scan);
  const jitter = jitterOf(cloud, rate, scan) * loose;
  const offset = jitter * <f64>bipolar(dice);
  const place01 = random(dice);

  const slot = takeWindow(<i32>valueOf(set, Parameter.window), <i32>Math.round(wanted));
  if (slot < 0) return;
  const length = windowLength(slot);
  const span = <f64>length * rate;
  // Where the window's first sample would be read.
  const lowest = <f64>stretchStart(unit, unit.stretch);
  const highest = max(lowest, <f64>unit.length - span);
  let start = unit.head + offset - scan * age;
  if (age == 0 || reversed) start = max(lowest, start);
  start = min(start, highest);
  // An onset's grain begins where the unit begins, with that part of its window passed.
  let passed = age;
  if (!reversed && start < lowest) passed = max(passed, (lowest - start) / rate);
  if (passed > <f64>length * 0.9) return freeWindow(slot);

  const asynchronous = valueOf(set, Parameter.asynchrony) > 0;
  let begin = Math.ceil(delay);
  let late = begin - delay;
  if (asynchronous) {
    begin = Math.round(delay);
    late = 0;
  }
  let into = passed + late;
  let from = reversed ? start + span - into * rate : start + into * rate;
  if (asynchronous) {
    into = Math.round(into);
    from = rate == 1 ? Math.round(from) : from;
  }
  const between = from != Math.floor(from) || into != Math.floor(into);

  const at = newGrain();
  if (!at) return freeWindow(slot);
  useFormat(cloud.integer != 0);
  const grain = changetype<Grain>(at);
  grain.window = slot;
  grain.age = <i32>into;
  grain.fraction = <f32>(into - Math.floor(into));
  grain.length = length;
  grain.tier = tierFor(<i32>valueOf(set, Parameter.interpolation), rate, reversed, between);
  grain.step = <i64>Math.round((reversed ? -rate : rate) * FIXED);
  grain.position = corpusOrigin() + ((<i64>unit.start) << 32) + <i64>Math.round(from * FIXED);
  // How far apart the places are that grains sounding together read: jitter, pitch jitter, and reading past the scan.
  const drift = ((rate - scan) * <f64>length * (reversed ? 2 : 1)) / 3.46;
  const spread = Math.sqrt((jitter * jitter) / 3 + drift * drift + cents * cents) / sampleRate;
  const wide = valueOf(set, Parameter.spread);
  const route = <i32>valueOf(set, Parameter.route);
  const level = grainLevel(
    cloud,
    overlapOf(cloud),
    windowMean(slot),
    windowPower(slot),
    spread,
    meeting(wide, route),
    due,
  );
  const width = wide * <f64>(place01 * 2 - 1);
  pan(grain, valueOf(set, Parameter.pan) + width, <f32>level * unit.gain * corpusScale(), route);
  grain.fade = passed > 0 ? Fade.rise : Fade.none;
  place(cloud, grain, <i32>begin);
}

/** play=whole: the unit once, as it is. */
export function spawnWhole(cloud: Cloud, delay: i32): void {
  const unit = unitAt(cloud, 0);
  const at = newGrain();
  if (!at) return;
  useFormat(cloud.integer != 0);
  const grain = changetype<Grain>(at);
  grain.window = -1;
  grain.age = 0;
  grain.fraction = 0;
  grain.length = unit.length;
  grain.tier = Tier.whole;
  grain.step = (<i64>1) << 32;
  grain.position = corpusOrigin() + ((<i64>unit.start) << 32);
  const route = <i32>valueOf(cloud.overrides, Parameter.route);
  pan(grain, valueOf(cloud.overrides, Parameter.pan), unit.gain * corpusScale(), route);
  place(cloud, grain, delay);
}
