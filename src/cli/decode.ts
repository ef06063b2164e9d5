/** The command line's platform decoder: FLAC, MP3, Ogg Vorbis and Opus by WebAssembly; what it cannot read, it names. */
import { identify, type Container } from "../corpus";
import type { DecodedAudio } from "../types";

type Decoder = (bytes: Uint8Array) => Promise<{ readonly channelData: Float32Array[]; readonly sampleRate: number }>;

/** Loaded when first needed: a folder of WAV files never pays for them. */
const DECODERS: Partial<Record<Container, () => Promise<{ readonly default: Decoder }>>> = {
  flac: () => import("@audio/decode-flac"),
  "ogg-flac": () => import("@audio/decode-flac"),
  mp3: () => import("@audio/decode-mp3"),
  "ogg-vorbis": () => import("@audio/decode-vorbis"),
  "ogg-opus": () => import("@audio/decode-opus"),
};

/** Decodes compressed audio at its own rate, gaps of the encoder removed. Rejects with an Error of one short phrase. */
export async function decodeInNode(bytes: Uint8Array): Promise<DecodedAudio> {
  const load = DECODERS[identify(bytes)];
  if (!load) throw new Error("the command line has no decoder for it");
  const { default: decode } = await load();
  const { channelData, sampleRate } = await decode(bytes);
  if (channelData.length === 0 || channelData[0].length === 0)
    throw new Error("no sound could be decoded, it is damaged");
  return { channels: withoutTwins(channelData), sampleRate };
}

/** A mono MP3 comes as two equal channels. */
function withoutTwins(channels: Float32Array[]): Float32Array[] {
  const [first, ...others] = channels;
  return others.every((c) => c.every((x, i) => x === first[i])) ? [first] : channels;
}
