/** A corpus as the engine wants it: where every sound lies in its memory, and the table of units. */
import type { UnitTable } from "../protocol";
import type { Corpus, Frames, Gain, Unit } from "../types";
import { openingGain } from "./loudness";

/** Silence between sounds: interpolation and smoothing read a little past the ends, and must not hear the neighbour. */
const PADDING: Frames = 32;

/** First frame behind a sound that lies at `at`: every sound begins on a boundary of the engine's vectors. */
export const behind = (at: Frames, length: Frames): Frames => Math.ceil((at + length + PADDING) / 16) * 16;

/** First frame of each sound in the corpus memory, and how many frames all of them take, padding included. */
export function soundOffsets(corpus: Corpus): { readonly offsets: Uint32Array<ArrayBuffer>; readonly frames: Frames } {
  const offsets = new Uint32Array(corpus.sounds.length);
  let next = PADDING;
  corpus.sounds.forEach((sound, i) => {
    offsets[i] = next;
    next = behind(next, sound.samples.length);
  });
  if (next > 0xffffffff)
    throw new Error(`"${corpus.name}" is too long to be played at once (${next} frames). Choose fewer sounds.`);
  return { offsets, frames: next };
}

/** The unit table for sounds that lie at `offsets` from frame `base` on. */
export function unitTable(corpus: Corpus, offsets: ArrayLike<Frames>, base: Frames = 0): UnitTable {
  const { units } = corpus;
  const pairs = units.reduce((sum, unit) => sum + unit.stretches.length, 0);
  const stretches = new Uint32Array(pairs);
  const firstStretch = new Uint32Array(units.length + 1);
  let at = 0;
  units.forEach((unit, i) => {
    stretches.set(unit.stretches, at);
    at += unit.stretches.length;
    firstStretch[i + 1] = at / 2;
  });
  return {
    start: Uint32Array.from(units, (unit) => base + offsets[unit.sound] + unit.start),
    length: Uint32Array.from(units, (unit) => unit.length),
    gain: Float32Array.from(units, (unit) => unit.gain),
    opening: Float32Array.from(units, (unit) => openingOf(corpus, unit)),
    stretches,
    firstStretch,
  };
}

/** By the stretches, which a unit keeps wherever it is counted: a corpus that grows is not listened to anew. */
const openings = new WeakMap<Uint32Array, Gain>();

function openingOf({ sounds, sampleRate }: Corpus, unit: Unit): Gain {
  const known = openings.get(unit.stretches);
  if (known !== undefined) return known;
  const gain = openingGain(sounds[unit.sound].samples, unit, sampleRate);
  openings.set(unit.stretches, gain);
  return gain;
}
