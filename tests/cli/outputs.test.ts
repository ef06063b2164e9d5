/** Files to be written are looked at before the work; the version is the package's. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { version } from "../../package.json";
import { lexigrain } from "./lexigrain";

const folder = mkdtempSync(join(tmpdir(), "lexigrain-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("outputs", () => {
  it("that cannot be written end the command before a sound is read, in one sentence", async () => {
    const nowhere = join(folder, "none", "a.wav");
    // The sounds do not exist either: what is complained of first shows what is looked at first.
    const missing = await lexigrain("render", "--sounds", "/none", "--text", "sea", "--out", nowhere);
    expect(missing).toEqual({
      code: 1,
      stdout: "",
      stderr: `--out ${nowhere} cannot be written: its folder ${join(folder, "none")} – it does not exist.\n`,
    });
    const taken = await lexigrain("render", "--text", "sea", "--out", join(folder, "a.wav"), "--timeline", folder);
    expect(taken.code).toBe(1);
    expect(taken.stderr).toBe(`--timeline ${folder} cannot be written: it is a folder.\n`);
  });
});

describe("lexigrain --version", () => {
  it("prints the package's", async () => {
    expect(await lexigrain("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});
