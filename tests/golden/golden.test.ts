/**
 * Short renders of the engine, kept as WAV beside this file: a change that nobody meant is heard here first.
 * After a change that was meant, listen, then write them anew:  GOLDEN=write npx vitest run tests/golden
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readAudio } from "../../src/corpus";
import { Random } from "../../src/math";
import type { ControlValues } from "../../src/protocol";
import { wavHeader, wavSamples } from "../../src/wav";
import { engineWith, renderAll } from "../engine/setup";

/** Low, so that the files stay small; the engine knows no rate of its own. */
const RATE = 16000;
const FRAMES = RATE / 2;
/** The files hold 16 bits; anything the engine does differently lies far above their rounding. */
const TOLERANCE_DB = -70;

const random = new Random(5);
const pluck = Float32Array.from(
  { length: RATE / 2 },
  (_, i) => 0.6 * Math.exp(-i / 2400) * Math.sin((2 * Math.PI * 330 * i) / RATE),
);
const noise = Float32Array.from({ length: RATE / 2 }, () => 0.3 * random.normal()).map((x) =>
  Math.max(-1, Math.min(1, x)),
);
const glide = Float32Array.from(
  { length: RATE / 2 },
  (_, i) => 0.5 * Math.sin((2 * Math.PI * (200 + i / 40) * i) / RATE),
);

const CASES: Readonly<Record<string, { readonly set: ControlValues; readonly at: readonly number[] }>> = {
  "three-words": { set: {}, at: [0, 0.15, 0.3] },
  "synchronous-third-up": { set: { asynchrony: 0, pitch: 4, overlap: 2 }, at: [0] },
  "scattered-reversed": { set: { positionJitter: 120, reverse: 100, spread: 100, grainDuration: 90 }, at: [0.02] },
  "filtered-expodec": { set: { window: 3, lowPass: 1800, resonance: 9, highPass: 200 }, at: [0, 0.2] },
  "whole-units": { set: { play: 1 }, at: [0, 0.22] },
};

function render(name: string): Float32Array[] {
  const engine = engineWith([pluck, noise, glide], { sampleRate: RATE, seed: 11 });
  for (const [id, value] of Object.entries(CASES[name].set)) engine.set(id, value);
  CASES[name].at.forEach((at, i) => {
    const units = [
      { unit: i % 3, weight: 0.7 },
      { unit: (i + 1) % 3, weight: 0.3 },
    ];
    engine.cloud({ id: i + 1, voice: 0, at, duration: 0.25, units });
  });
  return renderAll(engine, FRAMES, [128, 77]);
}

describe("golden audio", () => {
  for (const name of Object.keys(CASES)) {
    it(name, async () => {
      const path = fileURLToPath(new URL(`./${name}.wav`, import.meta.url));
      const now = render(name);
      if (process.env["GOLDEN"] === "write") {
        writeFileSync(path, Buffer.concat([wavHeader(FRAMES, 2, RATE, 16), wavSamples(now, FRAMES, 16)]));
      }
      expect(existsSync(path), `${name}.wav is missing: write it with GOLDEN=write`).toBe(true);
      const { channels, sampleRate } = await readAudio(new Uint8Array(readFileSync(path)), path);
      expect([sampleRate, channels.length, channels[0].length]).toEqual([RATE, 2, FRAMES]);
      let signal = 0;
      let difference = 0;
      channels.forEach((kept, c) =>
        kept.forEach((value, i) => {
          signal += value * value;
          difference += (value - now[c][i]) ** 2;
        }),
      );
      expect(signal).toBeGreaterThan(1);
      expect(10 * Math.log10(difference / signal)).toBeLessThan(TOLERANCE_DB);
    });
  }
});
