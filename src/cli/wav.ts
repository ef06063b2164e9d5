/** Writes a WAV file piece by piece: plain RIFF, integer PCM of 16 or 24 bits or IEEE float of 32. */
import { open, type FileHandle } from "node:fs/promises";
import { Failure, fileTrouble } from "./failure";

export type Bits = 16 | 24 | 32;

/** RIFF counts bytes in 32 bits. */
const LIMIT = 0xffffffff;

/** The header of a file with that many frames. Float needs the longer format block and a fact block (Microsoft, RIFF 1994). */
function header(frames: number, channels: number, sampleRate: number, bits: Bits): Buffer {
  const float = bits === 32;
  const frame = (channels * bits) / 8;
  const data = frames * frame;
  const head = Buffer.alloc(float ? 58 : 44);
  const format = float ? 18 : 16;
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(head.length - 8 + data + (data % 2), 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(format, 16);
  head.writeUInt16LE(float ? 3 : 1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(sampleRate, 24);
  head.writeUInt32LE(sampleRate * frame, 28);
  head.writeUInt16LE(frame, 32);
  head.writeUInt16LE(bits, 34);
  let at = 20 + format;
  if (float) {
    head.write("fact", at, "latin1");
    head.writeUInt32LE(4, at + 4);
    head.writeUInt32LE(frames, at + 8);
    at += 12;
  }
  head.write("data", at, "latin1");
  head.writeUInt32LE(data, at + 4);
  return head;
}

/** Samples in -1..1 as interleaved bytes. Full scale is 2^(bits-1); +1 itself is one step below it. */
function interleaved(channels: readonly Float32Array[], frames: number, bits: Bits): Uint8Array {
  const bytes = new Uint8Array((frames * channels.length * bits) / 8);
  const view = new DataView(bytes.buffer);
  const scale = 2 ** (bits - 1);
  let at = 0;
  for (let i = 0; i < frames; i++) {
    for (const channel of channels) {
      const value = Math.max(-scale, Math.min(scale - 1, Math.round(channel[i] * scale)));
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

/** A WAV file being written. Its length is known beforehand, so it is right at every moment but the last. */
export class WavWriter {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #bits: Bits;
  readonly #bytes: number;

  private constructor(file: FileHandle, path: string, bits: Bits, bytes: number) {
    this.#file = file;
    this.#path = path;
    this.#bits = bits;
    this.#bytes = bytes;
  }

  /** Throws Failure when the file cannot be made or would be longer than RIFF can say. */
  static async create(
    path: string,
    frames: number,
    channels: number,
    sampleRate: number,
    bits: Bits,
  ): Promise<WavWriter> {
    const bytes = (frames * channels * bits) / 8;
    if (bytes + 64 > LIMIT) {
      throw new Failure(
        `${path} would hold ${(bytes / 1e9).toFixed(1)} GB, and a WAV file ends at 4.3: take a shorter text or fewer bits.`,
      );
    }
    try {
      const file = await open(path, "w");
      await file.appendFile(header(frames, channels, sampleRate, bits));
      return new WavWriter(file, path, bits, bytes);
    } catch (error) {
      throw new Failure(`${path} cannot be written: ${fileTrouble(error)}.`);
    }
  }

  /** Appends the first `frames` of each channel. */
  async append(channels: readonly Float32Array[], frames: number): Promise<void> {
    try {
      await this.#file.appendFile(interleaved(channels, frames, this.#bits));
    } catch (error) {
      throw new Failure(`${this.#path} cannot be written: ${fileTrouble(error)}.`);
    }
  }

  /** To be called once all announced frames are there. A block of odd length is followed by a zero (RIFF). */
  async close(): Promise<void> {
    if (this.#bytes % 2 === 1) await this.#file.appendFile(new Uint8Array(1));
    await this.#file.close();
  }
}
