/**
 * Encoders that learn: 10,000 units of 40 ms trained as shipped, hearing and placing included; seconds of the clock
 * against the 60 that they may take.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadKernels, Random } from "../src/math";
import { openSoundSpace } from "../src/sound";
import type { Corpus, Job } from "../src/types";
import type { Row } from "./measure";

const RATE = 48_000;
const UNITS = 10_000;
const UNIT = 0.04 * RATE;
const ALLOWED = 60;

const ENCODERS = ["autoencoder", "autoencoder:kind=variational", "autoencoder:kind=convolutional", "sound2vec"];

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

/** Tones, noise and beats, another mixture every unit. */
function corpus(): Corpus {
  const random = new Random(1);
  const samples = new Float32Array(UNITS * UNIT);
  for (let unit = 0; unit < UNITS; unit++) {
    const pitch = 100 * 2 ** (5 * random.next());
    const noise = random.next() ** 2;
    const fade = 20 * random.next();
    for (let i = 0; i < UNIT; i++) {
      const t = i / RATE;
      samples[unit * UNIT + i] =
        0.5 * Math.exp(-fade * t) * ((1 - noise) * Math.sin(2 * Math.PI * pitch * t) + noise * (random.next() - 0.5));
    }
  }
  const units = Array.from({ length: UNITS }, (_, i) => ({
    sound: 0,
    start: i * UNIT,
    length: UNIT,
    gain: 1,
    stretches: Uint32Array.of(0, UNIT),
  }));
  return { name: "bench", sampleRate: RATE, unit: 40, sounds: [{ file: "a", samples, hash: "" }], units, skipped: [] };
}

export async function measure(): Promise<Row[]> {
  const file = fileURLToPath(new URL("../build/kernels.wasm", import.meta.url));
  const kernels = loadKernels(new WebAssembly.Module(readFileSync(file)));
  const sounds = corpus();
  const rows: Row[] = [];
  for (const encoder of process.env["LEXIGRAIN_ENCODERS"]?.split(" ") ?? ENCODERS) {
    let epochs = 0;
    const before = performance.now();
    await openSoundSpace(sounds, encoder, kernels, job, { watch: { epoch: () => (epochs += 1) } });
    const value = (performance.now() - before) / 1000;
    rows.push({
      what: `${encoder}, 10,000 units, ${epochs} epochs`,
      value,
      unit: "s",
      against: { name: "allowed", value: ALLOWED },
    });
  }
  return rows;
}
