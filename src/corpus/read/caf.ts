/** Apple's Core Audio Format with linear PCM and the telephone laws inside. */
import { Bytes } from "./bytes";
import { readPcm, type SampleKind } from "./pcm";
import { Refusal } from "./refusal";
import type { DecodedAudio } from "../../types";

/** What the description block says. */
interface Description {
  readonly sampleRate: number;
  readonly coding: string;
  readonly flags: number;
  readonly packet: number;
  readonly channels: number;
  readonly bits: number;
}

/** Reads a CAF; a file cut off in the middle gives what is there. Throws Refusal. */
export function readCaf(all: Uint8Array): DecodedAudio {
  const bytes = new Bytes(all, false);
  let description: Description | undefined;
  let data: Uint8Array | undefined;
  for (let at = 8; bytes.has(at, 12) && !data;) {
    const name = bytes.tag(at);
    const size = bytes.u64(at + 4);
    const body = at + 12;
    if (name === "desc" && bytes.has(body, 32)) {
      description = {
        sampleRate: bytes.f64(body),
        coding: bytes.tag(body + 8),
        flags: bytes.u32(body + 12),
        packet: bytes.u32(body + 16),
        channels: bytes.u32(body + 24),
        bits: bytes.u32(body + 28),
      };
    }
    // The data begin with a 4-byte edit count; a size of −1 means "to the end of the file".
    if (name === "data") data = all.subarray(body + 4, Math.min(all.length, body + size));
    at = body + size;
  }
  if (!description) throw new Refusal("It is a CAF without a description: it is damaged.");
  if (!data) throw new Refusal("It is a CAF without sound in it.");
  const { coding, flags, channels, sampleRate } = description;
  const width =
    description.packet > 0 && channels > 0 ? description.packet / channels : Math.ceil(description.bits / 8);
  return readPcm(data, { kind: kindOf(coding, flags), width, channels, sampleRate, little: (flags & 2) !== 0 });
}

function kindOf(coding: string, flags: number): SampleKind {
  if (coding === "lpcm") return flags & 1 ? "float" : "signed";
  if (coding === "alaw") return "alaw";
  if (coding === "ulaw") return "mulaw";
  throw new Refusal(`It is a CAF with "${coding.trim()}" coding inside: save it as 16- or 24-bit WAV.`);
}
