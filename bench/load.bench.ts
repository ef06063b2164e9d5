/**
 * A corpus of sixty minutes is loaded while a cloud plays: the worker's delivery and the audio thread's queue, message by
 * message, in an engine with the page's room. Every sample must be what an engine plays that loads nothing.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CorpusDelivery } from "../src/delivery";
import { resample } from "../src/corpus";
import type { ToEngine, UnitTable } from "../src/protocol";
import type { Corpus, Job, Sound } from "../src/types";
import { Engine } from "../worklets/engine";
import { SampleQueue } from "../worklets/sample-queue";
import { quantile } from "./browser";
import type { Row } from "./measure";
import { hasSharedSounds, sharedCorpus } from "./shared-corpus";

const RATE = 48_000;
const QUANTUM = 128;
/** As in worklets/grain-processor.ts and src/instrument/room.ts. */
const COPY = 24576;
const ROOM = 40 * 60 * RATE;
/** Minutes of the corpus. */
const MINUTES = Number(process.env["LOAD"] ?? 60);
const HOUR = MINUTES * 60 * RATE;

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

/** Every twentieth sound of ../shared, again and again until an hour is full, each time at another speed within 1%. */
async function hour(): Promise<Corpus> {
  const corpus = await sharedCorpus(20);
  const sounds: Sound[] = [];
  let frames = 0;
  for (let round = 0; frames < HOUR; round++) {
    const rate = Math.round(RATE * (1 + 0.01 * Math.sin(round * 2.4)));
    for (const sound of corpus.sounds) {
      if (frames >= HOUR) break;
      const samples = resample(sound.samples, rate, RATE);
      sounds.push({ ...sound, file: `${round} ${sound.file}`, samples });
      frames += samples.length;
    }
  }
  const units = sounds.map(({ samples }, sound) => {
    const stretches = Uint32Array.of(0, samples.length);
    return { sound, start: 0, length: samples.length, gain: 1, stretches };
  });
  return { ...corpus, name: "an hour", sounds, units };
}

/** An engine that plays a cloud without end on ten seconds of noise. */
function playing(): Engine {
  const module = new WebAssembly.Module(readFileSync(fileURLToPath(new URL("../build/engine.wasm", import.meta.url))));
  const engine = Engine.create(module, { sampleRate: RATE, frames: ROOM });
  const length = 10 * RATE;
  let state = 1;
  const noise = Float32Array.from({ length }, () => (state = (Math.imul(state, 1664525) + 1013904223) | 0) / 2 ** 33);
  // At the end of the room, as a corpus that was loaded beside another one.
  engine.loadSamples(ROOM - length, noise);
  const one = (value: number): Uint32Array<ArrayBuffer> => Uint32Array.of(value);
  const table: UnitTable = {
    start: one(ROOM - length),
    length: one(length),
    gain: Float32Array.of(1),
    stretches: Uint32Array.of(0, length),
    firstStretch: Uint32Array.of(0, 1),
  };
  engine.setUnits(table);
  engine.cloud({ id: 1, voice: 0, at: 0, duration: 3600, units: [{ unit: 0, weight: 1 }] });
  return engine;
}

export async function measure(): Promise<Row[]> {
  if (!hasSharedSounds()) {
    process.stderr.write("load: ../shared/sounds is not here; left out.\n");
    return [];
  }
  const corpus = await hour();
  const engine = playing();
  const alone = playing();
  const queue = new SampleQueue(engine);
  const refused: string[] = [];
  const refuse = (error: unknown): void => void refused.push(String(error));
  let table = false;
  const post = (message: ToEngine): void => {
    if (message.type === "samples") queue.push({ ...message, format: message.format, refuse });
    else if (message.type === "mark") queue.push({ passed: () => delivery.marked(message.mark), refuse });
    else if (message.type === "release") engine.release(message.voice);
    else if (message.type === "units") {
      const done = (): void => {
        table = true;
        delivery.arrived(message.generation);
      };
      queue.push({ table: message.table, done, refuse });
    }
  };
  const wait = (): Promise<void> => new Promise(() => undefined);
  const delivery = new CorpusDelivery({ post, wait }, ROOM);
  let over = false;
  const delivered = delivery.deliver(corpus, job).then(() => (over = true));
  const [ours, theirs] = [0, 1].map(() => [new Float32Array(QUANTUM), new Float32Array(QUANTUM)]);
  const times: number[] = [];
  let wrong = 0;
  let silent = 0;
  while (!over) {
    const began = performance.now();
    engine.render(ours, QUANTUM);
    queue.work(COPY);
    times.push(performance.now() - began);
    alone.render(theirs, QUANTUM);
    ours.forEach((channel, c) => channel.forEach((x, i) => (wrong += x === theirs[c][i] ? 0 : 1)));
    if (times.length > 2 && ours[0].every((x) => x === 0)) silent++;
    // The worker's turn.
    await new Promise((done) => setImmediate(done));
  }
  await delivered;
  const frames = corpus.sounds.reduce((sum, { samples }) => sum + samples.length, 0);
  return [
    { what: "loaded while a cloud plays", value: frames / RATE / 60, unit: "min" },
    { what: "its table in use", value: table && refused.length === 0 ? 1 : 0, unit: "of 1" },
    { what: "samples unlike those without loading", value: wrong, unit: "samples" },
    { what: "quanta of silence", value: silent, unit: "quanta" },
    { what: "time to load, of sound played", value: (times.length * QUANTUM) / RATE, unit: "s" },
    { what: "a quantum while loading, median", value: quantile(times, 0.5), unit: "ms" },
    { what: "a quantum while loading, p99 (one lasts 2.67 ms)", value: quantile(times, 0.99), unit: "ms" },
  ];
}
