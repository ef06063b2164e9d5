/** Reading a folder of sounds: which files, under which names, in which order. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UsageError } from "../../src/cli/failure";
import { Folder } from "../../src/cli/folder";

let top = "";
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), "lexigrain-folder-"));
  await mkdir(join(top, "b", "deep", "deeper"), { recursive: true });
  const files = ["z.wav", "a.WAV", "b/deep/deeper/音.flac", "b/note.txt", "b/._a.wav", ".DS_Store", "b/c.mp3", "B.ogg"];
  for (const file of files) await writeFile(join(top, file), file);
  // A link back up must not lead round in circles.
  await symlink(top, join(top, "b", "deep", "loop"));
});
afterAll(() => rm(top, { recursive: true }));

const listed = async (path: string): Promise<string[]> => {
  const found: string[] = [];
  for await (const { file } of (await Folder.open(path)).sources()) found.push(file);
  return found;
};

describe("Folder", () => {
  it("finds audio files on every level, by relative name, in the order of their characters", async () => {
    expect(await listed(top)).toEqual(["B.ogg", "a.WAV", "b/c.mp3", "b/deep/deeper/音.flac", "z.wav"]);
  });

  it("hands over the bytes of each", async () => {
    for await (const { file, bytes } of (await Folder.open(top)).sources()) {
      expect(new TextDecoder().decode(bytes)).toBe(file);
    }
  });

  it("takes a single file as a folder of one", async () => {
    expect(await listed(join(top, "z.wav"))).toEqual(["z.wav"]);
  });

  it("names a file that disappeared instead of ending", async () => {
    const folder = await Folder.open(top);
    const found: string[] = [];
    for await (const { file } of folder.sources()) {
      found.push(file);
      if (file === "B.ogg") await rm(join(top, "a.WAV"));
    }
    expect(found).not.toContain("a.WAV");
    expect(folder.skipped).toEqual([{ file: "a.WAV", reason: "The file cannot be read: it does not exist." }]);
  });

  it("refuses a folder that is not there as a wrong argument", async () => {
    await expect(Folder.open(join(top, "nowhere"))).rejects.toThrow(UsageError);
  });
});
