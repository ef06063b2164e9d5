/** Folders of generated sounds for tests of the command line. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { WavWriter } from "../../src/cli/wav";

export const RATE = 48_000;

/** A new folder, to be removed by the caller. */
export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "lexigrain-"));

/** A decaying tone with three partials. */
export const tone = (frequency: number, seconds: number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => {
    const phase = (2 * Math.PI * frequency * i) / RATE;
    return (
      0.3 * (Math.sin(phase) + 0.4 * Math.sin(2 * phase) + 0.2 * Math.sin(3 * phase)) * Math.exp((-1.5 * i) / RATE)
    );
  });

/** Writes samples as a mono WAV; folders on the way are made. */
export async function writeSound(folder: string, file: string, samples: Float32Array): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  const wav = await WavWriter.create(path, samples.length, 1, RATE, 24);
  await wav.append([samples], samples.length);
  await wav.close();
}

/** Writes any bytes. */
export async function writeBytes(folder: string, file: string, bytes: Uint8Array | string): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

/** How strongly a frequency sounds in samples[from..to): mean square of its projection. */
export function levelOf(frequency: number, samples: Float32Array, from: number, to: number): number {
  let re = 0;
  let im = 0;
  for (let i = from; i < to; i++) {
    const phase = (2 * Math.PI * frequency * i) / RATE;
    re += samples[i] * Math.cos(phase);
    im += samples[i] * Math.sin(phase);
  }
  return (re * re + im * im) / ((to - from) * (to - from));
}

/** The first channel of a 32-bit float stereo WAV that we wrote ourselves. */
export function leftChannel(wav: Buffer): Float32Array {
  const frames = (wav.length - 58) / 8;
  return Float32Array.from({ length: frames }, (_, i) => wav.readFloatLE(58 + 8 * i));
}
