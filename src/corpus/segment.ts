/** One sound → its units: whole, at its onsets, or every MS milliseconds, without its silences. */
import { gatesOf, levelTrack, loudestWindow, trimmed, type Gates, type LevelTrack } from "./level";
import { loudnessGain } from "./loudness";
import { onsets } from "./onsets";
import { Refusal } from "./read/refusal";
import { soundingStretches } from "./stretches";
import type { Kernels } from "../math";
import type { Frames, Hertz, Seconds, Unit, UnitMode } from "../types";

/** How sounds are cut. */
export interface CutOptions {
  /** Takes silent heads and tails off sounds and onset segments. */
  readonly trimSilence: boolean;
  /** Drops units that are silent, or nearly so beside the rest of their sound. */
  readonly dropSilent: boolean;
  /** Makes resampling and onsets several times faster; give it always or never, for the last bits differ. */
  readonly kernels?: Kernels | undefined;
}

/** Shorter units are dropped. */
const SHORTEST: Seconds = 0.01;

/** Where a unit lies in its sound. */
interface Span {
  readonly start: Frames;
  readonly end: Frames;
}

/**
 * The units of one sound in order, `sound` being its index. Throws a Refusal that says why where none is left.
 * `unit` MS: hop = MS, a last part of at least MS/2 is kept, a sound shorter than MS is one unit.
 */
export function segment(
  samples: Float32Array,
  sampleRate: Hertz,
  unit: UnitMode,
  options: CutOptions,
  sound: number,
): Unit[] {
  const shortest = Math.ceil(SHORTEST * sampleRate);
  if (samples.length < shortest) {
    const milliseconds = ((1000 * samples.length) / sampleRate).toFixed(1);
    throw new Refusal(`It lasts ${milliseconds} ms; sounds from ${1000 * SHORTEST} ms on can be used.`);
  }
  const track = levelTrack(samples, 0, samples.length, sampleRate);
  const gates = gatesOf(track);
  if (gates.silent && options.dropSilent) throw new Refusal("It is silent.");
  const [start, end] = options.trimSilence && !gates.silent ? trimmed(track, gates.trim) : [0, samples.length];
  const spans = cut(samples, { start, end }, sampleRate, unit, options.kernels)
    .map((span) => (unit === "onset" && options.trimSilence ? trimTail(samples, span, sampleRate, gates) : span))
    .filter((span) => span.end - span.start >= shortest);
  const kept = options.dropSilent ? spans.filter((span) => sounds(samples, span, sampleRate, gates)) : spans;
  // The only loud moment may lie in a last part that is too short to be a unit: then it is the unit, reaching back.
  if (kept.length === 0) kept.push(aroundLoudest(track, start, end, unit, sampleRate));
  return kept.map((span) => describeSpan(samples, span, sampleRate, sound));
}

function describeSpan(samples: Float32Array, span: Span, sampleRate: Hertz, sound: number): Unit {
  const { start } = span;
  const length = span.end - start;
  const stretches = soundingStretches(samples, start, length, sampleRate);
  return { sound, start, length, gain: loudnessGain(samples, start, length, stretches, sampleRate), stretches };
}

function cut(
  samples: Float32Array,
  { start, end }: Span,
  sampleRate: Hertz,
  unit: UnitMode,
  kernels?: Kernels,
): Span[] {
  if (unit === "full") return [{ start, end }];
  if (unit === "onset") return atOnsets(samples, { start, end }, sampleRate, kernels);
  const hop = hopOf(unit, sampleRate);
  if (end - start <= hop) return [{ start, end }];
  const spans: Span[] = [];
  // Bounds are rounded from exact multiples, so that they do not drift at rates where MS is no whole number of frames.
  for (let i = 0; ; i++) {
    const from = start + Math.round((i * unit * sampleRate) / 1000);
    const to = Math.min(end, start + Math.round(((i + 1) * unit * sampleRate) / 1000));
    if (2 * (to - from) < hop) break;
    spans.push({ start: from, end: to });
  }
  return spans;
}

const hopOf = (unit: number, sampleRate: Hertz): Frames => Math.max(1, Math.round((unit * sampleRate) / 1000));

/** Cuts at every onset. What sounds before the first is a unit of its own, or, where it is short, part of the first. */
function atOnsets(samples: Float32Array, { start, end }: Span, sampleRate: Hertz, kernels?: Kernels): Span[] {
  const least = Math.round(0.05 * sampleRate);
  const found = onsets(samples.subarray(start, end), sampleRate, kernels).map((at) => start + at);
  const inner = found.filter((at) => at - start >= least && end - at >= Math.ceil(SHORTEST * sampleRate));
  const bounds = [start, ...inner, end];
  return bounds.slice(1).map((to, i) => ({ start: bounds[i], end: to }));
}

/** An onset segment without the silence after its sound has died away. */
function trimTail(samples: Float32Array, { start, end }: Span, sampleRate: Hertz, gates: Gates): Span {
  const track = levelTrack(samples, start, end - start, sampleRate);
  const gate = Math.max(gates.trim, loudestWindow(track) * 1e-6);
  return { start, end: start + trimmed(track, gate)[1] };
}

function sounds(samples: Float32Array, { start, end }: Span, sampleRate: Hertz, gates: Gates): boolean {
  return loudestWindow(levelTrack(samples, start, end - start, sampleRate)) >= gates.unit;
}

/** A span of the unit's length that ends with the sound and so holds its loud end. */
function aroundLoudest(track: LevelTrack, start: Frames, end: Frames, unit: UnitMode, sampleRate: Hertz): Span {
  const wanted = typeof unit === "number" ? hopOf(unit, sampleRate) : end - start;
  return { start: Math.max(start, end - Math.max(wanted, track.window)), end };
}
