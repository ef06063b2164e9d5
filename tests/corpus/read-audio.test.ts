/** Every common format and broken file: the samples, or one sentence that names what it is. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeInNode } from "../../src/cli/decode";
import { identify, isAudioFile, readAudio } from "../../src/corpus";
import { hasShared, sharedPath } from "../shared";
import { floatWav, wavBytes } from "./wav-file";

const there = hasShared("fixtures", "audio");
const fixture = (file: string): Uint8Array => new Uint8Array(readFileSync(sharedPath("fixtures", "audio", file)));
const read = (file: string) => readAudio(fixture(file), file, decodeInNode);

/** Files that the command line refuses by name although browsers play them. */
const REFUSED_HERE = /adts\.aac|m4a-aac|mp4-|webm-/;
/** Files that we play although no browser does. */
const PLAYED_HERE = /aif|au\.au|caf|w64|adpcm|f64/;

describe.skipIf(!there)("the fixtures", () => {
  const table = there ? readFileSync(sharedPath("fixtures", "audio", "EXPECTED-browsers.md"), "utf8") : "";
  const rows = [...table.matchAll(/^\| ([a-z][\w.-]+\.\w+) \| (.*?) \| (.*?) \|$/gm)];

  it("are all in the table", () => {
    const files = there ? readdirSync(sharedPath("fixtures", "audio")).filter((f) => !f.endsWith(".md")) : [];
    expect(rows.map((r) => r[1]).sort()).toEqual(files.sort());
    expect(files).toHaveLength(45);
  });

  it.each(rows.map((r) => [r[1], r[2]]))(
    "%s: as in Chromium (%s) or better, or a named refusal",
    async (file, chromium) => {
      const ok = /^ok (\d)ch \d+Hz ([\d.]+)s pk([\d.]+)/.exec(chromium);
      const audio = await read(file).catch((e: unknown) => e as Error);
      if (audio instanceof Error) {
        expect(audio.message).toMatch(/^(The file is|Its?) [^\n]+\.$/);
        expect(ok === null || REFUSED_HERE.test(file)).toBe(true);
        expect(PLAYED_HERE.test(file)).toBe(false);
        return;
      }
      const { channels, sampleRate } = audio;
      const peak = channels[0].reduce((p, x) => Math.max(p, Math.abs(x)), 0);
      // Block codecs may end with a block's padding; all were made from one note of 1.5 s that peaks at 0.134.
      if (ok) expect(channels).toHaveLength(Number(ok[1]));
      expect(channels[0].length / sampleRate).toBeGreaterThan(Number(ok?.[2] ?? 1.5) - 0.002);
      expect(channels[0].length / sampleRate).toBeLessThan(Number(ok?.[2] ?? 1.5) + 0.025);
      expect(peak).toBeGreaterThan(0.115);
      expect(peak).toBeLessThan(0.14);
      for (const channel of channels) expect(channel.every(Number.isFinite)).toBe(true);
    },
  );

  it("give the same samples from every lossless container", async () => {
    const { channels } = await read("wav-s16.wav");
    for (const file of [
      "aiff-s16.aiff",
      "caf-s16.caf",
      "au.au",
      "w64.w64",
      "wav-rf64.wav",
      "wav-s32.wav",
      "wav-f32.wav",
      "wav-f64.wav",
      "aifc-f32.aiff",
      "wav-s24.wav",
      "aiff-s24.aif",
    ]) {
      const other = (await read(file)).channels;
      const far = channels.map((c, k) => c.reduce((most, x, i) => Math.max(most, Math.abs(x - other[k][i])), 0));
      // The wider ones were made from the source's own width: within one step of 16 bits.
      expect(Math.max(...far), file).toBeLessThanOrEqual(/s16|au|caf|w64|rf64/.test(file) ? 0 : 2 / 32768);
    }
    const flac = (await read("flac-16.flac")).channels;
    expect(Math.max(...flac[0].map((x, i) => Math.abs(x - channels[0][i])))).toBeLessThan(1 / 32768);
  });

  it("decode ADPCM to within its own noise", async () => {
    const { channels } = await read("wav-s16.wav");
    for (const file of ["wav-adpcm-ms.wav", "wav-adpcm-ima.wav"]) {
      const other = (await read(file)).channels;
      let [error, energy] = [0, 0];
      channels[1].forEach((x, i) => {
        error += (x - other[1][i]) ** 2;
        energy += x * x;
      });
      expect(10 * Math.log10(energy / error), file).toBeGreaterThan(25);
    }
  });

  it("are told by content, whatever their name", async () => {
    expect(identify(fixture("mislabelled.wav"))).toBe("mp3");
    expect((await readAudio(fixture("wav-s16.wav"), "photo.jpg")).channels).toHaveLength(2);
  });
});

describe("our readers", () => {
  const bits = async (data: number[], width: number, code = 1) => [
    ...(await readAudio(wavBytes(Uint8Array.from(data), { bits: width, code }), "x.wav")).channels[0],
  ];

  it("scale every width so that full scale is 1", async () => {
    expect(await bits([0, 128, 255], 8)).toEqual([-1, 0, 127 / 128]);
    expect(await bits([0, 128, 0, 64, 255, 127], 16)).toEqual([-1, 0.5, 32767 / 32768]);
    expect(await bits([0, 0, 128, 1, 0, 0], 24)).toEqual([-1, 2 ** -23]);
    expect(await bits([0, 0, 0, 128, 0, 0, 0, 64], 32)).toEqual([-1, 0.5]);
    expect(await bits([0, 0, 128, 63], 32, 3)).toEqual([1]);
  });

  it("know the corners of the telephone laws (ITU-T G.711)", async () => {
    expect(await bits([0xd5, 0x55, 0xaa, 0x2a], 8, 6)).toEqual([8, -8, 32256, -32256].map((x) => x / 32768));
    expect(await bits([0xff, 0x7f, 0x80, 0x00], 8, 7)).toEqual([0, -0, 32124, -32124].map((x) => x / 32768));
  });

  it("take what there is of a file cut off, and refuse one without sound", async () => {
    const whole = floatWav(Float32Array.from({ length: 1000 }, (_, i) => i / 1000));
    const cut = await readAudio(whole.subarray(0, 44 + 4 * 100 + 3), "x.wav");
    expect(cut.channels[0]).toHaveLength(100);
    expect(cut.channels[0][99]).toBeCloseTo(0.099, 6);
    for (const n of [0, 1, 4, 11, 12, 20, 30, 43, 44, 46])
      await expect(readAudio(whole.subarray(0, n), "x.wav"), `${n} bytes`).rejects.toThrow(
        /^(The file|Its?) [^\n]+\.$/,
      );
  });

  it("refuse impossible headers by name, before they allocate", async () => {
    const refused = (options: Parameters<typeof wavBytes>[1]) =>
      readAudio(wavBytes(new Uint8Array(4000), options), "x.wav");
    await expect(refused({ channels: 0 })).rejects.toThrow(/0 channels/);
    await expect(refused({ channels: 999, bits: 8 })).rejects.toThrow(/999 channels/);
    await expect(refused({ sampleRate: 3 })).rejects.toThrow(/3 Hz/);
    await expect(refused({ bits: 64 })).rejects.toThrow(/64-bit/);
    await expect(refused({ code: 0x55 })).rejects.toThrow(/MP3 inside/);
    const hours = wavBytes(new Uint8Array(3 * 3600 * 1000 + 10), { sampleRate: 1000, bits: 8 });
    await expect(readAudio(hours, "long.wav")).rejects.toThrow(/lasts 180 minutes/);
  });

  it("never fail otherwise than by one sentence, whatever byte is changed", async () => {
    const good = floatWav(new Float32Array(50).fill(0.5));
    for (let at = 0; at < 44; at++)
      for (const value of [0, 1, 127, 255]) {
        const bad = good.slice();
        bad[at] = value;
        const error: unknown = await readAudio(bad, "x.wav").catch((e: unknown) => e);
        if (error instanceof Error) expect(error.message).toMatch(/^(The file|Its?) .*\.$/s);
      }
  });

  it("attempt the names of sounds and no others", () => {
    for (const name of ["a.wav", "b/c/音.FLAC", "x.aif", "y.opus", "z.M4A"]) expect(isAudioFile(name), name).toBe(true);
    for (const name of ["a.txt", "wav", ".wav", "b/._a.wav", "labels.csv", "x.wav.asd"])
      expect(isAudioFile(name), name).toBe(false);
  });
});
