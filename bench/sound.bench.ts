/**
 * Describing sound: a minute cut into 40 ms units, all descriptors, the timbre block and the points, against the same
 * spectra alone (the floor) and against Meyda's comparable descriptors at the same frames. Times in ms of CPU a minute.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Meyda from "meyda";
import { loadKernels, Random } from "../src/math";
import { openSoundSpace } from "../src/sound";
import { planFrames } from "../src/sound/descriptors";
import type { Corpus, Job } from "../src/types";
import { interleaved, type Row } from "./measure";

const RATE = 48_000;
const SECONDS = 60;
const UNIT = 0.04 * RATE;
const ROUNDS = 3;

/** Meyda's nearest to our groups; it has no pitch, harmonicity, roughness or fine bands. */
const DESCRIPTORS = [
  "rms",
  "energy",
  "zcr",
  "spectralCentroid",
  "spectralSpread",
  "spectralSkewness",
  "spectralKurtosis",
  "spectralRolloff",
  "spectralFlatness",
  "spectralSlope",
  "spectralCrest",
  "perceptualSpread",
  "perceptualSharpness",
  "loudness",
  "chroma",
  "mfcc",
] as const;

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

/** Tones and noise that come and go. */
function material(): Float32Array {
  const random = new Random(1);
  return Float32Array.from({ length: SECONDS * RATE }, (_, i) => {
    const t = i / RATE;
    const fade = Math.exp(-4 * (t % 0.5));
    return fade * (0.4 * Math.sin(2 * Math.PI * (200 + 40 * Math.floor(t)) * t) + 0.05 * random.normal());
  });
}

export async function measure(): Promise<Row[]> {
  const file = fileURLToPath(new URL("../build/kernels.wasm", import.meta.url));
  const kernels = loadKernels(new WebAssembly.Module(readFileSync(file)));
  const samples = material();
  const units = Array.from({ length: samples.length / UNIT }, (_, i) => ({
    sound: 0,
    start: i * UNIT,
    length: UNIT,
    gain: 1,
    stretches: Uint32Array.of(0, UNIT),
  }));
  const corpus: Corpus = {
    name: "bench",
    sampleRate: RATE,
    unit: 40,
    sounds: [{ file: "a", samples, hash: "" }],
    units,
    skipped: [],
  };
  const plan = planFrames(RATE);
  const frames = Math.floor(samples.length / plan.hop);
  const padded = new Float32Array(samples.length + plan.frame);
  padded.set(samples, plan.frame / 2);
  const times = await interleaved(
    {
      ours: () => openSoundSpace(corpus, "descriptors", kernels, job),
      spectra: () => kernels.spectraOnly(samples, frames, plan),
      meyda: () => {
        Meyda.sampleRate = RATE;
        Meyda.bufferSize = plan.frame;
        for (let i = 0; i < frames; i++)
          Meyda.extract([...DESCRIPTORS], padded.subarray(i * plan.hop, i * plan.hop + plan.frame));
      },
    },
    ROUNDS,
  );
  const what = "a minute in 40 ms units";
  return [
    { what, value: times.ours, unit: "ms", against: { name: "the spectra alone", value: times.spectra } },
    { what, value: times.ours, unit: "ms", against: { name: "Meyda, 16 descriptors", value: times.meyda } },
    { what: `${what}, share of real time`, value: times.ours / (10 * SECONDS), unit: "%" },
  ];
}
