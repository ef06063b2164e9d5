/** Interleaved samples of every plain width and law, as one Float32Array a channel. */
import { A_LAW, MU_LAW } from "./companding";
import { Refusal } from "./refusal";
import type { DecodedAudio, Frames, Hertz } from "../../types";

/** How one sample is written. `unsigned8` is WAV's 8 bit (128 = silence), `signed` counts full bytes. */
export type SampleKind = "unsigned" | "signed" | "float" | "alaw" | "mulaw";

/** What a header says about the samples that follow it. */
export interface PcmFormat {
  readonly kind: SampleKind;
  /** Bytes of one sample as stored: 1, 2, 3, 4 or 8. */
  readonly width: number;
  readonly channels: number;
  readonly sampleRate: Hertz;
  readonly little: boolean;
}

const MAX_CHANNELS = 64;
/** Longest sound that is read. An hour of one channel at 48 kHz is 691 MB: more would exhaust a browser's memory. */
const MAX_SECONDS = 3600;

/** Throws a Refusal where no sane audio can follow such a header. */
export function checkShape(channels: number, sampleRate: Hertz, frames: Frames): void {
  if (!(channels >= 1 && channels <= MAX_CHANNELS))
    throw new Refusal(`Its header speaks of ${channels} channels; 1 to ${MAX_CHANNELS} can be read.`);
  if (!(sampleRate >= 1000 && sampleRate <= 1_536_000))
    throw new Refusal(`Its header gives a sample rate of ${sampleRate} Hz; 1,000 to 1,536,000 Hz can be read.`);
  if (frames < 1) throw new Refusal("It has a header but no sound after it.");
  if (frames > MAX_SECONDS * sampleRate) {
    const minutes = Math.round(frames / sampleRate / 60);
    throw new Refusal(
      `It lasts ${minutes} minutes; sounds of up to ${MAX_SECONDS / 60} can be read: cut it into parts.`,
    );
  }
}

/** Reads all whole frames of `data`. Integers are divided by 2^(bits − 1), so that every value is exact up to 24 bits. */
export function readPcm(data: Uint8Array, format: PcmFormat): DecodedAudio {
  const { channels: count, sampleRate, width } = format;
  if (!(count >= 1)) checkShape(count, sampleRate, 1);
  const frames = Math.floor(data.length / (width * count));
  checkShape(count, sampleRate, frames);
  const sample = sampleReader(data, format);
  const channels: Float32Array[] = [];
  for (let c = 0; c < count; c++) {
    const out = new Float32Array(frames);
    const step = count * width;
    for (let i = 0, at = c * width; i < frames; i++, at += step) out[i] = sample(at);
    channels.push(out);
  }
  return { channels, sampleRate };
}

/** The function that reads the sample at a byte position. */
function sampleReader(data: Uint8Array, { kind, width, little }: PcmFormat): (at: number) => number {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  if (kind === "alaw") return (at) => A_LAW[data[at]];
  if (kind === "mulaw") return (at) => MU_LAW[data[at]];
  if (kind === "float" && width === 4) return (at) => view.getFloat32(at, little);
  if (kind === "float" && width === 8) return (at) => view.getFloat64(at, little);
  if (kind === "unsigned" && width === 1) return (at) => (data[at] - 128) / 128;
  if (kind === "signed") {
    if (width === 1) return (at) => view.getInt8(at) / 128;
    if (width === 2) return (at) => view.getInt16(at, little) / 32768;
    if (width === 4) return (at) => view.getInt32(at, little) / 2147483648;
    if (width === 3 && little)
      return (at) => ((data[at] << 8) | (data[at + 1] << 16) | (data[at + 2] << 24)) / 2147483648;
    if (width === 3) return (at) => ((data[at + 2] << 8) | (data[at + 1] << 16) | (data[at] << 24)) / 2147483648;
  }
  throw new Refusal(`Its samples are ${8 * width}-bit ${kind}, which cannot be read: save it as 16- or 24-bit WAV.`);
}
