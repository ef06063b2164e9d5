/** The relation of two clocks from late readings: skew found, jumps followed, never earlier than the truth. */
import { describe, expect, it } from "vitest";
import { AudioClock } from "../../src/instrument/audio-clock";
import { Random } from "../../src/math";

const BLOCK = 128 / 48_000;

/** Reads an audio clock that moves in blocks, late by chance; `truth`: audio time without blocks and lateness. */
function read(clock: AudioClock, truth: (page: number) => number, from: number, to: number, random: Random): void {
  for (let page = from; page < to; page += 0.02 + 0.01 * random.next()) {
    const late = random.next() < 0.2 ? 0.004 * random.next() : 0;
    clock.add(page, Math.floor(truth(page - late) / BLOCK) * BLOCK);
  }
}

describe("AudioClock", () => {
  it("knows nothing before the first reading", () => {
    const clock = new AudioClock();
    expect(clock.known).toBe(false);
    expect(clock.audioAt(1)).toBeNaN();
  });

  it("finds the relation to a tenth of a millisecond, and a skew of 100 in a million", () => {
    const random = new Random(5);
    for (const skew of [0, 1e-4, -1e-4]) {
      const clock = new AudioClock();
      const truth = (page: number): number => (page - 3) * (1 + skew);
      read(clock, truth, 10, 30, random);
      for (const page of [29, 30, 31]) expect(Math.abs(clock.audioAt(page) - truth(page))).toBeLessThan(1e-4);
    }
  });

  it("follows an audio clock that stood still", () => {
    const random = new Random(6);
    const clock = new AudioClock();
    read(clock, (page) => page, 0, 10, random);
    const after = (page: number): number => page - 0.05;
    read(clock, after, 10.1, 14, random);
    expect(Math.abs(clock.audioAt(14) - after(14))).toBeLessThan(3e-4);
  });
});
