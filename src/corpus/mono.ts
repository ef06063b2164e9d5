/** Channels → one finite, unclipped, DC-free line of samples. */
import { Refusal } from "./read/refusal";
import type { DecodedAudio } from "../types";

/** A mix this far below what unrelated channels would give is cancellation (6 dB in power). */
const CANCELS = 0.25;
/** A file with more numbers than this share that are not finite is not sound. */
const MAX_NOT_FINITE = 0.5;
/** A constant offset is looked for in this many parts, and taken out from this size on (−60 dBFS). */
const PARTS = 16;
const OFFSET = 1e-3;

/**
 * The mean of all channels, or the loudest one where they cancel. Values that are not finite become 0; a constant offset
 * is taken out. Throws a Refusal where nothing finite is left. The input is not written to.
 */
export function mixToMono({ channels }: DecodedAudio): Float32Array {
  const finite = channels.map(finiteOf);
  const energies = finite.map(energyOf);
  const loudest = energies.indexOf(Math.max(...energies));
  let mono = finite[loudest];
  if (finite.length > 1) {
    const mean = meanOf(finite);
    const unrelated = energies.reduce((sum, e) => sum + e, 0) / finite.length ** 2;
    if (energyOf(mean) >= CANCELS * unrelated) mono = mean;
  }
  return withoutOffset(mono);
}

/** Scales a sound that exceeds full scale (floats, or overshoot of resampling) down to it; the same array otherwise. */
export function withinFullScale(samples: Float32Array): Float32Array {
  let peak = 0;
  for (let i = 0; i < samples.length; i++) peak = Math.max(peak, Math.abs(samples[i]));
  return peak > 1 ? samples.map((x) => x / peak) : samples;
}

function finiteOf(channel: Float32Array): Float32Array {
  let bad = 0;
  for (let i = 0; i < channel.length; i++) if (!Number.isFinite(channel[i])) bad++;
  if (bad === 0) return channel;
  if (bad > MAX_NOT_FINITE * channel.length)
    throw new Refusal(`${bad} of its ${channel.length} samples are not numbers: it is damaged.`);
  return channel.map((x) => (Number.isFinite(x) ? x : 0));
}

function energyOf(channel: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < channel.length; i++) sum += channel[i] * channel[i];
  return sum;
}

function meanOf(channels: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(channels[0].length);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let c = 0; c < channels.length; c++) sum += channels[c][i];
    out[i] = sum / channels.length;
  }
  return out;
}

/**
 * An offset of the recording stands in every part of it alike: the mean, where three quarters of the parts' own means
 * agree with it to one half. A one-sided click in silence or a deep tone has means of its own, and is left alone.
 */
function withoutOffset(mono: Float32Array): Float32Array {
  const part = Math.floor(mono.length / PARTS);
  if (part < 1) return mono;
  const means = Array.from({ length: PARTS }, (_, p) => {
    let sum = 0;
    for (let i = p * part; i < (p + 1) * part; i++) sum += mono[i];
    return sum / part;
  });
  const offset = means.reduce((sum, m) => sum + m, 0) / PARTS;
  const agreeing = means.filter((m) => Math.abs(m - offset) <= Math.abs(offset) / 2).length;
  return Math.abs(offset) < OFFSET || agreeing < 0.75 * PARTS ? mono : mono.map((x) => x - offset);
}
