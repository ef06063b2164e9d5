/** A bounce is what plays: the same samples, from the page's engine in quanta of 128 or in one go in the worker. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bounce } from "../src/bounce";
import { soundOffsets, unitTable } from "../src/corpus";
import { control, ENGINE_CONTROLS } from "../src/controls";
import type { BounceOrder, CloudEvent } from "../src/protocol";
import type { Corpus, Job } from "../src/types";
import { Engine } from "../worklets/engine";
import { RATE, renderAll } from "./engine/setup";

const module = new WebAssembly.Module(readFileSync(fileURLToPath(new URL("../build/engine.wasm", import.meta.url))));
const job: Job = { seed: 1, progress: () => undefined, breathe: async () => undefined };

/** Five sounds of noise that falls, two units each. */
function noises(): Corpus {
  let state = 7;
  const sounds = [0, 1, 2, 3, 4].map((i) => ({
    file: `${i}.wav`,
    hash: String(i),
    samples: Float32Array.from({ length: 30_000 + 777 * i }, (_, k) => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return ((state / 2 ** 31) * 0.3) / (1 + k / 9000);
    }),
  }));
  const units = sounds.flatMap(({ samples }, sound) =>
    [0, 14_000].map((start) => {
      const length = Math.min(15_000, samples.length - start);
      return { sound, start, length, gain: 1 + sound / 10, stretches: Uint32Array.of(0, length) };
    }),
  );
  return { name: "noises", sampleRate: RATE, unit: 500, sounds, units, skipped: [] };
}

const clouds: CloudEvent[] = [
  { unit: 7, at: 0, set: { pitch: 5 } },
  { unit: 2, at: 0.21, set: {} },
  { unit: 9, at: 0.4001, set: { positionJitter: 30, reverse: 50 } },
].map(({ unit, at, set }, i) => ({
  id: i + 1,
  voice: i % 2,
  at,
  duration: i === 1 ? 0 : 0.5,
  units: [
    { unit, weight: 0.7 },
    { unit: unit - 1, weight: 0.3 },
  ],
  set,
  chance: i + 1,
}));

const values = { ...Object.fromEntries(ENGINE_CONTROLS.map((c) => [c.id, c.default])), spread: 55.5, lowPass: 6000.3 };
const order = (more: Partial<BounceOrder> = {}): BounceOrder => {
  return { module, sampleRate: RATE, seed: 3, channels: 2, clouds, releases: [], values, ...more };
};

/** The page's engine: all of the corpus in memory, other words before, knobs as 32-bit AudioParams, quanta of 128. */
function played(corpus: Corpus, begin: number, frames: number): Float32Array[] {
  const { offsets, frames: room } = soundOffsets(corpus);
  const engine = Engine.create(module, { sampleRate: RATE, frames: room + 4096, seed: 3 });
  corpus.sounds.forEach(({ samples }, i) => engine.loadSamples(4096 + offsets[i], samples));
  engine.setUnits(unitTable(corpus, offsets, 4096));
  ENGINE_CONTROLS.forEach(({ id }, i) => engine.setAt(i, Math.fround(values[id as keyof typeof values])));
  for (const id of [90, 91]) engine.cloud({ id, voice: 5, at: 0.1, duration: 0.3, units: [{ unit: 4, weight: 1 }] });
  renderAll(engine, begin);
  for (const cloud of clouds) engine.cloud({ ...cloud, at: cloud.at + begin / RATE });
  return renderAll(engine, frames + engine.latency).map((x) => x.slice(engine.latency));
}

describe("bounce", () => {
  it("is sample for sample what plays", async () => {
    const corpus = noises();
    const [left, right] = await bounce(corpus, order(), job);
    expect(left.length).toBeGreaterThan(0.89 * RATE);
    expect(right.length).toBe(left.length);
    const live = played(corpus, 128 * 1001, left.length);
    expect([left, right].map((x, c) => x.findIndex((v, i) => v !== live[c][i]))).toEqual([-1, -1]);
  });

  it("differs where a word has another draw of chance", async () => {
    const [a] = await bounce(noises(), order(), job);
    const [b] = await bounce(noises(), order({ clouds: clouds.map((c) => ({ ...c, chance: 77 })) }), job);
    expect(a.some((x, i) => x !== b[i])).toBe(true);
  });

  it("ends with the last sample that is not 0, and lets go of what is frozen", async () => {
    const [left, right] = await bounce(noises(), order(), job);
    expect(left.at(-1) !== 0 || right.at(-1) !== 0).toBe(true);
    const frozen = { ...values, freeze: 1, overlap: control("overlap").min };
    const [held] = await bounce(noises(), order({ values: frozen, channels: 1 }), job);
    expect(held.length).toBeGreaterThan(15 * RATE);
    expect(held.length).toBeLessThan(40 * RATE);
  });

  it("lets a voice go where it was let go", async () => {
    const whole = await bounce(noises(), order({ clouds: clouds.slice(0, 1) }), job);
    const cut = await bounce(noises(), order({ clouds: clouds.slice(0, 1), releases: [{ voice: 0, at: 0.2 }] }), job);
    expect(cut[0].length).toBeLessThan(0.3 * RATE);
    expect(cut[0].findIndex((x, i) => x !== whole[0][i]) / RATE).toBeCloseTo(0.2, 1);
  });

  it("refuses what cannot be bounced in one sentence", async () => {
    await expect(bounce(noises(), order({ clouds: [] }), job)).rejects.toThrow(/nothing to bounce/);
    await expect(bounce(noises(), order({ clouds: [{ ...clouds[0], at: 4000 }] }), job)).rejects.toThrow(/hour/);
  });
});
