/** How true default clouds are to their units: who is nearest by ear, whether attacks keep their place, how steady they are. */
import { Random } from "../src/math";
import type { Frames, Seconds } from "../src/types";
import { deviations, MfccEar, nearest } from "./mfcc";
import type { CloudPlayer } from "./shared-corpus";

export interface Fidelity {
  /** Shares of clouds whose nearest unit is their own, 0..1: by MFCC in time, by means and deviations. */
  readonly time: number;
  readonly summary: number;
  readonly units: number;
}

/** `count` units drawn by the seed, each cloud against all units of the corpus. */
export function fidelity(player: CloudPlayer, count: number, duration: Seconds, seed: number): Fidelity {
  const ear = new MfccEar(player.corpus.sampleRate);
  const known = player.corpus.units.map((_, i) => ear.hear(player.unit(i)));
  const summaries = known.map(({ summary }) => summary);
  const times = known.map(({ time }) => time);
  const scale = deviations(summaries);
  const random = new Random(seed);
  let time = 0;
  let summary = 0;
  for (let i = 0; i < count; i++) {
    const unit = random.below(player.corpus.units.length);
    const heard = ear.hear(player.cloud(unit, duration));
    if (nearest(heard.time, times) === unit) time++;
    if (nearest(heard.summary, summaries, scale) === unit) summary++;
  }
  return { time: time / count, summary: summary / count, units: known.length };
}

const MILLISECOND: Frames = 48;

/** Level in every millisecond, over two of them. */
function levels(samples: Float32Array): Float64Array {
  const count = Math.max(1, Math.floor(samples.length / MILLISECOND) - 1);
  return Float64Array.from({ length: count }, (_, t) => {
    let energy = 0;
    for (let i = t * MILLISECOND; i < (t + 2) * MILLISECOND; i++) energy += samples[i] ** 2;
    return Math.sqrt(energy);
  });
}

/** The first millisecond at half of the highest level. */
function attackOf(track: Float64Array): number {
  const half = Math.max(...track) / 2;
  return track.findIndex((level) => level >= half);
}

/**
 * Where the unit's attack lies, ms; undefined where it has none: an attack rises by 20 dB within 10 ms, reaches its top
 * within 20 ms more and has fallen by 12 dB after 150 ms.
 */
function transient(track: Float64Array): number | undefined {
  const at = attackOf(track);
  const top = track.indexOf(Math.max(...track));
  const before = at >= 10 ? track[at - 10] : 0;
  const after = track[Math.min(track.length - 1, top + 150)];
  return before < 0.1 * track[top] && top - at <= 20 && after < 0.25 * track[top] ? at : undefined;
}

/** Of the first `count` transient units in a drawn order: by how many ms each attack of its cloud is displaced. */
export function attackShifts(player: CloudPlayer, count: number, seed: number): number[] {
  const random = new Random(seed);
  const shifts: number[] = [];
  for (let tries = 0; tries < 20 * count && shifts.length < count; tries++) {
    const unit = random.below(player.corpus.units.length);
    // A silent head is left out: a word sounds at once.
    const heard = player.unit(unit).subarray(player.corpus.units[unit].stretches[0]);
    const at = transient(levels(heard));
    if (at !== undefined) shifts.push(attackOf(levels(player.cloud(unit))) - at);
  }
  return shifts;
}

/**
 * Amplitude modulation of a cloud of a sine, dB between top and bottom: at the grains' rate, and of any kind (from the
 * 5th to the 95th hundredth). `grainRate` in grains a second, `hertz` that of the sine as it sounds.
 */
export function modulation(samples: Float32Array, hertz: number, grainRate: number, sampleRate: number) {
  const span = Math.round(0.004 * sampleRate);
  const step = Math.round(0.001 * sampleRate);
  const track: number[] = [];
  for (let t = 0; t + span < samples.length; t += step) {
    let re = 0;
    let im = 0;
    for (let i = 0; i < span; i++) {
      const x = samples[t + i] * Math.sin((Math.PI * (i + 0.5)) / span) ** 2;
      re += x * Math.cos((2 * Math.PI * hertz * (t + i)) / sampleRate);
      im += x * Math.sin((2 * Math.PI * hertz * (t + i)) / sampleRate);
    }
    track.push(Math.hypot(re, im));
  }
  const mean = track.reduce((a, b) => a + b) / track.length;
  let re = 0;
  let im = 0;
  let weights = 0;
  track.forEach((level, t) => {
    const weight = Math.sin((Math.PI * (t + 0.5)) / track.length) ** 2;
    const angle = (2 * Math.PI * grainRate * t * step) / sampleRate;
    re += weight * (level - mean) * Math.cos(angle);
    im += weight * (level - mean) * Math.sin(angle);
    weights += weight;
  });
  const depth = (2 * Math.hypot(re, im)) / weights / mean;
  const sorted = track.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))];
  return { grains: 20 * Math.log10((1 + depth) / (1 - depth)), any: 20 * Math.log10(at(0.95) / at(0.05)) };
}
