/** A folder as people really have them: broken, empty, mislabelled, silent, tiny, foreign and nested files. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Timeline } from "../../src/cli/timeline";
import { lexigrain } from "./lexigrain";
import { leftChannel, levelOf, newFolder, RATE, tone, writeBytes, writeSound } from "./sounds";

/** What can be used, and the frequency by which it is recognised. */
const TONES: Readonly<Record<string, number>> = {
  "日本の音.wav": 233,
  "one/bell.wav": 311,
  "one/two/glass.wav": 419,
  "one/two/three/wood.wav": 557,
  "zz.wav": 739,
};
const UNUSABLE = ["broken.wav", "empty.wav", "one/two/three/short.wav", "silent.wav", "text.wav"];
const WORDS = "ocean river stone bird fire whisper thunder Ωμέγα naïve 123 🌊 don't";
const DURATION = 0.4;

let folder = "";
let timeline: Timeline;
let audio: Float32Array;
let stderr = "";

beforeAll(async () => {
  folder = await newFolder();
  const sounds = join(folder, "sounds");
  for (const [file, frequency] of Object.entries(TONES)) await writeSound(sounds, file, tone(frequency, 0.8));
  await writeBytes(
    sounds,
    "broken.wav",
    Buffer.concat([Buffer.from("RIFF\x24\0\0\0WAVEfmt "), Buffer.alloc(40, 0xff)]),
  );
  await writeBytes(sounds, "empty.wav", "");
  await writeBytes(sounds, "text.wav", "This is no sound, whatever its name says.\n".repeat(20));
  await writeSound(sounds, "silent.wav", new Float32Array(RATE));
  await writeSound(sounds, "one/two/three/short.wav", tone(900, 0.005));
  await writeBytes(sounds, "one/readme.txt", "not a sound, and not named like one");
  const [out, json] = [join(folder, "a.wav"), join(folder, "a.json")];
  const outcome = await lexigrain(
    ...["render", "--sounds", sounds, "--unit", "full", "--text", WORDS, "--word-duration", String(DURATION)],
    ...["--bits", "32", "--out", out, "--timeline", json],
  );
  stderr = outcome.stderr;
  expect(outcome.code, stderr).toBe(0);
  timeline = JSON.parse(await readFile(json, "utf8")) as Timeline;
  audio = leftChannel(await readFile(out));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a folder with broken, empty, silent, tiny, foreign and nested files", () => {
  it("is imported as far as it can be, the rest named with a reason each, in the document and on stderr", () => {
    expect(timeline.skipped.map(({ file }) => file).sort()).toEqual(UNUSABLE);
    for (const { file, reason } of timeline.skipped) {
      expect(reason.length, file).toBeGreaterThan(10);
      expect(stderr.split("\n")).toContain(`skipped ${file}: ${reason}`);
    }
    expect(stderr).not.toContain("readme");
  });

  it("gives words to every level of folders and to the file named in Japanese", () => {
    const used = new Set(timeline.words.flatMap(({ units }) => units.map(({ file }) => file)));
    for (const file of used) expect(Object.keys(TONES)).toContain(file);
    expect(used.size).toBeGreaterThan(2);
  });

  it("plays for every word the unit that it was given", () => {
    expect(timeline.words).toHaveLength(12);
    for (const { word, at, duration, units } of timeline.words) {
      const from = Math.round((at + 0.05) * RATE);
      const to = Math.round((at + duration - 0.05) * RATE);
      const levels = Object.entries(TONES).map(([file, f]) => ({ file, level: levelOf(f, audio, from, to) }));
      const loudest = levels.reduce((a, b) => (b.level > a.level ? b : a));
      expect(loudest.file, word).toBe(units[0].file);
    }
  });

  it("ends with 1 and one line when nothing of it can be used, with 2 when it is not there", async () => {
    const nothing = join(folder, "nothing");
    await writeBytes(nothing, "x.wav", "");
    const failed = await lexigrain("place", "--sounds", nothing, "word");
    expect(failed.code).toBe(1);
    expect(failed.stdout).toBe("");
    expect(failed.stderr.trimEnd().split("\n")).toHaveLength(2);
    expect((await lexigrain("place", "--sounds", join(folder, "nowhere"), "word")).code).toBe(2);
  });
});
