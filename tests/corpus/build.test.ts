/** A folder as people have them becomes a corpus; what cannot be used is named; mixing and hashing by their definitions. */
import { describe, expect, it } from "vitest";
import { buildCorpus, importSound, resegment } from "../../src/corpus";
import { sha256, sha256Here } from "../../src/corpus/hash";
import { mixToMono, withinFullScale } from "../../src/corpus/mono";
import type { Source } from "../../src/corpus";
import { floatWav, idle, tone, wavBytes } from "./wav-file";

const options = { name: "c", sampleRate: 48000, unit: "onset" as const, trimSilence: true, dropSilent: true };
const hum = (seconds: number, hertz = 440, rate = 48000) =>
  tone(seconds, (t) => 0.5 * Math.sin(2 * Math.PI * hertz * t), rate);
async function* all(sources: Source[]): AsyncGenerator<Source> {
  yield* sources;
}
const text = (s: string): Uint8Array => new TextEncoder().encode(s);

describe("a hostile folder", () => {
  const good = floatWav(hum(0.5));
  const corrupt = good.slice();
  corrupt.fill(0x5a, 12, 40);
  const nan = hum(0.5);
  nan.fill(NaN, 100, 200);
  const sources: Source[] = [
    { file: "z/tief/drei/good.wav", bytes: good },
    { file: "音.wav", bytes: floatWav(hum(0.4, 600)) },
    { file: "B.wav", bytes: floatWav(hum(0.2, 700)) },
    { file: "a.wav", bytes: floatWav(hum(0.3, 800, 8000), 8000) },
    { file: "corrupt.wav", bytes: corrupt },
    { file: "empty.wav", bytes: new Uint8Array(0) },
    { file: "text.wav", bytes: text("hello, I am a text") },
    { file: "silent.wav", bytes: floatWav(new Float32Array(48000)) },
    { file: "5ms.wav", bytes: floatWav(hum(0.005)) },
    { file: "one-sample.wav", bytes: floatWav(Float32Array.of(0.5)) },
    { file: "nan.wav", bytes: floatWav(nan) },
    { file: "all-nan.wav", bytes: floatWav(new Float32Array(5000).fill(NaN)) },
    { file: "infinite.wav", bytes: floatWav(hum(0.5).map((x, i) => (i === 9 ? Infinity : x))) },
    { file: "loud.wav", bytes: floatWav(hum(0.5).map((x) => x * 1e6)) },
    { file: "song.mp3", bytes: Uint8Array.of(0xff, 0xfb, 0x90, 0, 0, 0, 0, 0) },
  ];

  it("gives what can be used in order of path, and says of the rest why not", async () => {
    const corpus = await buildCorpus(all(sources), options, idle);
    expect(corpus.sounds.map((s) => s.file)).toEqual([
      "B.wav",
      "a.wav",
      "infinite.wav",
      "loud.wav",
      "nan.wav",
      "z/tief/drei/good.wav",
      "音.wav",
    ]);
    const reasons = corpus.skipped.map(({ file, reason }) => `${file}: ${reason}`);
    const expected = [
      /^5ms\.wav: It lasts 5\.0 ms/,
      /^all-nan\.wav: 5000 of its 5000 samples are not numbers/,
      /^corrupt\.wav: It is a WAV without a format block/,
      /^empty\.wav: The file is empty\.$/,
      /^one-sample\.wav: It lasts 0\.0 ms/,
      /^silent\.wav: It is silent\.$/,
      /^song\.mp3: The file is an MP3, which cannot be read here/,
      /^text\.wav: The file is text, not sound\.$/,
    ];
    expect(reasons).toHaveLength(expected.length);
    expected.forEach((pattern, i) => expect(reasons[i]).toMatch(pattern));
    for (const { samples } of corpus.sounds)
      expect(samples.every((x) => Number.isFinite(x) && Math.abs(x) <= 1)).toBe(true);
    for (const unit of corpus.units) {
      const { samples } = corpus.sounds[unit.sound];
      expect(unit.start + unit.length).toBeLessThanOrEqual(samples.length);
      expect(Number.isFinite(unit.gain) && unit.gain > 0).toBe(true);
    }
  });

  it("is the same corpus in whatever order the files come", async () => {
    const forward = await buildCorpus(all(sources), options, idle);
    const backward = await buildCorpus(all([...sources].reverse()), options, idle);
    expect(backward).toEqual(forward);
  });

  it("tells of every file as it goes, and stops where it is cancelled", async () => {
    const notes: string[] = [];
    let left = 3;
    const job = {
      seed: 1,
      progress: (fraction: number, note: string) => {
        expect(fraction).toBeGreaterThanOrEqual(0);
        expect(fraction).toBeLessThanOrEqual(1);
        notes.push(note);
      },
      breathe: async () => {
        if (--left < 0) throw new Error("Cancelled");
      },
    };
    await expect(buildCorpus(all(sources), options, job)).rejects.toThrow("Cancelled");
    expect(notes).toEqual(sources.slice(0, 4).map((s) => s.file));
  });
});

describe("importing", () => {
  it("brings every rate and channel count to mono at the corpus rate", async () => {
    for (const rate of [8000, 44100, 192000]) {
      const sound = await importSound({ file: "x.wav", bytes: floatWav(hum(0.5, 300, rate), rate) }, options);
      expect(sound.samples).toHaveLength(24000);
    }
    const six = new Float32Array(6 * 4800);
    for (let i = 0; i < 4800; i++) six[6 * i + 4] = Math.sin(i / 10);
    const { samples } = await importSound({ file: "x.wav", bytes: floatWav(six, 48000, 6) }, options);
    expect(samples[100]).toBeCloseTo(Math.sin(10) / 6, 5);
  });

  it("asks the cache by content and rate, and gives the same sound with and without", async () => {
    const kept = new Map<string, Float32Array>();
    const asked: string[] = [];
    const cache = {
      get: async (hash: string, rate: number) => {
        asked.push(`${hash}@${rate}`);
        return kept.get(`${hash}@${rate}`);
      },
      put: async (hash: string, rate: number, samples: Float32Array) => void kept.set(`${hash}@${rate}`, samples),
    };
    const bytes = floatWav(hum(0.2, 300, 44100), 44100);
    const first = await importSound({ file: "x.wav", bytes }, { ...options, cache });
    const second = await importSound({ file: "other name.wav", bytes }, { ...options, cache });
    const plain = await importSound({ file: "x.wav", bytes }, options);
    expect(second.samples).toBe(first.samples);
    expect(plain).toEqual(first);
    expect(new Set(asked).size).toBe(1);
    expect(kept.size).toBe(1);
    await importSound({ file: "x.wav", bytes }, { ...options, sampleRate: 44100, cache });
    expect(kept.size).toBe(2);
    await expect(importSound({ file: "x.wav", bytes: text("no sound") }, { ...options, cache })).rejects.toThrow();
    expect(kept.size).toBe(2);
  });

  it("leaves 16-bit samples at the corpus rate exactly as they are", async () => {
    const bytes = wavBytes(new Uint8Array(Int16Array.of(1, -32768, 32767, 5, -1).buffer));
    const { samples } = await importSound({ file: "x.wav", bytes }, options);
    expect([...samples]).toEqual([1, -32768, 32767, 5, -1].map((x) => x / 32768));
  });
});

describe("re-segmenting", () => {
  it("keeps the audio and gives what a new import would", async () => {
    const click = (at: number) => tone(0.2, (t) => (t >= at && t < at + 0.002 ? 0.9 : 0.01 * Math.sin(900 * t)));
    const sources = [0.05, 0.1].map((at, i) => ({ file: `${i}.wav`, bytes: floatWav(click(at)) }));
    const onset = await buildCorpus(all(sources), options, idle);
    for (const unit of ["full", 40, "onset"] as const) {
      const anew = await buildCorpus(all(sources), { ...options, unit }, idle);
      const recut = await resegment(onset, unit, options, idle);
      expect(recut).toEqual(anew);
      recut.sounds.forEach((s, i) => expect(s.samples).toBe(onset.sounds[i].samples));
    }
  });
});

describe("mixing to mono", () => {
  const a = hum(0.1);
  const mono = (...channels: Float32Array[]) => mixToMono({ channels, sampleRate: 48000 });

  it("is the mean, and one channel is left untouched", () => {
    expect(mono(a)).toBe(a);
    expect(mono(a, a)[99]).toBe(a[99]);
    expect(mono(a, hum(0.1, 700))[50]).toBeCloseTo((a[50] + hum(0.1, 700)[50]) / 2, 6);
  });

  it("is the loudest channel where they cancel, for any number of them", () => {
    const quiet = a.map((x) => -x * 0.9);
    expect(mono(a, quiet)).toEqual(a);
    expect(mono(quiet, a)).toEqual(a);
    expect(mono(a, quiet, a, quiet)).toEqual(a);
    expect(mono(a, new Float32Array(a.length))[77]).toBeCloseTo(a[77] / 2, 6);
  });

  it("takes out an offset of the recording, not the mean of a click", () => {
    const shifted = mono(a.map((x) => x + 0.2));
    expect(shifted.reduce((most, x, i) => Math.max(most, Math.abs(x - a[i])), 0)).toBeLessThan(0.01);
    const click = new Float32Array(4800);
    click.fill(0.8, 2000, 2400);
    expect(mono(click)).toBe(click);
  });

  it("scales down what is above full scale and nothing else", () => {
    expect(withinFullScale(a)).toBe(a);
    expect(withinFullScale(Float32Array.of(2, -4, 1))).toEqual(Float32Array.of(0.5, -1, 0.25));
  });
});

describe("SHA-256", () => {
  it("is that of the standard, by the platform and without it", async () => {
    const known: [string, string][] = [
      ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
      ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
      [
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
      ],
    ];
    for (const [message, digest] of known) {
      expect(await sha256(text(message))).toBe(digest);
      expect(sha256Here(text(message))).toBe(digest);
    }
    for (const n of [55, 56, 63, 64, 65, 1000]) {
      const bytes = Uint8Array.from({ length: n }, (_, i) => i * 7);
      expect(sha256Here(bytes)).toBe(await sha256(bytes));
    }
  });
});
