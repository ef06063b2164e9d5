/** A corpus on its way to the engine: beside what plays while there is room, as 16-bit numbers if that makes it. */
import { describe, expect, it } from "vitest";
import { CorpusDelivery } from "../src/delivery";
import type { ToEngine } from "../src/protocol";
import type { Corpus, Job } from "../src/types";
import { createMemory, CorpusWriter } from "../worklets/corpus-memory";

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

function corpusOf(frames: number): Corpus {
  const samples = Float32Array.from({ length: frames }, (_, i) => Math.sin(i / 7) / 2);
  return {
    name: "waves",
    sampleRate: 48_000,
    unit: "full",
    sounds: [{ file: "wave.wav", samples, hash: "" }],
    units: [{ sound: 0, start: 0, length: frames, gain: 1, stretches: Uint32Array.of(0, frames) }],
    skipped: [],
  };
}

/** An engine that takes everything at once, and what it was sent. */
function line(capacity: number, memory?: WebAssembly.Memory) {
  const sent: ToEngine[] = [];
  let most = 0;
  let under = 0;
  const post = (message: ToEngine): void => {
    sent.push(message);
    if (message.type === "samples") under += message.samples.length;
    most = Math.max(most, under);
    queueMicrotask(() => {
      if (message.type === "units") delivery.arrived(message.generation);
      if (message.type !== "mark") return;
      under = 0;
      delivery.marked(message.mark);
    });
  };
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
  const delivery: CorpusDelivery = new CorpusDelivery({ post, wait, memory }, capacity);
  const tables = () => sent.flatMap((message) => (message.type === "units" ? [message.table] : []));
  return { delivery, sent, tables, most: () => most };
}

describe("CorpusDelivery", () => {
  it("lays the second corpus beside the first, the third as 16-bit numbers, and touches nothing that plays", async () => {
    const { delivery, sent, tables } = line(100_000);
    for (const frames of [40_000, 40_000, 30_000]) await delivery.deliver(corpusOf(frames), job);
    const [first, second, third] = tables();
    expect([first.format, second.format, third.format]).toEqual(["float32", "float32", "float32"]);
    expect(second.start[0]).toBeGreaterThanOrEqual(first.start[0] + 40_000);
    // The first one's place is free again.
    expect(third.start[0]).toBeLessThan(40_000);
    await delivery.deliver(corpusOf(90_000), job);
    const fourth = tables()[3];
    expect(fourth.format).toBe("int16");
    expect(2 * fourth.start[0]).toBeGreaterThanOrEqual(4 * (third.start[0] + 30_000));
    expect(sent.some(({ type }) => type === "release")).toBe(false);
  });

  it("writes over what plays only after it was released, and refuses what never fits in one sentence", async () => {
    const { delivery, sent } = line(100_000);
    await delivery.deliver(corpusOf(90_000), job);
    await delivery.deliver(corpusOf(95_000), job);
    expect(sent.filter(({ type }) => type === "release")).toHaveLength(1);
    await expect(delivery.deliver(corpusOf(250_000), job)).rejects.toThrow(/minutes long, but there is room for/);
  });

  it("sends no faster than is copied", async () => {
    const { delivery, most } = line(3_000_000);
    await delivery.deliver(corpusOf(2_500_000), job);
    expect(most()).toBeLessThanOrEqual(64 * 16_384);
  });

  it("writes shared memory itself, and sends the table alone", async () => {
    const memory = createMemory(50_000);
    const { delivery, sent, tables } = line(50_000, memory);
    const corpus = corpusOf(20_000);
    await delivery.deliver(corpus, job);
    expect(sent.map(({ type }) => type)).toEqual(["units"]);
    const start = tables()[0].start[0];
    expect(new CorpusWriter(memory).capacity).toBeGreaterThanOrEqual(50_000);
    const there = new Float32Array(memory.buffer, 16 * 1024 * 1024 + 4 * start, 20_000);
    expect(there).toEqual(corpus.sounds[0].samples);
  });

  it("lays what joins behind what is loaded, sends nothing twice, and delivers anew where there is no room", async () => {
    const { delivery, sent, tables } = line(100_000);
    const first = corpusOf(40_000);
    await delivery.deliver(first, job);
    const grown = (...frames: number[]): Corpus => {
      const more = frames.map((n) => corpusOf(n));
      return {
        ...first,
        sounds: [...first.sounds, ...more.flatMap(({ sounds }) => sounds)],
        units: [...first.units, ...more.flatMap(({ units }, i) => units.map((unit) => ({ ...unit, sound: i + 1 })))],
      };
    };
    const copied = () =>
      sent.reduce((sum, message) => sum + (message.type === "samples" ? message.samples.length : 0), 0);
    const second = grown(10_000);
    await delivery.grow(second, job);
    expect(copied()).toBe(50_000);
    expect(tables()[1].start[0]).toBe(tables()[0].start[0]);
    expect(tables()[1].start[1]).toBeGreaterThanOrEqual(tables()[0].start[0] + 40_032);
    // Taken out and brought back: only the table tells.
    await delivery.grow(first, job);
    expect(tables()[2].start).toEqual(tables()[0].start);
    await delivery.grow(second, job);
    expect(copied()).toBe(50_000);
    expect(tables()[3].start).toEqual(tables()[1].start);
    // What was taken out may still sound: what joins then does not lie over it.
    await delivery.grow(first, job);
    await delivery.grow({ ...grown(5_000) }, job);
    expect(tables()[5].start[1]).toBeGreaterThanOrEqual(tables()[1].start[1] + 10_032);
    await delivery.grow(grown(60_000), job);
    expect(copied()).toBe(55_000 + 100_000);
    expect(tables()[6].format).toBe("int16");
  });
});
