/** Project files: everything comes back bit for bit, and a hostile file gets one clear sentence. */
import { describe, expect, it } from "vitest";
import { ProjectError, readProject, writeProject, type Project } from "../../src/store";
import { pack, unpack } from "../../src/store/coding";
import { HEAD } from "../../src/store/header";
import { Random } from "../../src/math";

const random = new Random(5);
const noise = (n: number): Float32Array => Float32Array.from({ length: n }, () => random.next() * 2 - 1);
const on = (samples: Float32Array, step: number): Float32Array => samples.map((x) => Math.round(x / step) * step);

function project(): Project {
  const sound = (file: string, samples: Float32Array) => ({ file, samples, hash: "ab".repeat(32) });
  const unit = (sound: number, start: number, length: number) => ({
    sound,
    start,
    length,
    gain: random.next() * 3,
    stretches: Uint32Array.of(0, 40, 50, length - 50),
  });
  const matrix = (columns: number) => ({ rows: 3, columns, data: noise(3 * columns) });
  return {
    corpus: {
      name: "a folder",
      sampleRate: 48000,
      unit: 500,
      sounds: [
        sound("tief/drei/音.wav", on(noise(999), 2 ** -15)),
        sound("b.flac", noise(2000)),
        sound("c.wav", on(noise(501), 2 ** -22)),
      ],
      units: [unit(0, 0, 999), unit(1, 100, 1900), unit(2, 7, 400)],
      skipped: [{ file: "bad.wav", reason: "It is silent." }],
    },
    sounds: {
      name: "descriptors",
      vectors: matrix(4),
      descriptors: matrix(2),
      descriptorNames: ["a", "b"],
      ear: matrix(5),
    },
    mapping: { name: "identity:dimensions=5", data: Uint8Array.of(1, 2, 3).buffer },
    state: { text: "the old pond", presets: [{ density: 3 }] },
  };
}

describe("a project", () => {
  it("comes back as it was, audio bit for bit", async () => {
    const before = project();
    expect(await readProject(writeProject(before))).toEqual(before);
  });

  it("is the same bytes twice", () => {
    const p = project();
    expect(writeProject(p)).toEqual(writeProject(p));
  });

  it("needs neither space nor map nor state", async () => {
    const { corpus } = project();
    const back = await readProject(writeProject({ corpus }));
    expect(back).toEqual({ corpus, sounds: undefined, mapping: undefined, state: undefined });
  });

  it("refers to its audio by name and hash, and says which is missing", async () => {
    const { corpus } = project();
    const bytes = writeProject({ corpus }, "referenced");
    expect(bytes.length).toBeLessThan(2000);
    const find = async (file: string) => corpus.sounds.find((s) => s.file === file)?.samples;
    expect((await readProject(bytes, find)).corpus).toEqual(corpus);
    await expect(readProject(bytes)).rejects.toThrow(/"tief\/drei\/音\.wav", which is not there/);
    await expect(readProject(bytes, async () => new Float32Array(3))).rejects.toThrow(/not as long as it was/);
  });
});

describe("packed audio", () => {
  it("takes two bytes a sample where the source had sixteen bits, even quiet or at full scale", () => {
    const full = Float32Array.of(-1, 32767 / 32768, 0, 1 / 32768);
    expect(pack(full)).toMatchObject({ coding: "i16", shift: 15 });
    expect(pack(full.map((x) => x / 64))).toMatchObject({ coding: "i16", shift: 21 });
    expect(pack(Float32Array.of(1, 0.5))).toMatchObject({ coding: "i24" });
    expect(pack(Float32Array.of(1, -0))).toMatchObject({ coding: "f32" });
  });

  it("loses nothing, whatever the scale", () => {
    for (const step of [2 ** -15, 2 ** -16, 2 ** -20, 2 ** -23, 2 ** -30, 0]) {
      for (const level of [1, 0.01]) {
        const samples =
          step > 0
            ? on(
                noise(333).map((x) => x * level),
                step,
              )
            : noise(333);
        const { bytes, coding, shift } = pack(samples.map((x) => x + 0));
        expect(unpack(bytes, coding, shift)).toEqual(samples.map((x) => x + 0));
      }
    }
  });
});

describe("a hostile file", () => {
  const good = writeProject(project());
  const headLength = new DataView(good.buffer).getUint32(12, true);
  const headText = new TextDecoder().decode(good.subarray(HEAD, HEAD + headLength));

  /** The file with another head; blocks move along. */
  function withHead(change: (head: Record<string, never>) => void): Uint8Array {
    const head = JSON.parse(headText) as Record<string, never>;
    change(head);
    const text = new TextEncoder().encode(JSON.stringify(head));
    const out = new Uint8Array(good.length + text.length);
    out.set(good.subarray(0, HEAD));
    new DataView(out.buffer).setUint32(12, text.length, true);
    out.set(text, HEAD);
    out.set(good.subarray(Math.ceil((HEAD + headLength) / 16) * 16), Math.ceil((HEAD + text.length) / 16) * 16);
    return out;
  }

  const refusal = async (bytes: Uint8Array): Promise<string> => {
    const error: unknown = await readProject(bytes).then(
      () => "accepted",
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(ProjectError);
    const { message } = error as ProjectError;
    expect(message).toMatch(/^This project file cannot be opened: [^\n]+\.$/);
    return message;
  };

  it("is refused wherever it was cut off", async () => {
    for (let n = 0; n < good.length; n += n < 2000 ? 97 : 1013) await refusal(good.slice(0, n));
    await refusal(good.slice(0, good.length - 1));
  });

  it("is refused when it is something else", async () => {
    await refusal(new TextEncoder().encode("RIFF....WAVEfmt and then some"));
    const newer = good.slice();
    newer[8] = 2;
    expect(await refusal(newer)).toMatch(/version 2 .* update Lexigrain/);
    newer.fill(255, 8, 12);
    expect(await refusal(newer)).toMatch(/never existed/);
    const long = good.slice();
    long.fill(255, 12, 16);
    await refusal(long);
  });

  it("cannot make us allocate what it only claims", async () => {
    for (const [key, value] of [
      ["units", 8_000_000],
      ["units", 1e300],
      ["units", -1],
      ["units", 1.5],
      ["stretches", 2_000_000_000],
      ["sampleRate", 0],
      ["sampleRate", "48000"],
      ["unit", -5],
      ["sounds", { length: 1e9 }],
      ["name", "x".repeat(100_000)],
    ] as const)
      await refusal(withHead((head) => Object.assign(head, { [key]: value })));
    await refusal(withHead((head) => Object.assign(head["space"], { dimensions: 60_000 })));
    await refusal(withHead((head) => Object.assign(head["mapping"], { bytes: 2_000_000_000 })));
  });

  it("cannot name files outside its folder", async () => {
    for (const file of [
      "../up.wav",
      "/etc/passwd",
      "a/../../b.wav",
      "C:\\x.wav",
      "..\\x.wav",
      "a\0b.wav",
      "\\\\host\\x",
      "",
    ])
      expect(await refusal(withHead((head) => Object.assign(head["sounds"][0], { file })))).toMatch(
        /outside its folder/,
      );
  });

  it("cannot point units outside their sounds", async () => {
    await refusal(withHead((head) => Object.assign(head["sounds"][0], { frames: 998 })));
    const blocks = Math.ceil((HEAD + headLength) / 16) * 16;
    for (const at of [0, 16, 32, 48, 80, 96]) {
      const bytes = good.slice();
      bytes.fill(0xff, blocks + at, blocks + at + 8);
      await refusal(bytes);
    }
  });

  it("never gives anything but a project or one sentence, whatever byte is changed", async () => {
    for (let i = 0; i < 400; i++) {
      const bytes = good.slice();
      bytes[random.below(good.length)] ^= 1 << random.below(8);
      const error: unknown = await readProject(bytes).catch((e: unknown) => e);
      if (error instanceof Error) expect(error).toBeInstanceOf(ProjectError);
    }
  });
});
