/** `--mapping joint` with a model small enough to be computed plainly: words go to the units nearest in the common space. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Timeline } from "../../src/cli/timeline";
import { buildCorpus } from "../../src/corpus";
import { Folder } from "../../src/cli/folder";
import { openSoundSpace } from "../../src/sound";
import { testKernels } from "../kernels/build";
import { identityModel } from "../sound/tiny-onnx";
import { reference, tinyModel } from "../text/tiny-model";
import { lexigrain } from "./lexigrain";
import { newFolder, RATE, tone, writeBytes, writeSound } from "./sounds";

/** Numbers of the common space: the text model's width, as many mel bands. */
const WIDTH = 8;
const FRAMES = 4;
const CARD = {
  name: "tiny",
  model: "audio.onnx",
  sampleRate: 16_000,
  input: {
    form: "log-mel",
    window: 400,
    hop: 160,
    fft: 512,
    bands: WIDTH,
    low: 125,
    high: 7500,
    offset: 0.001,
    frames: FRAMES,
    axes: [1, 1, "frames", "bands"],
  },
  output: "embedding",
};

let folder = "";
let model = "";
let sounds = "";
beforeAll(async () => {
  folder = await newFolder();
  model = join(folder, "model");
  sounds = join(folder, "sounds");
  for (const [file, bytes] of Object.entries(tinyModel())) await writeBytes(model, file, bytes);
  await writeBytes(model, "audio.json", JSON.stringify(CARD));
  await writeBytes(model, "audio.onnx", identityModel([1, 1, FRAMES, WIDTH], "embedding"));
  for (let i = 0; i < 24; i++) await writeSound(sounds, `${i}.wav`, tone(110 * 1.15 ** i, 0.3));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < WIDTH; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return ab / Math.sqrt(aa * bb);
};

describe("joint", () => {
  it("places known words at the units that the model holds for nearest", async () => {
    const asked = ["water", "money", "red"];
    const name = `joint:model=${model}`;
    const args = ["--sounds", sounds, "--unit", "full", "--mapping", name, "--json", ...asked];
    const { code, stdout, stderr } = await lexigrain("place", ...args);
    expect(stderr).not.toMatch(/error/i);
    expect(code, stderr).toBe(0);
    const job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };
    const kernels = testKernels();
    const cutting = {
      trimSilence: true,
      dropSilent: true,
      unit: "full",
      kernels,
      name: "x",
      sampleRate: RATE,
    } as const;
    const corpus = await buildCorpus((await Folder.open(sounds)).sources(), cutting, job);
    const io = { readFile: (path: string) => readFile(path) };
    const { vectors } = await openSoundSpace(corpus, `onnx:${join(model, "audio.json")}:pca=0`, kernels, job, io);
    const { words } = JSON.parse(stdout) as Timeline;
    words.forEach(({ word, units }) => {
      const point = reference([word], [word]);
      const near = corpus.units.map((_, u) => cosine(point, vectors.data.subarray(u * WIDTH, (u + 1) * WIDTH)));
      const best = near.indexOf(Math.max(...near));
      expect(units[0].file, word).toBe(corpus.sounds[corpus.units[best].sound].file);
    });
    expect(new Set(words.map(({ units }) => units[0].file)).size).toBeGreaterThan(1);
  });

  it("says in a sentence what the folder lacks", async () => {
    const bare = join(folder, "bare");
    for (const [file, bytes] of Object.entries(tinyModel())) await writeBytes(bare, file, bytes);
    const { code, stderr } = await lexigrain("place", "--sounds", sounds, "--mapping", `joint:model=${bare}`, "water");
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/audio\.json/);
  });
});

describe("a model of sentences", () => {
  const [AFLOAT, ASHORE] = ["river water sea ocean lake ship", "money gold coin price king queen"];
  const BOTH = "bank stone bird red blue";
  const LINES = [`${AFLOAT} ${BOTH}`, `${ASHORE} ${BOTH}`, `${AFLOAT} ${BOTH}`];
  const LENGTH = 11;
  const units = async (encoder: string): Promise<readonly (readonly [string, unknown])[]> => {
    const file = join(folder, "lines.txt");
    await writeBytes(folder, "lines.txt", LINES.join("\n"));
    const args = ["--sounds", sounds, "--unit", "full", "--mapping", "identity", "--text-encoder", encoder, "--json"];
    const { code, stdout, stderr } = await lexigrain("place", ...args, "--words-file", file);
    expect(code, stderr).toBe(0);
    return (JSON.parse(stdout) as Timeline).words.map(({ word, units: found }) => [word, found]);
  };

  it("lets the whole line count when asked, and only then", async () => {
    const line = (words: readonly unknown[], n: number) => words.slice(n * LENGTH, (n + 1) * LENGTH);
    const heard = await units(`${model}:pooling=mean,context=1`);
    expect(heard.map(([word]) => word)).toEqual(LINES.join(" ").split(" "));
    expect(line(heard, 0).slice(6)).not.toEqual(line(heard, 1).slice(6));
    expect(line(heard, 2)).toEqual(line(heard, 0));
    const fixed = await units(`${model}:pooling=mean`);
    expect(line(fixed, 0).slice(6)).toEqual(line(fixed, 1).slice(6));
  });
});
