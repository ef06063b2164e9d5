/** Sun/NeXT AU: a short big-endian header, then samples. */
import { Bytes } from "./bytes";
import { readPcm, type SampleKind } from "./pcm";
import { Refusal } from "./refusal";
import type { DecodedAudio } from "../../types";

/** Encoding number → kind and bytes a sample. */
const ENCODINGS: Readonly<Record<number, readonly [SampleKind, number]>> = {
  1: ["mulaw", 1],
  2: ["signed", 1],
  3: ["signed", 2],
  4: ["signed", 3],
  5: ["signed", 4],
  6: ["float", 4],
  7: ["float", 8],
  27: ["alaw", 1],
};

/** Reads an AU; a file cut off in the middle gives what is there. Throws Refusal. */
export function readAu(all: Uint8Array): DecodedAudio {
  const bytes = new Bytes(all, false);
  if (!bytes.has(0, 24)) throw new Refusal("It is an AU file cut off inside its header: it is damaged.");
  const encoding = ENCODINGS[bytes.u32(12)];
  if (!encoding) throw new Refusal(`It is an AU file with encoding ${bytes.u32(12)}: save it as 16- or 24-bit WAV.`);
  const from = bytes.u32(4);
  const size = bytes.u32(8);
  const data = all.subarray(from, size === 0xffffffff ? all.length : Math.min(all.length, from + size));
  const [kind, width] = encoding;
  return readPcm(data, { kind, width, channels: bytes.u32(20), sampleRate: bytes.u32(16), little: false });
}
