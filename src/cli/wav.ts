/** Writes a WAV file piece by piece: plain RIFF, integer PCM of 16 or 24 bits or IEEE float of 32. */
import { open, type FileHandle } from "node:fs/promises";
import { type Bits, WAV_LIMIT, wavHeader, wavSamples } from "../wav";
import { Failure, fileTrouble } from "./failure";

export type { Bits };

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
    if (bytes > WAV_LIMIT) {
      throw new Failure(
        `${path} would hold ${(bytes / 1e9).toFixed(1)} GB, and a WAV file ends at 4.3: take a shorter text or fewer bits.`,
      );
    }
    try {
      const file = await open(path, "w");
      await file.appendFile(wavHeader(frames, channels, sampleRate, bits));
      return new WavWriter(file, path, bits, bytes);
    } catch (error) {
      throw new Failure(`${path} cannot be written: ${fileTrouble(error)}.`);
    }
  }

  /** Appends the first `frames` of each channel. */
  async append(channels: readonly Float32Array[], frames: number): Promise<void> {
    try {
      await this.#file.appendFile(wavSamples(channels, frames, this.#bits));
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
