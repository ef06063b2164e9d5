/** What is written is read back: every format, every bit; and dither does what dither is for. */
import { describe, expect, it } from "vitest";
import { readAudio } from "../src/corpus";
import { Random } from "../src/math";
import { type Bits, wavHeader, wavSamples } from "../src/wav";

const file = (channels: readonly Float32Array[], bits: Bits, chance?: () => number): Uint8Array => {
  const frames = channels[0].length;
  const head = wavHeader(frames, channels.length, 44100, bits);
  const body = wavSamples(channels, frames, bits, chance);
  const all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  return all;
};

describe("wavHeader", () => {
  it("is plain for one and two channels, extensible for more, and counts its own length", () => {
    for (const bits of [16, 24, 32] as const)
      for (const channels of [1, 2, 3, 16]) {
        const head = wavHeader(10, channels, 48000, bits);
        const view = new DataView(head.buffer);
        const code = bits === 32 ? 3 : 1;
        expect(view.getUint16(20, true)).toBe(channels > 2 ? 0xfffe : code);
        if (channels > 2) expect([view.getUint16(38, true), view.getUint16(44, true)]).toEqual([bits, code]);
        const data = (10 * channels * bits) / 8;
        expect(view.getUint32(4, true)).toBe(head.length - 8 + data);
        expect(view.getUint32(head.length - 4, true)).toBe(data);
      }
  });
});

describe("wavSamples", () => {
  it.each([16, 24, 32] as const)("%i bits come back within half a step, in every channel", async (bits) => {
    const random = new Random(5);
    const channels = [0, 1, 2].map(() => Float32Array.from({ length: 101 }, () => random.next() * 1.99 - 1));
    const { channels: back, sampleRate } = await readAudio(file(channels, bits), "a.wav");
    expect(sampleRate).toBe(44100);
    expect(back.length).toBe(3);
    for (const [c, channel] of channels.entries()) {
      expect(back[c].length).toBe(101);
      const worst = channel.reduce((most, x, i) => Math.max(most, Math.abs(x - back[c][i])), 0);
      expect(worst).toBeLessThanOrEqual(bits === 32 ? 0 : 0.5001 / 2 ** (bits - 1));
    }
  });

  it("holds what lies beyond full scale, and keeps it as float", async () => {
    const loud = [Float32Array.of(1.5, -1.5, 1, -1)];
    const [sixteen] = (await readAudio(file(loud, 16), "a.wav")).channels;
    expect([...sixteen]).toEqual([32767 / 32768, -1, 32767 / 32768, -1]);
    const [float] = (await readAudio(file(loud, 32), "a.wav")).channels;
    expect([...float]).toEqual([1.5, -1.5, 1, -1]);
  });

  it("dither keeps the mean of what is below one step, and is the same for the same seed", async () => {
    const quiet = [new Float32Array(20000).fill(0.3 / 32768)];
    const mean = (samples: Float32Array): number => samples.reduce((sum, x) => sum + x, 0) / samples.length;
    const decoded = async (bytes: Uint8Array) => (await readAudio(bytes, "a.wav")).channels[0];
    expect(mean(await decoded(file(quiet, 16)))).toBe(0);
    const random = new Random(9);
    const dithered = file(quiet, 16, () => random.next());
    expect(mean(await decoded(dithered)) * 32768).toBeCloseTo(0.3, 1);
    const again = new Random(9);
    expect(file(quiet, 16, () => again.next())).toEqual(dithered);
  });
});
