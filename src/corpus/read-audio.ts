/** Bytes of an audio file → decoded channels: our own readers first, then whatever the platform can. */
import { readAiff } from "./read/aiff";
import { readAu } from "./read/au";
import { readCaf } from "./read/caf";
import { identify, type Container } from "./read/identify";
import { Refusal } from "./read/refusal";
import { readWav } from "./read/wav";
import type { DecodedAudio, PlatformDecoder } from "../types";

const READERS: Partial<Record<Container, (bytes: Uint8Array) => DecodedAudio>> = {
  wav: readWav,
  aiff: readAiff,
  caf: readCaf,
  au: readAu,
};

/** How each container is called in a sentence. */
const CALLED: Readonly<Record<Container, string>> = {
  wav: "a WAV",
  aiff: "an AIFF",
  caf: "a CAF",
  au: "an AU file",
  flac: "a FLAC",
  "ogg-flac": "FLAC in Ogg",
  "ogg-vorbis": "Ogg Vorbis",
  "ogg-opus": "Ogg Opus",
  ogg: "an Ogg file of an unknown codec",
  mp3: "an MP3",
  aac: "AAC",
  mp4: "an MP4 or M4A",
  webm: "a WebM or Matroska file",
  ac3: "AC-3",
  wma: "Windows Media",
  amr: "AMR",
  midi: "a MIDI file, which holds notes and no sound",
  text: "text, not sound",
  empty: "empty",
  unknown: "of no audio format that is known here",
};

/**
 * Decodes a whole file, by content and whatever its name; samples are exact for uncompressed files.
 * `platform` is asked for what has no reader here. Rejects with an Error of one sentence, without the file's name.
 */
export async function readAudio(bytes: Uint8Array, file: string, platform?: PlatformDecoder): Promise<DecodedAudio> {
  const container = identify(bytes);
  if (container === "empty") throw new Refusal("The file is empty.");
  if (container === "text" || container === "midi") throw new Refusal(`The file is ${CALLED[container]}.`);
  const reader = READERS[container];
  if (reader) return damageNamed(() => reader(bytes), container);
  if (!platform) throw new Refusal(`The file is ${CALLED[container]}, which cannot be read here: convert it to WAV.`);
  let audio: DecodedAudio;
  try {
    audio = await platform(bytes, file);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      `The file is ${CALLED[container]} and cannot be decoded here (${brief(error)}): convert it to WAV.`,
    );
  }
  if (audio.channels.length === 0 || audio.channels[0].length === 0)
    throw new Refusal(`The file is ${CALLED[container]} with no sound in it.`);
  return audio;
}

/** A reader that ran over the end of a header met a damaged file. */
function damageNamed(read: () => DecodedAudio, container: Container): DecodedAudio {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`The file is ${CALLED[container]} whose header is damaged (${brief(error)}).`);
  }
}

const brief = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(/\s+/g, " ")
    .replace(/[.:]+$/, "")
    .slice(0, 160);
