/** The WAV files we write, read back byte by byte. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bits, WavWriter } from "../../src/cli/wav";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lexigrain-wav-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(channels: number[][], bits: Bits): Promise<Buffer> {
  const path = join(folder, `${bits}-${channels.length}.wav`);
  const frames = channels[0].length;
  const file = await WavWriter.create(path, frames, channels.length, 44_100, bits);
  // In two pieces, as a render does.
  const half = frames >> 1;
  await file.append(
    channels.map((c) => Float32Array.from(c.slice(0, half))),
    half,
  );
  await file.append(
    channels.map((c) => Float32Array.from(c.slice(half))),
    frames - half,
  );
  await file.close();
  return readFile(path);
}

describe("WavWriter", () => {
  it("writes full scale, zero and the smallest step at 24 bits", async () => {
    const bytes = await written([[1, -1, 0, 2 ** -23]], 24);
    expect([0, 1, 2, 3].map((i) => bytes.readIntLE(44 + 3 * i, 3))).toEqual([8_388_607, -8_388_608, 0, 1]);
    expect(bytes.readUInt16LE(20)).toBe(1);
    expect(bytes.readUInt32LE(40)).toBe(12);
  });

  it("interleaves channels at 16 bits and rounds to the nearest step", async () => {
    const bytes = await written(
      [
        [0.5, -0.25],
        [1.4 / 32768, 1.6 / 32768],
      ],
      16,
    );
    expect([0, 1, 2, 3].map((i) => bytes.readInt16LE(44 + 2 * i))).toEqual([16_384, 1, -8192, 2]);
    expect(bytes.readUInt16LE(32)).toBe(4);
  });

  it("keeps floats bit for bit and says how many frames there are", async () => {
    const values = [Math.fround(0.1), -3, 1e-30];
    const bytes = await written([values], 32);
    expect([0, 1, 2].map((i) => bytes.readFloatLE(58 + 4 * i))).toEqual(values.map(Math.fround));
    expect(bytes.readUInt16LE(20)).toBe(3);
    expect(bytes.toString("latin1", 38, 42)).toBe("fact");
    expect(bytes.readUInt32LE(46)).toBe(3);
  });

  it("pads a data block of odd length and counts the pad in RIFF only", async () => {
    const bytes = await written([[0.1, 0.2, 0.3]], 24);
    expect(bytes.length).toBe(44 + 10);
    expect(bytes.readUInt32LE(40)).toBe(9);
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
  });

  it("refuses what RIFF cannot count, and a folder that is not there, in one sentence", async () => {
    await expect(WavWriter.create(join(folder, "x.wav"), 1e9, 2, 48_000, 24)).rejects.toThrow(/6\.0 GB/);
    await expect(WavWriter.create(join(folder, "no", "x.wav"), 1, 2, 48_000, 24)).rejects.toThrow(/does not exist/);
  });
});
