/** The sounds of ../shared cut into half-second units, for benchmarks and tests that listen to real sounds. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
// Imported at once: the benchmarks' module runner loads nothing later.
import flac from "@audio/decode-flac";
import mp3 from "@audio/decode-mp3";
import vorbis from "@audio/decode-vorbis";
import { Folder } from "../src/cli/folder";
import { buildCorpus, identify, soundOffsets, unitTable } from "../src/corpus";
import { loadKernels } from "../src/math";
import type { Corpus, DecodedAudio, Hertz, Job, Seconds, UnitMode } from "../src/types";
import { Engine } from "../worklets/engine";

const root = fileURLToPath(new URL("../", import.meta.url));
const SOUNDS = fileURLToPath(new URL("../../shared/sounds", import.meta.url));
const RATE: Hertz = 48_000;

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

async function decode(bytes: Uint8Array): Promise<DecodedAudio> {
  const kind = identify(bytes);
  const read = kind === "flac" ? flac : kind === "mp3" ? mp3 : vorbis;
  const { channelData, sampleRate } = await read(bytes);
  return { channels: channelData, sampleRate };
}

const built = (name: string): WebAssembly.Module =>
  new WebAssembly.Module(readFileSync(new URL(`build/${name}.wasm`, `file://${root}`)));

/** Whether the sounds are there. */
export const hasSharedSounds = (): boolean => existsSync(SOUNDS);

/** Every `stride`-th sound, in units of 500 ms. Rejects where ../shared/sounds is missing. */
export const sharedCorpus = (stride = 1): Promise<Corpus> => folderCorpus(SOUNDS, 500, stride);

/** Every `stride`-th sound of a folder, cut as said, at 48 kHz. */
export async function folderCorpus(path: string, unit: UnitMode, stride = 1): Promise<Corpus> {
  const folder = await Folder.open(path);
  async function* some() {
    let i = 0;
    for await (const source of folder.sources()) if (i++ % stride === 0) yield source;
  }
  const kernels = loadKernels(built("kernels"));
  const cutting = { trimSilence: true, dropSilent: true, unit, kernels };
  return buildCorpus(some(), { ...cutting, name: path, sampleRate: RATE, platform: decode }, job);
}

/** Plays clouds of one unit through one engine at its defaults, one after the other. */
export class CloudPlayer {
  readonly corpus: Corpus;
  readonly #engine: Engine;

  constructor(corpus: Corpus) {
    this.corpus = corpus;
    const { offsets, frames } = soundOffsets(corpus);
    this.#engine = Engine.create(built("engine"), { sampleRate: corpus.sampleRate, frames });
    corpus.sounds.forEach(({ samples }, i) => this.#engine.loadSamples(offsets[i], samples));
    this.#engine.setUnits(unitTable(corpus, offsets));
  }

  /** The unit as it was recorded. */
  unit(index: number): Float32Array {
    const { sound, start, length } = this.corpus.units[index];
    return this.corpus.sounds[sound].samples.subarray(start, start + length);
  }

  /** A default cloud of that unit from its first frame to its end, both channels together. 0: its natural duration. */
  cloud(unit: number, duration: Seconds = 0): Float32Array {
    const engine = this.#engine;
    const rate = this.corpus.sampleRate;
    const frames = duration > 0 ? Math.round(duration * rate) : this.corpus.units[unit].length;
    engine.cloud({ id: 1, voice: 0, at: 0, duration, units: [{ unit, weight: 1 }] });
    const [left, right] = [0, 1].map(() => new Float32Array(frames + engine.latency));
    engine.render([left, right], left.length);
    // What follows begins in silence.
    const rest = [new Float32Array(256), new Float32Array(256)];
    while (engine.active) engine.render(rest, 256);
    engine.render(rest, 256);
    return left.map((x, i) => 0.5 * (x + right[i])).subarray(engine.latency);
  }
}
