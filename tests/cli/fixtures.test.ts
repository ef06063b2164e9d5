/** Every file of ../shared/fixtures/audio as the command line reads it: as two browsers do, better, or refused by name. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeInNode } from "../../src/cli/decode";
import { readAudio } from "../../src/corpus";
import { hasShared, sharedPath } from "../shared";

/** What Chromium made of a file: undefined when it failed. */
interface Expected {
  readonly file: string;
  readonly audio: { readonly channels: number; readonly seconds: number; readonly peak: number } | undefined;
}

/** Rows of the table; those that begin with "_" are no files. */
function expectations(): Expected[] {
  if (!hasShared("fixtures", "audio")) return [];
  const rows = readFileSync(sharedPath("fixtures", "audio", "EXPECTED-browsers.md"), "utf8").split("\n");
  return rows.flatMap((row) => {
    const [, file, chromium] = row.split("|").map((cell) => cell.trim());
    if (!file?.includes(".") || file.startsWith("_")) return [];
    const found = /ok (\d+)ch \d+Hz ([\d.]+)s pk([\d.]+)/.exec(chromium);
    const audio = found ? { channels: Number(found[1]), seconds: Number(found[2]), peak: Number(found[3]) } : undefined;
    return [{ file, audio }];
  });
}

/** Read here by our own readers although no browser reads them. */
const BETTER = ["aifc-f32.aiff", "aiff-s16.aiff", "aiff-s24.aif", "au.au", "caf-s16.caf", "wav-f64.wav"];
/** What holds no sound at all must be refused. */
const HOPELESS = ["empty.wav", "text.wav", "wav-header-only.wav"];
/** Formats that Node has no decoder for here: a named refusal is right. */
const BROWSER_ONLY = ["adts.aac", "m4a-aac.m4a", "mp4-flac.mp4", "mp4-opus.mp4", "webm-opus.webm", "webm-vorbis.webm"];

/** Channels that differ: the MP3 decoder gives a mono file as two equal ones, which mixes to the same sound. */
const different = (channels: readonly Float32Array[]): number =>
  channels.filter((channel, i) => i === 0 || channel.some((sample, at) => sample !== channels[0][at])).length;

async function read(file: string): Promise<{ channels: number; seconds: number; peak: number } | string> {
  const bytes = new Uint8Array(readFileSync(sharedPath("fixtures", "audio", file)));
  try {
    const { channels, sampleRate } = await readAudio(bytes, file, decodeInNode);
    let peak = 0;
    for (const channel of channels) for (const sample of channel) peak = Math.max(peak, Math.abs(sample));
    return { channels: different(channels), seconds: channels[0].length / sampleRate, peak };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const files = expectations();

describe.runIf(files.length > 0)("fixtures/audio in Node", () => {
  it.each(files)("$file", async ({ file, audio }) => {
    const got = await read(file);
    if (typeof got === "string") {
      expect([...HOPELESS, ...BROWSER_ONLY].includes(file) || !audio, `${file} was refused: ${got}`).toBe(true);
      expect(BETTER).not.toContain(file);
      expect(got).toMatch(/^[^\n]{10,}$/);
      return;
    }
    expect(HOPELESS).not.toContain(file);
    const wanted = audio ?? { channels: got.channels, seconds: 1.5, peak: 0.13 };
    expect(got.channels).toBe(wanted.channels);
    // Lossy coders and ADPCM fill their last block; everything else is exact to the millisecond.
    expect(Math.abs(got.seconds - wanted.seconds)).toBeLessThan(/mp3|aac|opus|vorbis|adpcm/.test(file) ? 0.06 : 0.002);
    expect(Math.abs(got.peak - wanted.peak)).toBeLessThan(0.02);
  });
});
