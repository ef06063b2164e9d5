/** The two 4-bit ADPCM forms found in WAV files: Microsoft's (tag 2) and IMA/DVI's (tag 17), block by block. */
import { Refusal } from "./refusal";
import { checkShape } from "./pcm";
import type { DecodedAudio, Hertz } from "../../types";

/** What the format block of the WAV says. */
export interface AdpcmFormat {
  readonly channels: number;
  readonly sampleRate: Hertz;
  /** Bytes of one block of all channels. */
  readonly block: number;
  /** Microsoft's predictor pairs, from the header. */
  readonly coefficients?: readonly (readonly [number, number])[];
}

const clip16 = (x: number): number => (x > 32767 ? 32767 : x < -32768 ? -32768 : x);

/** Writes a block's samples into `out`, from `from` on; returns how many frames it held. */
type BlockReader = (block: DataView, out: readonly Float32Array[], from: number) => number;

function readBlocks(data: Uint8Array, format: AdpcmFormat, header: number, read: BlockReader): DecodedAudio {
  const { channels: count, sampleRate, block } = format;
  checkShape(count, sampleRate, 1);
  if (block <= header * count) throw new Refusal("Its ADPCM blocks are shorter than their own headers: it is damaged.");
  const perBlock = 2 + Math.ceil(((block - header * count) * 2) / count);
  const blocks = Math.ceil(data.length / block);
  checkShape(count, sampleRate, data.length > header * count ? 1 : 0);
  checkShape(count, sampleRate, (blocks - 1) * perBlock + 1);
  const channels = Array.from({ length: count }, () => new Float32Array(blocks * perBlock));
  let frames = 0;
  for (let at = 0; at + header * count < data.length; at += block) {
    const length = Math.min(block, data.length - at);
    frames += read(new DataView(data.buffer, data.byteOffset + at, length), channels, frames);
  }
  return { channels: channels.map((c) => c.subarray(0, frames)), sampleRate };
}

const MS_ADAPT = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];

/** Microsoft ADPCM (Multimedia Data Standards Update, 1994): two-tap prediction, adaptive step. */
export function readMicrosoftAdpcm(data: Uint8Array, format: AdpcmFormat): DecodedAudio {
  const { channels: count, coefficients = [] } = format;
  if (count > 2) throw new Refusal("Its ADPCM has more than two channels, which cannot be read: save it as WAV PCM.");
  return readBlocks(data, format, 7, (block, out, from) => {
    const state = out.map((channel, c) => {
      const [c1, c2] = coefficients[block.getUint8(c)] ?? [256, 0];
      const newer = block.getInt16(count + 2 * count + 2 * c, true);
      const older = block.getInt16(count + 4 * count + 2 * c, true);
      channel[from] = older / 32768;
      channel[from + 1] = newer / 32768;
      return { c1, c2, step: block.getInt16(count + 2 * c, true), newer, older };
    });
    let n = 2 * count;
    for (let at = 7 * count; at < block.byteLength; at++) {
      const byte = block.getUint8(at);
      for (const code of [byte >> 4, byte & 15]) {
        const s = state[n % count];
        const signed = code > 7 ? code - 16 : code;
        const value = clip16(((s.newer * s.c1 + s.older * s.c2) >> 8) + signed * s.step);
        out[n % count][from + Math.floor(n / count)] = value / 32768;
        s.older = s.newer;
        s.newer = value;
        s.step = Math.max(16, (MS_ADAPT[code] * s.step) >> 8);
        n++;
      }
    }
    return Math.floor(n / count);
  });
}

const IMA_INDEX = [-1, -1, -1, -1, 2, 4, 6, 8];
/** The 89 steps of the IMA reference (1992), which grow by about 1.1; written out, because its rounding is not regular. */
const IMA_STEP = Int16Array.of(
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  16,
  17,
  19,
  21,
  23,
  25,
  28,
  31,
  34,
  37,
  41,
  45,
  50,
  55,
  60,
  66,
  73,
  80,
  88,
  97,
  107,
  118,
  130,
  143,
  157,
  173,
  190,
  209,
  230,
  253,
  279,
  307,
  337,
  371,
  408,
  449,
  494,
  544,
  598,
  658,
  724,
  796,
  876,
  963,
  1060,
  1166,
  1282,
  1411,
  1552,
  1707,
  1878,
  2066,
  2272,
  2499,
  2749,
  3024,
  3327,
  3660,
  4026,
  4428,
  4871,
  5358,
  5894,
  6484,
  7132,
  7845,
  8630,
  9493,
  10442,
  11487,
  12635,
  13899,
  15289,
  16818,
  18500,
  20350,
  22385,
  24623,
  27086,
  29794,
  32767,
);

/** IMA ADPCM as WAV has it: a 4-byte header a channel, then groups of 8 samples (4 bytes) a channel in turn. */
export function readImaAdpcm(data: Uint8Array, format: AdpcmFormat): DecodedAudio {
  const { channels: count } = format;
  return readBlocks(data, format, 4, (block, out, from) => {
    const groups = Math.floor((block.byteLength / 4 - count) / count);
    out.forEach((channel, c) => {
      let value = block.getInt16(4 * c, true);
      let index = Math.min(88, block.getUint8(4 * c + 2));
      let at = from;
      channel[at++] = value / 32768;
      for (let g = 0; g < groups; g++) {
        const word = block.getUint32(4 * (count + g * count + c), true);
        for (let shift = 0; shift < 32; shift += 4) {
          const code = (word >>> shift) & 15;
          const step = IMA_STEP[index];
          let move = step >> 3;
          if (code & 1) move += step >> 2;
          if (code & 2) move += step >> 1;
          if (code & 4) move += step;
          value = clip16(code & 8 ? value - move : value + move);
          index = Math.max(0, Math.min(88, index + IMA_INDEX[code & 7]));
          channel[at++] = value / 32768;
        }
      }
    });
    return 1 + 8 * groups;
  });
}
