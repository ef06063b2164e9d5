/** Samples → WAV: plain RIFF, integer PCM of 16 or 24 bits or IEEE float of 32. Pure; page and command line share it. */
import type { Frames, Hertz } from "./types";

export type Bits = 16 | 24 | 32;

/** RIFF counts bytes in 32 bits; this many may be sound. */
export const WAV_LIMIT = 0xffffffff - 64;

/**
 * The header of a file with that many frames. Float needs the longer format block and a fact block (Microsoft, RIFF 1994).
 * A data block of odd length is to be followed by a zero byte.
 */
export function wavHeader(frames: Frames, channels: number, sampleRate: Hertz, bits: Bits): Uint8Array<ArrayBuffer> {
  const float = bits === 32;
  const frame = (channels * bits) / 8;
  const data = frames * frame;
  const bytes = new Uint8Array(float ? 58 : 44);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, letters: string): void => {
    for (let i = 0; i < letters.length; i++) bytes[at + i] = letters.charCodeAt(i);
  };
  tag(0, "RIFF");
  view.setUint32(4, bytes.length - 8 + data + (data % 2), true);
  tag(8, "WAVEfmt ");
  view.setUint32(16, float ? 18 : 16, true);
  view.setUint16(20, float ? 3 : 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frame, true);
  view.setUint16(32, frame, true);
  view.setUint16(34, bits, true);
  if (float) {
    tag(38, "fact");
    view.setUint32(42, 4, true);
    view.setUint32(46, frames, true);
  }
  tag(bytes.length - 8, "data");
  view.setUint32(bytes.length - 4, data, true);
  return bytes;
}

/**
 * The first `frames` of each channel as interleaved bytes. Full scale is 2^(bits-1): +1 itself is one step below it, and
 * what lies beyond is held there. `chance` (uniform in [0, 1)) adds triangular dither of two steps to the integer formats.
 */
export function wavSamples(
  channels: readonly Float32Array[],
  frames: Frames,
  bits: Bits,
  chance?: () => number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((frames * channels.length * bits) / 8);
  const view = new DataView(bytes.buffer);
  const scale = 2 ** (bits - 1);
  let at = 0;
  for (let i = 0; i < frames; i++) {
    for (const channel of channels) {
      const shake = chance ? chance() - chance() : 0;
      const value = Math.max(-scale, Math.min(scale - 1, Math.round(channel[i] * scale + shake)));
      if (bits === 32) view.setFloat32(at, channel[i], true);
      else if (bits === 16) view.setInt16(at, value, true);
      else {
        bytes[at] = value;
        view.setInt16(at + 1, value >> 8, true);
      }
      at += bits / 8;
    }
  }
  return bytes;
}
