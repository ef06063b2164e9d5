/** The engine's parameters: their indices (the order of ENGINE_CONTROLS), global values, and per-cloud overrides. */
import { PARAMETERS, take } from "./layout";

export const enum Parameter {
  grainDuration,
  grainDurationJitter,
  overlap,
  asynchrony,
  window,
  position,
  positionJitter,
  scan,
  pitch,
  pitchJitter,
  reverse,
  pan,
  spread,
  attack,
  hold,
  release,
  crossfade,
  lowPass,
  highPass,
  resonance,
  gain,
  freeze,
  play,
  interpolation,
  volume,
  route,
}

let globals: usize = 0;

export function setupParameters(): void {
  globals = take(PARAMETERS << 3);
}

export function setGlobal(index: i32, value: f64): void {
  if (<u32>index < <u32>PARAMETERS) store<f64>(globals + ((<usize>index) << 3), value);
}

export function globalValue(index: i32): f64 {
  return load<f64>(globals + ((<usize>index) << 3));
}

/** The override at `overrides` (PARAMETERS numbers, NaN = none), else the global value. */
export function valueOf(overrides: usize, index: i32): f64 {
  const own = load<f64>(overrides + ((<usize>index) << 3));
  return own == own ? own : globalValue(index);
}

let lastSemitones: f64 = 0;
let lastRate: f64 = 1;

/** Reading speed of a transposition; the last one is kept, for most grains ask for the same. */
export function rateAt(semitones: f64): f64 {
  if (semitones != lastSemitones) {
    lastSemitones = semitones;
    lastRate = Math.pow(2, semitones / 12);
  }
  return lastRate;
}

/** Decibels as amplitude; the lowest setting of a gain, -60 dB, is silence. */
export function amplitude(decibels: f64): f64 {
  if (decibels == 0) return 1;
  return decibels <= -60 ? 0 : Math.pow(10, decibels / 20);
}
