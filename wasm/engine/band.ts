/**
 * Reading upwards without folding: tables of a windowed sinc (Kaiser, 70 dB) whose band is as narrow as the transposition
 * asks, six to the octave up to four octaves, every phase of each. A table is made when it is first needed (0.1 ms).
 */
import { bessel } from "./sinc";
import { take } from "./layout";

/** Reading speed from which a grain is read so: below it what folds back lies above 20 kHz. */
export const BAND_FROM: f64 = 1.1;
const PER_OCTAVE: i32 = 6;
const TABLES: i32 = 24;
/** The prototype: frames of the transposed sound on either side, points a frame, cutoff (1 = half the rate), window. */
const REACH: f64 = 8;
const FINE: i32 = 512;
const CUTOFF: f64 = 0.85;
const BETA: f64 = 6.76;

let prototype: usize = 0;
/** 16 bytes a table: address of its rows (0: not made yet), taps, bits of its phase. */
let directory: usize = 0;
let room: usize = 0;

/** How many times narrower than the corpus' band a table's is. */
function narrowing(index: i32): f64 {
  return Math.pow(2, <f64>(index + 1) / <f64>PER_OCTAVE);
}

/** Taps of a table, whole pairs of vectors. */
function tapsOf(index: i32): i32 {
  return ((<i32>Math.ceil(2 * REACH * narrowing(index)) + 7) >> 3) << 3;
}

/** Phases, as bits: the narrower the band, the fewer are needed for an error below -70 dB. */
function bitsOf(index: i32): i32 {
  return 10 - index / PER_OCTAVE;
}

export function setupBand(): void {
  const points = <i32>REACH * FINE;
  prototype = take((<usize>(points + 2)) << 3);
  const most = bessel(BETA);
  for (let i = 0; i <= points; i++) {
    const x = <f64>i / <f64>FINE;
    const sinc = i == 0 ? 1.0 : Math.sin(Math.PI * CUTOFF * x) / (Math.PI * CUTOFF * x);
    const inside = max(0.0, 1 - (x * x) / (REACH * REACH));
    store<f64>(prototype + ((<usize>i) << 3), (sinc * bessel(BETA * Math.sqrt(inside))) / most);
  }
  // Where the window has ended nothing is left of it.
  store<f64>(prototype + ((<usize>points) << 3), 0);
  directory = take((<usize>TABLES) << 4);
  let bytes: usize = 0;
  for (let i = 0; i < TABLES; i++) bytes += ((<usize>tapsOf(i)) << 2) * ((1 << bitsOf(i)) + 1);
  room = take(bytes);
}

/** The prototype at x >= 0 of the transposed sound's frames. */
function shape(x: f64): f64 {
  if (x >= REACH) return 0;
  const place = x * <f64>FINE;
  const i = <i32>place;
  const at = prototype + ((<usize>i) << 3);
  const left = load<f64>(at);
  return left + (load<f64>(at, 8) - left) * (place - <f64>i);
}

function make(index: i32, entry: usize): void {
  let rows = room;
  for (let i = 0; i < index; i++) rows += ((<usize>tapsOf(i)) << 2) * ((1 << bitsOf(i)) + 1);
  const taps = tapsOf(index);
  const phases = 1 << bitsOf(index);
  const scale = 1 / narrowing(index);
  const middle = taps / 2 - 1;
  for (let phase = 0; phase <= phases; phase++) {
    const row = rows + ((<usize>(phase * taps)) << 2);
    const place = <f64>middle + <f64>phase / <f64>phases;
    let sum = 0.0;
    for (let k = 0; k < taps; k++) sum += shape(Math.abs(<f64>k - place) * scale);
    // Each phase sums to 1: a constant stays one.
    const unity = 1 / sum;
    for (let k = 0; k < taps; k++)
      store<f32>(row + ((<usize>k) << 2), <f32>(shape(Math.abs(<f64>k - place) * scale) * unity));
  }
  store<usize>(entry, rows);
  store<i32>(entry, taps, 4);
  store<i32>(entry, bitsOf(index), 8);
}

/** The table for a reading speed above BAND_FROM: the next narrower one, or one a quarter of a semitone wider. */
export function bandFor(rate: f64): i32 {
  const wish = <i32>Math.ceil(Math.log2(rate) * <f64>PER_OCTAVE - 0.26) - 1;
  const index = max(0, min(TABLES - 1, wish));
  const entry = directory + ((<usize>index) << 4);
  if (!load<usize>(entry)) make(index, entry);
  return index;
}

/** Address of a table's rows, one a phase and one more; a row holds the taps from the one `taps / 2 - 1` frames before. */
export function bandRows(index: i32): usize {
  return load<usize>(directory + ((<usize>index) << 4));
}

export function bandTaps(index: i32): i32 {
  return load<i32>(directory + ((<usize>index) << 4), 4);
}

/** Bits of the phase. */
export function bandBits(index: i32): i32 {
  return load<i32>(directory + ((<usize>index) << 4), 8);
}
