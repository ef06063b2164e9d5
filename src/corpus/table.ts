/** A corpus as the engine wants it: where every sound lies in its memory, and the table of units. */
import type { UnitTable } from "../protocol";
import type { Corpus, Frames } from "../types";
import { openingGain } from "./loudness";

/** Silence between sounds: interpolation and smoothing read a little past the ends, and must not hear the neighbour. */
const PADDING: Frames = 32;

/** First frame of each sound in the corpus memory, and how many frames all of them take, padding included. */
export function soundOffsets(corpus: Corpus): { readonly offsets: Uint32Array<ArrayBuffer>; readonly frames: Frames } {
  const offsets = new Uint32Array(corpus.sounds.length);
  let next = PADDING;
  corpus.sounds.forEach((sound, i) => {
    offsets[i] = next;
    // Multiples of 16 frames: every sound begins on a boundary of the engine's vectors.
    next = Math.ceil((next + sound.samples.length + PADDING) / 16) * 16;
  });
  if (next > 0xffffffff)
    throw new Error(`"${corpus.name}" is too long to be played at once (${next} frames). Choose fewer sounds.`);
  return { offsets, frames: next };
}

/** The unit table for sounds that lie at `offsets` from frame `base` on. */
export function unitTable(corpus: Corpus, offsets: Uint32Array, base: Frames = 0): UnitTable {
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
    opening: Float32Array.from(units, (unit) =>
      openingGain(corpus.sounds[unit.sound].samples, unit, corpus.sampleRate),
    ),
    stretches,
    firstStretch,
  };
}
