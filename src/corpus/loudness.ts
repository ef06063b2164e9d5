/** How loud a unit is to people (ITU-R BS.1770-5, K-weighting), and the gain that makes all units speak equally loud. */
import type { Decibels, Frames, Gain, Hertz, Unit } from "../types";

/** Loudness every unit is brought to, LUFS: that of broadcast (EBU R 128), which leaves room for transients. */
const TARGET: Decibels = -23;
/** No unit is raised by more: what is quieter is mostly the noise of its recording. */
const MAX_GAIN: Decibels = 48;
/** Nor so far that its peak passes this, re full scale: more would only be squashed by the engine's limiter. */
const MAX_PEAK: Decibels = 12;
/** Momentary loudness is measured over 0.4 s, every 10 ms. */
const MOMENT = 0.4;
const STEP = 0.01;
/** Frames filtered at a time. */
const PORTION = 4096;

/** One second-order section, normalised to a0 = 1. */
interface Section {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** K-weighting for any rate: the analogue prototypes behind the 48 kHz table of BS.1770 (B. De Man, 2018). */
function kWeighting(sampleRate: Hertz): readonly [Section, Section] {
  const shelf = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const mid = high ** 0.4996667741545416;
  const a0 = 1 + shelf / q + shelf * shelf;
  const pass = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q2 = 0.5003270373238773;
  const c0 = 1 + pass / q2 + pass * pass;
  const feedback = (w: number, quality: number, scale: number) => ({
    a1: (2 * (w * w - 1)) / scale,
    a2: (1 - w / quality + w * w) / scale,
  });
  return [
    {
      b0: (high + (mid * shelf) / q + shelf * shelf) / a0,
      b1: (2 * (shelf * shelf - high)) / a0,
      b2: (high - (mid * shelf) / q + shelf * shelf) / a0,
      ...feedback(shelf, q, a0),
    },
    { b0: 1, b1: -2, b2: 1, ...feedback(pass, q2, c0) },
  ];
}

/** Loudness in LUFS of a mean square after K-weighting. */
const lufs = (meanSquare: number): Decibels => -0.691 + 10 * Math.log10(meanSquare);

/**
 * Largest momentary loudness (LUFS) of a unit's sounding stretches, heard one after the other as a cloud plays them; where
 * they last less than 0.4 s they repeat, so a short unit is not padded with silence. −Infinity for silence.
 */
export function unitLoudness(
  samples: Float32Array,
  start: Frames,
  length: Frames,
  stretches: Uint32Array,
  sampleRate: Hertz,
): Decibels {
  const step = Math.max(1, Math.round(STEP * sampleRate));
  const sums = weightedSums(samples, start, length, stretches, sampleRate, step);
  const total = sums.frames;
  const span = Math.round(MOMENT / STEP);
  let loudest = sums.energies[sums.energies.length - 1] / Math.max(1, total);
  if (total > span * step) {
    loudest = 0;
    for (let i = 0; (i + span) * step <= total; i++)
      loudest = Math.max(loudest, (sums.energies[i + span] - sums.energies[i]) / (span * step));
  }
  return lufs(loudest);
}

/** A word that is cut off hears only the opening of a long unit; this much of it decides how loud it is. */
const OPENING = 0.5;
/** An opening is raised by no more: a long fade-in stays one. */
const MAX_OPENING: Decibels = 12;

/**
 * Gain on top of the unit's own for a word that ends after the first half second of the sounding stretches: what brings
 * that opening to the loudness of the whole, at least 1 and at most 12 dB. 1 for units that are no longer.
 */
export function openingGain(
  samples: Float32Array,
  { start, length, stretches }: Pick<Unit, "start" | "length" | "stretches">,
  sampleRate: Hertz,
): Gain {
  let left = Math.round(OPENING * sampleRate);
  const opening: number[] = [];
  for (let k = 0; k < stretches.length && left > 0; k += 2) {
    opening.push(stretches[k], Math.min(stretches[k + 1], left));
    left -= stretches[k + 1];
  }
  if (left >= 0) return 1;
  const end = opening[opening.length - 2] + opening[opening.length - 1];
  const heard = unitLoudness(samples, start, end, Uint32Array.from(opening), sampleRate);
  const whole = unitLoudness(samples, start, length, stretches, sampleRate);
  if (!Number.isFinite(whole)) return 1;
  return 10 ** (Math.min(MAX_OPENING, Math.max(0, whole - heard)) / 20);
}

/** Running sums of the K-weighted energy over the sounding frames, one entry every `step` of them and one at the end. */
function weightedSums(
  samples: Float32Array,
  start: Frames,
  length: Frames,
  stretches: Uint32Array,
  sampleRate: Hertz,
  step: Frames,
): { readonly energies: number[]; readonly frames: Frames } {
  const weighted = new KFilter(sampleRate);
  const energies = [0];
  let energy = 0;
  let frames = 0;
  let pair = 0;
  for (let first = 0; first < length; first += PORTION) {
    const end = Math.min(length, first + PORTION);
    const squares = weighted.squares(samples.subarray(start + first, start + end));
    while (pair < stretches.length && stretches[pair] < end) {
      const to = stretches[pair] + stretches[pair + 1];
      for (let i = Math.max(first, stretches[pair]); i < Math.min(end, to); i++) {
        energy += squares[i - first];
        if (++frames % step === 0) energies.push(energy);
      }
      if (to > end) break;
      pair += 2;
    }
  }
  energies.push(energy);
  return { energies, frames };
}

/** Two sections in transposed direct form II that remember their state from portion to portion. */
class KFilter {
  readonly #shelf: Section;
  readonly #pass: Section;
  readonly #squares = new Float64Array(PORTION);
  #state: readonly [number, number, number, number] = [0, 0, 0, 0];

  constructor(sampleRate: Hertz) {
    [this.#shelf, this.#pass] = kWeighting(sampleRate);
  }

  /** Squares of the weighted samples, at most PORTION; the array is reused by the next call. */
  squares(samples: Float32Array): Float64Array {
    const { b0, b1, b2, a1, a2 } = this.#shelf;
    const { a1: c1, a2: c2 } = this.#pass;
    const out = this.#squares;
    let [s1, s2, p1, p2] = this.#state;
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i];
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      // The high-pass has the numerator 1, −2, 1.
      const z = y + p1;
      p1 = -2 * y - c1 * z + p2;
      p2 = y - c2 * z;
      out[i] = z * z;
    }
    this.#state = [s1, s2, p1, p2];
    return out;
  }
}

/** Gain that brings a unit to the common loudness, within the bounds above; 1 for silence. */
export function loudnessGain(
  samples: Float32Array,
  start: Frames,
  length: Frames,
  stretches: Uint32Array,
  sampleRate: Hertz,
): Gain {
  const loudness = unitLoudness(samples, start, length, stretches, sampleRate);
  if (!Number.isFinite(loudness)) return 1;
  let peak = 0;
  for (let i = start; i < start + length; i++) peak = Math.max(peak, Math.abs(samples[i]));
  const level = Math.min(TARGET - loudness, MAX_GAIN, MAX_PEAK - 20 * Math.log10(peak));
  return 10 ** (level / 20);
}
