/** Samples → WAV: RIFF, integer PCM of 16 or 24 bits or IEEE float of 32. Pure; page and command line share it. */
import type { Frames, Hertz } from "./types";

export type Bits = 16 | 24 | 32;

/** RIFF counts bytes in 32 bits; this many may be sound. */
export const WAV_LIMIT = 0xffffffff - 64;

/** The last fourteen bytes of the format's name in the extensible header: those of every WAVE subformat. */
const SUBFORMAT = [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113];

/**
 * The header of a file with that many frames. Float needs the longer format block and a fact block (Microsoft, RIFF 1994);
 * more than two channels the extensible one, with no speakers named: channel n is loudspeaker n of the ring.
 * A data block of odd length is to be followed by a zero byte.
 */
export function wavHeader(frames: Frames, channels: number, sampleRate: Hertz, bits: Bits): Uint8Array<ArrayBuffer> {
  const code = bits === 32 ? 3 : 1;
  const wide = channels > 2;
  const format = wide ? 40 : code === 3 ? 18 : 16;
  const frame = (channels * bits) / 8;
  const data = frames * frame;
  const bytes = new Uint8Array(28 + format + (code === 3 ? 12 : 0));
  const view = new DataView(bytes.buffer);
  const tag = (at: number, letters: string): void => {
    for (let i = 0; i < letters.length; i++) bytes[at + i] = letters.charCodeAt(i);
  };
  tag(0, "RIFF");
  view.setUint32(4, bytes.length - 8 + data + (data % 2), true);
  tag(8, "WAVEfmt ");
  view.setUint32(16, format, true);
  view.setUint16(20, wide ? 0xfffe : code, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frame, true);
  view.setUint16(32, frame, true);
  view.setUint16(34, bits, true);
  if (wide) {
    view.setUint16(36, 22, true);
    view.setUint16(38, bits, true);
    view.setUint16(44, code, true);
    bytes.set(SUBFORMAT, 46);
  }
  if (code === 3) {
    tag(20 + format, "fact");
    view.setUint32(24 + format, 4, true);
    view.setUint32(28 + format, frames, true);
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
