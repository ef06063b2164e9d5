/** Makes small WAV files for tests. */

/** Bytes of a WAV with the given interleaved data; `code` as in the format block (1 PCM, 3 float). */
export function wavBytes(
  data: Uint8Array,
  {
    channels = 1,
    sampleRate = 48000,
    bits = 16,
    code = 1,
  }: Partial<Record<"channels" | "sampleRate" | "bits" | "code", number>> = {},
): Uint8Array {
  const out = new Uint8Array(44 + data.length);
  const view = new DataView(out.buffer);
  const put = (at: number, tag: string): void => out.set(new TextEncoder().encode(tag), at);
  put(0, "RIFF");
  view.setUint32(4, 36 + data.length, true);
  put(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, code, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, (sampleRate * channels * bits) / 8, true);
  view.setUint16(32, (channels * bits) / 8, true);
  view.setUint16(34, bits, true);
  put(36, "data");
  view.setUint32(40, data.length, true);
  out.set(data, 44);
  return out;
}

/** A mono float WAV of these samples. */
export const floatWav = (samples: Float32Array, sampleRate = 48000, channels = 1): Uint8Array =>
  wavBytes(new Uint8Array(samples.slice().buffer), { code: 3, bits: 32, sampleRate, channels });

/** Samples of a function of time. */
export const tone = (seconds: number, at: (t: number) => number, sampleRate = 48000): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => at(i / sampleRate));

/** A job that nobody watches. */
export const idle = { seed: 1, progress: (): void => undefined, breathe: async (): Promise<void> => undefined };
