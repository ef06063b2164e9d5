/** The browser's own decoder, for the formats that the project does not read itself. */
import type { Hertz, PlatformDecoder } from "../types";

/** Decodes at `sampleRate`; rejects with one sentence. Thread: main (workers have no decodeAudioData). */
export function platformDecoder(sampleRate: Hertz): PlatformDecoder {
  const context = new OfflineAudioContext(1, 1, sampleRate);
  return async (bytes, file) => {
    // decodeAudioData takes the buffer away, and wants exactly the file's bytes.
    const audio = await context.decodeAudioData(bytes.slice().buffer).catch(() => {
      throw new Error(`${file} is in no audio format that this browser can read.`);
    });
    const channels = Array.from({ length: audio.numberOfChannels }, (_, c) => audio.getChannelData(c));
    return { channels, sampleRate: audio.sampleRate };
  };
}
