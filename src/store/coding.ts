/** Samples in as few bytes as hold them exactly: whole numbers of 16 or 24 bits at a common scale, else 32-bit floats. */

/** "i16" and "i24" stand for value = whole number · 2^−shift. */
export type Coding = "i16" | "i24" | "f32";

/** How one sound's samples are written. */
export interface Packed {
  readonly coding: Coding;
  /** Binary places; 0 for floats. */
  readonly shift: number;
  readonly bytes: Uint8Array;
}

/** Quiet recordings are scaled by at most this many further places. */
const MOST_PLACES = 16;

/**
 * Packs without loss: unpack gives the same bits. 16-bit recordings at the corpus rate take 2 bytes a sample, mixes and
 * 24-bit ones 3, what was resampled 4.
 */
export function pack(samples: Float32Array): Packed {
  const shift = fraction(samples);
  const [lowest, highest] = range(samples).map((x) => x * 2 ** shift);
  if (shift >= 0 && lowest >= -32768 && highest <= 32767) {
    const whole = Int16Array.from(samples, (x) => x * 2 ** shift);
    return { coding: "i16", shift, bytes: new Uint8Array(whole.buffer) };
  }
  if (shift >= 0 && lowest >= -8388608 && highest <= 8388607) {
    const bytes = new Uint8Array(3 * samples.length);
    for (let i = 0, at = 0; i < samples.length; i++) {
      const whole = samples[i] * 2 ** shift;
      bytes[at++] = whole;
      bytes[at++] = whole >> 8;
      bytes[at++] = whole >> 16;
    }
    return { coding: "i24", shift, bytes };
  }
  const { buffer, byteOffset, byteLength } = samples;
  return { coding: "f32", shift: 0, bytes: new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength) };
}

/** Bytes of one sample. */
export const WIDTH: Readonly<Record<Coding, number>> = { i16: 2, i24: 3, f32: 4 };

/** The samples again, in memory of their own. Lengths are the caller's to check. */
export function unpack(bytes: Uint8Array, coding: Coding, shift: number): Float32Array<ArrayBuffer> {
  const frames = bytes.length / WIDTH[coding];
  const scale = 2 ** -shift;
  if (coding === "f32") return new Float32Array(bytes.slice().buffer, 0, frames);
  const out = new Float32Array(frames);
  if (coding === "i16") {
    for (let i = 0, at = 0; i < frames; i++, at += 2)
      out[i] = (((bytes[at] | (bytes[at + 1] << 8)) << 16) >> 16) * scale;
  } else {
    for (let i = 0, at = 0; i < frames; i++, at += 3)
      out[i] = (((bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) << 8) >> 8) * scale;
  }
  return out;
}

/** How many binary places all samples need; −1 when more than 24-bit whole numbers at one scale can hold. */
function fraction(samples: Float32Array): number {
  let places = 15;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i];
    if (x === 0) {
      // Whole numbers have no negative zero.
      if (Object.is(x, -0)) return -1;
      continue;
    }
    while (x * 2 ** places !== Math.round(x * 2 ** places)) if (++places > 23 + MOST_PLACES) return -1;
  }
  return places;
}

function range(samples: Float32Array): [number, number] {
  let lowest = 0;
  let highest = 0;
  for (let i = 0; i < samples.length; i++) {
    if (samples[i] < lowest) lowest = samples[i];
    if (samples[i] > highest) highest = samples[i];
  }
  return [lowest, highest];
}
