/** AIFF and AIFF-C: Apple's big-endian container, with the uncompressed and companded codings. */
import { Bytes } from "./bytes";
import { readPcm, type PcmFormat } from "./pcm";
import { Refusal } from "./refusal";
import type { DecodedAudio } from "../../types";

/** Reads FORM AIFF or AIFC; a file cut off in the middle gives what is there. Throws Refusal. */
export function readAiff(all: Uint8Array): DecodedAudio {
  const bytes = new Bytes(all, false);
  let format: Omit<PcmFormat, "width"> | undefined;
  let bits = 0;
  let frames = 0;
  let data: Uint8Array | undefined;
  for (let at = 12; bytes.has(at, 8);) {
    const name = bytes.tag(at);
    const size = bytes.u32(at + 4);
    if (name === "COMM" && bytes.has(at + 8, 18)) {
      frames = bytes.u32(at + 10);
      bits = bytes.u16(at + 14);
      const coding = bytes.tag(8) === "AIFC" ? bytes.tag(at + 26) : "NONE";
      format = { ...codingOf(coding), channels: bytes.u16(at + 8), sampleRate: extended(bytes, at + 16) };
      if (/^fl32$/i.test(coding)) bits = 32;
      if (/^fl64$/i.test(coding)) bits = 64;
      if (/law$/i.test(coding)) bits = 8;
    }
    if (name === "SSND" && bytes.has(at + 8, 8)) {
      const from = at + 16 + bytes.u32(at + 8);
      data = all.subarray(from, Math.min(all.length, Math.max(from, at + 8 + size)));
    }
    at += 8 + size + (size & 1);
  }
  if (!format) throw new Refusal("It is an AIFF without a format block: it is damaged.");
  if (!data) throw new Refusal("It is an AIFF without sound in it.");
  const width = Math.ceil(bits / 8);
  // A count of 0 comes from writers that streamed; the block's size is then all there is.
  const whole = frames > 0 ? frames * width * format.channels : data.length;
  return readPcm(data.subarray(0, whole), { ...format, width });
}

function codingOf(coding: string): Pick<PcmFormat, "kind" | "little"> {
  switch (coding) {
    case "NONE":
    case "twos":
    case "in24":
    case "in32":
      return { kind: "signed", little: false };
    case "sowt":
      return { kind: "signed", little: true };
    case "raw ":
      return { kind: "unsigned", little: false };
    case "fl32":
    case "FL32":
    case "fl64":
    case "FL64":
      return { kind: "float", little: false };
    case "alaw":
    case "ALAW":
      return { kind: "alaw", little: false };
    case "ulaw":
    case "ULAW":
      return { kind: "mulaw", little: false };
  }
  throw new Refusal(`It is an AIFF with "${coding.trim()}" coding inside: save it as 16- or 24-bit AIFF or WAV.`);
}

/** The 80-bit extended number of the sample rate: sign and exponent (bias 16383), then a 64-bit mantissa. */
function extended(bytes: Bytes, at: number): number {
  const exponent = (bytes.u16(at) & 0x7fff) - 16383;
  return bytes.u64(at + 2) * 2 ** (exponent - 63);
}
