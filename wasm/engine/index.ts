/** The engine's door: what worklets/engine.ts calls. Nothing here allocates after `setup`. */
import { CloudUnit, cloudAt, finish, setupClouds, sweep } from "./cloud";
import { CLOUDS, layoutFits, resetLayout, TICK } from "./layout";
import { endOf, frozen, kill, setupEnvelope } from "./envelope";
import { clearMain, mainRow, mixCloud, mixOver, setupMix } from "./mix";
import { FILTER_BYTES, setupFilters } from "./filter";
import { Parameter, setGlobal, setupParameters, valueOf } from "./parameters";
import { limit, limiterLatency, limitOver, settleVolume, setupLimiter, takeReduction } from "./limiter";
import { liveGrains, setupGrains } from "./grain";
import { makeRoom, setupThief } from "./thief";
import { plan, reserve, setupSchedule, startCloud } from "./schedule";
import { setQuality, setupSpawn } from "./spawn";
import { eventsPointer, setupEvents, takeEvents } from "./events";
import { seedOf } from "./random";
import { setupBand } from "./band";
import { addSpeaker, panOver, setupPan } from "./pan";
import { setupSinc } from "./sinc";
import { setupWindows } from "./window";

export {
  eventsPointer,
  takeEvents,
  setGlobal,
  setQuality,
  settleVolume,
  limiterLatency,
  takeReduction,
  liveGrains,
  addSpeaker,
};

let now: i64 = 0;
let rate: f64 = 48000;
let planned: i32 = 0;
let seed: u32 = 1;

/** Lays everything out anew; false when it does not fit below the corpus. */
export function setup(sampleRate: f64, channels: i32, grains: i32, engineSeed: u32, int16: i32): i32 {
  seed = engineSeed;
  resetLayout();
  rate = sampleRate;
  now = 0;
  planned = 0;
  setupParameters();
  setupEvents();
  setupSinc();
  setupBand();
  setupWindows(<i32>(0.5 * sampleRate) + 1);
  setupGrains(grains);
  setupClouds(FILTER_BYTES);
  setupEnvelope(sampleRate);
  setupFilters(sampleRate);
  setupMix(sampleRate, channels, int16 != 0);
  setupPan(channels);
  setupSpawn(sampleRate);
  setupSchedule(sampleRate);
  setupThief();
  setupLimiter(sampleRate, channels);
  return layoutFits() ? 1 : 0;
}

/** Absolute frame of the next sample to be rendered. */
export function frame(): f64 {
  return <f64>now;
}

export function outputPointer(channel: i32): usize {
  return mainRow(channel);
}

/** That many outputs, on an even ring until speakers are added; what sounds now keeps the ones it has. */
export function setChannels(channels: i32): void {
  mixOver(channels);
  limitOver(channels);
  panOver(channels);
}

/** Slot for a cloud about to start, or -1 when there is none. */
export function reserveCloud(): i32 {
  return reserve(now);
}

export function unitsPointer(slot: i32): usize {
  return cloudAt(slot).unitsAt;
}

export function unitBytes(): i32 {
  return offsetof<CloudUnit>();
}

export function stretchesPointer(slot: i32): usize {
  return cloudAt(slot).stretchesAt;
}

export function overridesPointer(slot: i32): usize {
  return cloudAt(slot).overrides;
}

/** How the units of the cloud about to start lie in memory: 16-bit numbers, or floats. */
export function setFormat(slot: i32, int16: i32): void {
  cloudAt(slot).integer = int16;
}

/** `begin` and `frames` are whole numbers in doubles; a begin in the past is now. `draw`: of chance. */
export function start(slot: i32, id: f64, voice: i32, begin: f64, frames: f64, units: i32, draw: u32): void {
  cloudAt(slot).random = seedOf(seed, draw);
  startCloud(slot, id, voice, max(now, <i64>begin), <i64>frames, units, now);
}

/** Lets a voice, or all (-1), go by its release. */
export function release(voice: i32): void {
  for (let i = 0; i < CLOUDS; i++) {
    const cloud = cloudAt(i);
    if (cloud.active && (voice < 0 || cloud.voice == voice))
      kill(cloud, now, <i32>((valueOf(cloud.overrides, Parameter.release) * rate) / 1000));
  }
}

/** Everything silent within 30 ms and the limiter's latency. */
export function panic(): void {
  for (let i = 0; i < CLOUDS; i++) {
    const cloud = cloudAt(i);
    if (cloud.active) kill(cloud, now, <i32>(0.03 * rate));
  }
}

/** Peak of a cloud's last ticks, linear; -1 for a free slot. */
export function cloudLevel(slot: i32): f32 {
  const cloud = cloudAt(slot);
  return cloud.active ? cloud.peak : -1;
}

export function activeClouds(): i32 {
  let count = 0;
  for (let i = 0; i < CLOUDS; i++) count += cloudAt(i).active;
  return count;
}

/** Renders up to the end of the current tick: at most 128 frames, fewer when asked. Returns how many. */
export function render(wanted: i32): i32 {
  const phase = <i32>(now & (TICK - 1));
  if (phase == 0) beginTick();
  const frames = min(wanted, TICK - phase);
  clearMain();
  for (let i = 0; i < CLOUDS; i++) {
    const cloud = cloudAt(i);
    if (cloud.active) mixCloud(cloud, now, frames);
  }
  limit(frames);
  now += frames;
  return frames;
}

/** Ends what has ended, makes room, and plans the grains of the next 128 frames. */
function beginTick(): void {
  for (let i = 0; i < CLOUDS; i++) {
    const cloud = cloudAt(i);
    if (!cloud.active) continue;
    if (endOf(cloud) <= now) finish(cloud);
    else {
      sweep(cloud);
      if (cloud.started && frozen(cloud)) cloud.total += TICK;
    }
  }
  makeRoom(planned);
  const had = liveGrains();
  for (let i = 0; i < CLOUDS; i++) {
    const cloud = cloudAt(i);
    if (cloud.active) plan(cloud, now, now + TICK);
  }
  planned = liveGrains() - had;
}
