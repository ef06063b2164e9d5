/** Units: bounds, silences, stretches and loudness by their definitions. */
import { describe, expect, it } from "vitest";
import { loudnessGain, unitLoudness } from "../../src/corpus/loudness";
import { segment } from "../../src/corpus/segment";
import { soundingStretches } from "../../src/corpus/stretches";
import { Random } from "../../src/math";
import { idle, tone } from "./wav-file";
import { resegment, soundOffsets, unitTable } from "../../src/corpus";

const RATE = 48000;
const both = { trimSilence: true, dropSilent: true };
const hum = (seconds: number, level = 0.5): Float32Array =>
  tone(seconds, (t) => level * Math.sin(2 * Math.PI * 441 * t));
const join = (...parts: Float32Array[]): Float32Array => Float32Array.from(parts.flatMap((p) => [...p]));
const silence = (seconds: number): Float32Array => new Float32Array(Math.round(seconds * RATE));
const bounds = (units: readonly { start: number; length: number }[]) =>
  units.map((u) => [u.start / RATE, u.length / RATE]);

describe("fixed lengths", () => {
  it("hop by MS, keep a last part of at least MS/2, drop a shorter one", () => {
    expect(bounds(segment(hum(1.25), RATE, 500, both, 0))).toEqual([
      [0, 0.5],
      [0.5, 0.5],
      [1, 0.25],
    ]);
    expect(bounds(segment(hum(1.2), RATE, 500, both, 0))).toEqual([
      [0, 0.5],
      [0.5, 0.5],
    ]);
  });

  it("leave a sound shorter than MS whole", () => {
    expect(bounds(segment(hum(0.2), RATE, 500, both, 0))).toEqual([[0, 0.2]]);
    expect(bounds(segment(hum(0.02), RATE, 500, both, 0))).toEqual([[0, 0.02]]);
  });

  it("do not drift at rates where MS is no whole number of frames", () => {
    const units = segment(
      tone(10, (t) => Math.sin(3000 * t), 22050),
      22050,
      33,
      both,
      0,
    );
    expect(units).toHaveLength(303);
    units.forEach((u, i) => expect(u.start).toBe(Math.round(i * 33 * 22.05)));
    units.slice(1).forEach((u, i) => expect(units[i].start + units[i].length).toBe(u.start));
  });

  it("go down to 40 ms over silence without losing an index", () => {
    const units = segment(join(hum(0.2), silence(1), hum(0.2)), RATE, 40, both, 7);
    expect(units).toHaveLength(10);
    expect(units.every((u) => u.sound === 7 && u.length === 1920)).toBe(true);
    expect(units[5].start).toBe(30 * 1920);
  });
});

describe("silence", () => {
  it("is trimmed from head and tail, or left when switched off", () => {
    const x = join(silence(0.5), hum(0.3), silence(0.7));
    const [trimmed] = segment(x, RATE, "full", both, 0);
    expect(Math.abs(trimmed.start / RATE - 0.5)).toBeLessThan(0.006);
    expect(Math.abs(trimmed.length / RATE - 0.3)).toBeLessThan(0.012);
    expect(bounds(segment(x, RATE, "full", { ...both, trimSilence: false }, 0))).toEqual([[0, 1.5]]);
  });

  it("as a whole is refused, or one unit of gain 1 when it may stay", () => {
    expect(() => segment(silence(1), RATE, "onset", both, 0)).toThrow("It is silent.");
    const [unit] = segment(silence(1), RATE, "full", { trimSilence: true, dropSilent: false }, 0);
    expect(unit).toMatchObject({ gain: 1, length: RATE });
    const hiss = new Random(1);
    expect(() =>
      segment(
        silence(1).map(() => 3e-5 * hiss.normal()),
        RATE,
        "full",
        both,
        0,
      ),
    ).toThrow("silent");
  });

  it("does not swallow quiet recordings: 36 dB below full scale gives the same units", () => {
    const x = join(hum(0.3), silence(0.3), hum(0.4));
    for (const mode of ["full", "onset", 100] as const) {
      const quiet = bounds(
        segment(
          x.map((v) => v * 0.0316),
          RATE,
          mode,
          both,
          0,
        ),
      );
      const loud = bounds(segment(x, RATE, mode, both, 0));
      expect(quiet).toHaveLength(loud.length);
      // Tails end a little earlier where they sink below the absolute gate.
      quiet.flat().forEach((t, i) => expect(Math.abs(t - loud.flat()[i])).toBeLessThan(0.005));
    }
  });

  it("keeps a click with its surroundings of 40 ms", () => {
    const x = silence(1);
    x[30000] = 0.9;
    for (const mode of ["full", "onset"] as const) {
      const [unit] = segment(x, RATE, mode, both, 0);
      expect(unit.length).toBeGreaterThanOrEqual(1920);
      expect(unit.start).toBeLessThanOrEqual(30000);
      expect(unit.start + unit.length).toBeGreaterThan(30000);
    }
  });

  it("in nearly all of a sound leaves the one loud end", () => {
    const units = segment(join(hum(0.5, 1e-3), hum(0.1)), RATE, 500, { trimSilence: false, dropSilent: true }, 0);
    expect(units).toHaveLength(1);
    expect(units[0].start + units[0].length).toBe(0.6 * RATE);
  });

  it("is not sound of 5 ms, and 10 ms is enough", () => {
    expect(() => segment(hum(0.005), RATE, "full", both, 0)).toThrow(/5\.0 ms/);
    expect(segment(hum(0.01), RATE, "full", both, 0)).toHaveLength(1);
  });
});

describe("onset segments", () => {
  it("lose nothing before the first onset and tile the rest", () => {
    const x = join(
      hum(0.5, 0.02),
      tone(0.5, (t) => 0.8 * Math.sin(2 * Math.PI * 1000 * t)),
      hum(0.5, 0.1),
    );
    const units = segment(x, RATE, "onset", { trimSilence: false, dropSilent: false }, 0);
    expect(units[0].start).toBe(0);
    units.slice(1).forEach((u, i) => expect(units[i].start + units[i].length).toBe(u.start));
    const last = units[units.length - 1];
    expect(last.start + last.length).toBe(x.length);
    expect(units.some((u) => Math.abs(u.start / RATE - 0.5) < 0.025)).toBe(true);
  });

  it("end where their sound has died away", () => {
    const pluck = tone(1, (t) => 0.8 * Math.exp(-t * 60) * Math.sin(2 * Math.PI * 500 * t));
    const units = segment(join(pluck, pluck, pluck), RATE, "onset", both, 0);
    expect(units.map((u) => Math.round(u.start / RATE))).toEqual([0, 1, 2]);
    for (const u of units) expect(u.length / RATE).toBeLessThan(0.25);
  });
});

describe("sounding stretches", () => {
  const energy = (x: Float32Array, at: number) => x.subarray(at, at + 1920).reduce((s, v) => s + v * v, 0);

  it("hold no 40 ms more than 40 dB below the loudest, and leave out nothing louder", () => {
    const random = new Random(9);
    const parts = Array.from({ length: 60 }, () => hum(0.01 + 0.1 * random.next(), 10 ** (-4 * random.next())));
    const x = join(...parts);
    const pairs = soundingStretches(x, 0, x.length, RATE);
    let loudest = 0;
    for (let at = 0; at + 1920 <= x.length; at += 120) loudest = Math.max(loudest, energy(x, at));
    const inside = (at: number) => {
      for (let k = 0; k < pairs.length; k += 2) if (at >= pairs[k] && at + 1920 <= pairs[k] + pairs[k + 1]) return true;
      return false;
    };
    let overlapping = 0;
    for (let at = 0; at + 1920 <= x.length; at += 120) {
      const sounds = energy(x, at) >= 1e-4 * loudest;
      if (inside(at)) expect(sounds, `${at}`).toBe(true);
      else if (sounds) overlapping++;
    }
    // Only windows that reach into the next run across a short silence are given up.
    expect(overlapping).toBeLessThan(60);
  });

  it("are one for a short unit, two for two sounds with a gap, never none", () => {
    expect([...soundingStretches(hum(0.03), 0, 1440, RATE)]).toEqual([0, 1440]);
    expect([...soundingStretches(silence(1), 0, RATE, RATE)]).toEqual([0, RATE]);
    const pairs = soundingStretches(join(hum(0.2), silence(0.5), hum(0.3)), 0, RATE, RATE);
    expect(pairs).toHaveLength(4);
    expect(pairs[0]).toBe(0);
    expect(pairs[2] + pairs[3]).toBe(RATE);
    expect(Math.abs(pairs[2] - 0.66 * RATE)).toBeLessThan(400);
  });
});

describe("loudness", () => {
  const all = (x: Float32Array) => Uint32Array.of(0, x.length);
  const of = (x: Float32Array, rate = RATE) => unitLoudness(x, 0, x.length, all(x), rate);

  it("of a full-scale 997 Hz sine is −3.01 LUFS (BS.1770), at every rate and length", () => {
    for (const rate of [22050, 44100, 48000, 96000])
      for (const seconds of [0.1, 0.4, 1, 3])
        expect(
          Math.abs(
            of(
              tone(seconds, (t) => Math.sin(2 * Math.PI * 997 * t), rate),
              rate,
            ) + 3.01,
          ),
        ).toBeLessThan(0.12);
  });

  it("weights 100 Hz and 10 kHz as the curve does: −1.1 and +4.0 dB beside 997 Hz's +0.7", () => {
    const at = (hertz: number) => of(tone(2, (t) => Math.sin(2 * Math.PI * hertz * t)));
    expect(at(100) - at(997)).toBeCloseTo(-1.1 - 0.7, 0);
    expect(at(10000) - at(997)).toBeCloseTo(4 - 0.7, 0);
  });

  it("makes units equally loud whatever their file's level, and does not blow up near-silence", () => {
    for (const level of [1, 0.1, 0.01]) {
      const x = hum(0.5, level);
      expect(20 * Math.log10(loudnessGain(x, 0, x.length, all(x), RATE)) + of(x)).toBeCloseTo(-23, 6);
    }
    const faint = hum(0.5, 1e-5);
    expect(loudnessGain(faint, 0, faint.length, all(faint), RATE)).toBeCloseTo(10 ** (48 / 20), 3);
    expect(loudnessGain(silence(1), 0, RATE, Uint32Array.of(0, RATE), RATE)).toBe(1);
  });

  it("of a short unit is that of its sounding part, not of padding", () => {
    const short = hum(0.1);
    expect(Math.abs(of(short) - of(hum(1)))).toBeLessThan(0.3);
    const padded = join(hum(0.1), silence(0.9));
    expect(Math.abs(unitLoudness(padded, 0, RATE, Uint32Array.of(0, 4800), RATE) - of(hum(1)))).toBeLessThan(0.3);
  });
});

describe("the table for the engine", () => {
  it("points at every unit's own samples, sounds apart and aligned", async () => {
    const sounds = [hum(0.3), hum(0.1), hum(0.5)].map((samples, i) => ({ file: `${i}.wav`, samples, hash: "" }));
    const corpus = await resegment(
      { name: "c", sampleRate: RATE, unit: "full", sounds, units: [], skipped: [] },
      100,
      both,
      idle,
    );
    expect(corpus.units).toHaveLength(9);
    const { offsets, frames } = soundOffsets(corpus);
    const memory = new Float32Array(frames + 1000);
    corpus.sounds.forEach((s, i) => memory.set(s.samples, 1000 + offsets[i]));
    const table = unitTable(corpus, offsets, 1000);
    corpus.units.forEach((unit, i) => {
      const { samples } = corpus.sounds[unit.sound];
      expect(memory.subarray(table.start[i], table.start[i] + table.length[i])).toEqual(
        samples.subarray(unit.start, unit.start + unit.length),
      );
      expect(table.stretches.subarray(2 * table.firstStretch[i], 2 * table.firstStretch[i + 1])).toEqual(
        unit.stretches,
      );
    });
    offsets.forEach((at, i) => {
      expect(at % 16).toBe(0);
      expect(memory.subarray(1000 + at - 32, 1000 + at).every((x) => x === 0)).toBe(true);
      expect((offsets[i + 1] ?? frames) - at - sounds[i].samples.length).toBeGreaterThanOrEqual(32);
    });
  });
});
