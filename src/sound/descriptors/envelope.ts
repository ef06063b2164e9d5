/**
 * The unit in time, from its mean squares every 2.5 ms smoothed over 10 ms. duration: log2 s; attack: log2 s from 10% to
 * 90% of the climb to its peak, the first block within 0.5 dB of the loudest (amplitude); decay: log2 s from the peak until 60 dB below it or the end;
 * slope: dB/s of the straight line through the levels after the peak (clamped to ±1000, compressed by asinh);
 * balance, concentration: mean and deviation of time under the envelope's power over the duration, 0..1;
 * effective: share of the time within 10 dB of the peak; shape.1…8: level in eighths of the duration, dB below the
 * loudest, not below −60.
 */
import { decibels } from "./analysis";
import type { DescriptorGroup } from "./group";

const PARTS = 8;
const FLOOR = -60;

export const envelope: DescriptorGroup = {
  names: [
    "duration",
    "attack",
    "decay",
    "slope",
    "balance",
    "concentration",
    "effective",
    ...Array.from({ length: PARTS }, (_, i) => `shape.${i + 1}`),
  ],
  measure(unit, out, start) {
    const power = smooth(unit.envelope);
    const rate = unit.envelopeRate;
    const peak = power.reduce((a, b) => Math.max(a, b), 0);
    // The first block within half a decibel of the loudest: in a steady sound the very loudest may lie anywhere.
    const top = power.findIndex((p) => p >= peak * 0.89);
    out[start] = Math.log2(unit.length / unit.sampleRate);
    const silent = peak <= 1e-12;
    out[start + 1] = Math.log2((silent ? 1 : climb(power, top)) / rate);
    out[start + 2] = Math.log2((silent ? 1 : fall(power, top)) / rate);
    out[start + 3] = silent ? 0 : Math.asinh(slope(power, top, rate) / 10);
    const { mean, deviation } = timeMoments(power);
    out[start + 4] = mean;
    out[start + 5] = deviation;
    out[start + 6] = silent ? 0 : power.filter((p) => p > peak * 0.1).length / power.length;
    shape(unit.envelope, out, start + 7);
  },
};

/** Mean over four blocks around each, so that the periods of low tones do not show. */
function smooth(blocks: Float64Array): Float64Array {
  const n = blocks.length;
  const at = (i: number): number => blocks[Math.max(0, Math.min(n - 1, i))];
  return blocks.map((_, i) => (at(i - 2) / 2 + at(i - 1) + at(i) + at(i + 1) + at(i + 2) / 2) / 4);
}

/** Blocks from the last one below 10% of the peak's amplitude before it to the first above 90% after that. */
function climb(power: Float64Array, top: number): number {
  let from = top;
  while (from > 0 && power[from] > power[top] * 0.01) from--;
  let to = from;
  while (power[to] < power[top] * 0.81) to++;
  return Math.max(1, to - from);
}

function fall(power: Float64Array, top: number): number {
  let last = power.length - 1;
  while (last > top && power[last] < power[top] * 1e-6) last--;
  return Math.max(1, last - top + 1);
}

/** Least squares through the levels from the peak to where the unit is 60 dB down, dB/s. */
function slope(power: Float64Array, top: number, rate: number): number {
  const n = fall(power, top);
  if (n < 3) return 0;
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < n; i++) {
    const level = Math.max(FLOOR, decibels(power[top + i] / power[top]));
    sum += level;
    weighted += level * i;
  }
  const middle = (n - 1) / 2;
  const perBlock = (weighted - middle * sum) / ((n * (n * n - 1)) / 12);
  return Math.max(-1000, Math.min(1000, perBlock * rate));
}

function timeMoments(power: Float64Array): { mean: number; deviation: number } {
  let total = 0;
  let first = 0;
  let second = 0;
  power.forEach((p, i) => {
    const t = (i + 0.5) / power.length;
    total += p;
    first += p * t;
    second += p * t * t;
  });
  if (total <= 1e-12) return { mean: 0.5, deviation: 0 };
  const mean = first / total;
  return { mean, deviation: Math.sqrt(Math.max(0, second / total - mean * mean)) };
}

function shape(power: Float64Array, out: Float32Array, start: number): void {
  const levels = Array.from({ length: PARTS }, (_, part) => {
    const from = Math.min(power.length - 1, Math.floor((part * power.length) / PARTS));
    const to = Math.max(from + 1, Math.floor(((part + 1) * power.length) / PARTS));
    let sum = 0;
    for (let i = from; i < to; i++) sum += power[i];
    return decibels(sum / (to - from));
  });
  const loudest = Math.max(...levels);
  levels.forEach((level, i) => {
    out[start + i] = Math.max(FLOOR, level - loudest);
  });
}
