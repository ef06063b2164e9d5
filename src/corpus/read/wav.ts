/** WAV in all its containers: RIFF, big-endian RIFX, RF64/BW64 with 64-bit sizes, and Sony's Wave64. */
import { readImaAdpcm, readMicrosoftAdpcm, type AdpcmFormat } from "./adpcm";
import { Bytes } from "./bytes";
import { readPcm, type SampleKind } from "./pcm";
import { Refusal } from "./refusal";
import type { DecodedAudio } from "../../types";

/** Where the two blocks that matter begin, and how long they say they are. */
interface Blocks {
  format: number;
  formatLength: number;
  data: number;
  dataLength: number;
}

/** The format tags that are named when they cannot be read (mmreg.h). */
const NAMES: Readonly<Record<number, string>> = {
  0x31: "GSM 6.10",
  0x50: "MPEG layer 2",
  0x55: "MP3",
  0x161: "Windows Media",
  0x2000: "AC-3",
};

/** Reads a WAV of any container; a file cut off in the middle gives what is there. Throws Refusal. */
export function readWav(all: Uint8Array): DecodedAudio {
  const tag = new Bytes(all, true).tag(0);
  const bytes = new Bytes(all, tag !== "RIFX");
  const { format, formatLength, data, dataLength } = tag === "riff" ? wave64Blocks(bytes) : riffBlocks(bytes);
  if (format < 0 || formatLength < 16) throw new Refusal("It is a WAV without a format block: it is damaged.");
  if (data < 0) throw new Refusal("It is a WAV without sound in it.");
  return decode(bytes, format, formatLength, all.subarray(data, Math.min(all.length, data + dataLength)));
}

function riffBlocks(bytes: Bytes): Blocks {
  const found: Blocks = { format: -1, formatLength: 0, data: -1, dataLength: 0 };
  let longData = Infinity;
  for (let at = 12; bytes.has(at, 8) && found.data < 0;) {
    const name = bytes.tag(at);
    const size = bytes.u32(at + 4);
    if (name === "ds64" && bytes.has(at + 16, 8)) longData = bytes.u64(at + 16);
    if (name === "fmt " && bytes.has(at + 8, Math.min(size, 16))) {
      found.format = at + 8;
      found.formatLength = Math.min(size, bytes.length - at - 8);
    }
    if (name === "data") {
      found.data = at + 8;
      // 0xffffffff: the size is in ds64, or the writer was a stream that never knew it. 0 with bytes after it: the same.
      const open = size === 0xffffffff || (size === 0 && found.format >= 0 && bytes.length > at + 8 + 64);
      found.dataLength = open ? longData : size;
    }
    at += 8 + size + (size & 1);
  }
  return found;
}

/** Wave64: names are 16-byte GUIDs that begin with the RIFF name, sizes are 64-bit and count their own header. */
function wave64Blocks(bytes: Bytes): Blocks {
  const found: Blocks = { format: -1, formatLength: 0, data: -1, dataLength: 0 };
  for (let at = 40; bytes.has(at, 24) && found.data < 0;) {
    const name = bytes.tag(at);
    const size = bytes.u64(at + 16);
    if (size < 24) break;
    if (name === "fmt ") {
      found.format = at + 24;
      found.formatLength = Math.min(size - 24, bytes.length - at - 24);
    }
    if (name === "data") {
      found.data = at + 24;
      found.dataLength = size - 24;
    }
    at += Math.ceil(size / 8) * 8;
  }
  return found;
}

function decode(bytes: Bytes, format: number, formatLength: number, data: Uint8Array): DecodedAudio {
  const channels = bytes.u16(format + 2);
  const sampleRate = bytes.u32(format + 4);
  const block = bytes.u16(format + 12);
  const bits = bytes.u16(format + 14);
  let code = bytes.u16(format);
  // WAVE_FORMAT_EXTENSIBLE: the true tag is the first field of the sub-format GUID.
  if (code === 0xfffe && formatLength >= 26) code = bytes.u16(format + 24);
  if (code === 2 || code === 17) {
    const adpcm: AdpcmFormat = { channels, sampleRate, block };
    if (code === 17) return readImaAdpcm(data, adpcm);
    return readMicrosoftAdpcm(data, { ...adpcm, coefficients: coefficientsOf(bytes, format, formatLength) });
  }
  const kind = kindOf(code, bits);
  if (!kind)
    throw new Refusal(`It is a WAV with ${NAMES[code] ?? `encoding ${code}`} inside: save it as 16- or 24-bit WAV.`);
  // The container is as wide as the block says: 20-bit samples stand left-justified in 3 bytes, 12-bit ones in 2.
  const width = block > 0 && channels > 0 && block % channels === 0 ? block / channels : Math.ceil(bits / 8);
  return readPcm(data, { kind, width, channels, sampleRate, little: bytes.little });
}

function kindOf(code: number, bits: number): SampleKind | undefined {
  if (code === 1) return bits <= 8 ? "unsigned" : "signed";
  if (code === 3) return "float";
  if (code === 6) return "alaw";
  if (code === 7) return "mulaw";
  return undefined;
}

function coefficientsOf(bytes: Bytes, format: number, length: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  const count = length >= 22 ? Math.min(bytes.u16(format + 20), Math.floor((length - 22) / 4)) : 0;
  for (let i = 0; i < count; i++) pairs.push([bytes.i16(format + 22 + 4 * i), bytes.i16(format + 24 + 4 * i)]);
  return pairs;
}
