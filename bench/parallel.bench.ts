/**
 * Word pairs in parallel (man : woman as king : queen): do the steps between their sounds point the same way?
 * Built-in sounds, or those of a project written by `lexigrain analyze`: LEXIGRAIN_CORPUS=FILE.lxg.
 */
import { readFileSync } from "node:fs";
import { loadKernels, Random, standardise } from "../src/math";
import { builtinCorpus } from "../src/corpus";
import { fitMapping } from "../src/mapping";
import { openSoundSpace } from "../src/sound";
import { readProject } from "../src/store";
import { openTextEncoder } from "../src/text";
import type { Job, Mapping, SoundSpace, WordSpace } from "../src/types";
import type { Row } from "./measure";

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

/** Twenty pairs in four kinds. */
const KINDS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  women: [
    ["man", "woman"],
    ["king", "queen"],
    ["boy", "girl"],
    ["father", "mother"],
    ["uncle", "aunt"],
  ],
  young: [
    ["dog", "puppy"],
    ["cat", "kitten"],
    ["cow", "calf"],
    ["sheep", "lamb"],
    ["horse", "foal"],
  ],
  capitals: [
    ["france", "paris"],
    ["italy", "rome"],
    ["spain", "madrid"],
    ["germany", "berlin"],
    ["japan", "tokyo"],
  ],
  opposites: [
    ["cold", "hot"],
    ["small", "big"],
    ["slow", "fast"],
    ["dark", "light"],
    ["quiet", "loud"],
  ],
};

const RANDOM_PAIRS = 400;

type Place = (word: string) => Float64Array;

/** The ear's vector of a word: of its units, by weight. */
function heardAt(map: Mapping, words: WordSpace, sounds: SoundSpace): Place {
  const ear = standardise(sounds.ear);
  return (word) => {
    const out = new Float64Array(ear.columns);
    for (const { unit, weight } of map.place(words.lookup(word).vector))
      for (let c = 0; c < ear.columns; c++) out[c] += weight * ear.data[unit * ear.columns + c];
    return out;
  };
}

const step = (place: Place, [a, b]: readonly [string, string]): Float64Array => {
  const from = place(a);
  return place(b).map((x, i) => x - from[i]);
};

/** 0 where a step has no length: both words have the same sound. */
function cosine(a: Float64Array, b: Float64Array): number {
  const dot = a.reduce((sum, x, i) => sum + x * b[i], 0);
  return dot / Math.max(1e-12, Math.hypot(...a) * Math.hypot(...b));
}

/** Mean cosine of the steps of different pairs. */
function parallel(place: Place, pairs: readonly (readonly [string, string])[]): number {
  const steps = pairs.map((pair) => step(place, pair));
  const all = steps.flatMap((a, i) => steps.slice(i + 1).map((b) => cosine(a, b)));
  return all.reduce((sum, c) => sum + c, 0) / all.length;
}

/** The same between pairs of any two of the words. */
function byChance(place: Place): number {
  const words = Object.values(KINDS).flat(2);
  const random = new Random(1);
  const any = (): readonly [string, string] => [words[random.below(words.length)], words[random.below(words.length)]];
  let sum = 0;
  for (let n = 0; n < RANDOM_PAIRS; n++) sum += cosine(step(place, any()), step(place, any()));
  return sum / RANDOM_PAIRS;
}

async function openSounds(): Promise<SoundSpace> {
  const kernels = loadKernels(new WebAssembly.Module(readFileSync("build/kernels.wasm")));
  const file = process.env["LEXIGRAIN_CORPUS"];
  const project = file === undefined ? undefined : await readProject(new Uint8Array(readFileSync(file)));
  const corpus = project?.corpus ?? (await builtinCorpus(48_000, "full", job, kernels));
  return project?.sounds ?? (await openSoundSpace(corpus, "descriptors", kernels, job));
}

export async function measure(): Promise<Row[]> {
  const bytes = new Uint8Array(readFileSync("public/words.bin"));
  const words = await openTextEncoder("builtin", { builtin: () => Promise.resolve(bytes) }, job);
  const sounds = await openSounds();
  const rows: Row[] = [];
  const show = (name: string, place: Place): void => {
    const value = byChance(place);
    for (const [kind, pairs] of Object.entries(KINDS))
      rows.push({
        what: `${name}: parallel steps, ${kind}`,
        value: parallel(place, pairs),
        unit: "cosine",
        against: { name: "steps between any two", value },
      });
  };
  show("words themselves", (word) => Float64Array.from(words.lookup(word).vector));
  for (const method of ["relational", "identity", "random"])
    show(method, heardAt(await fitMapping(method, words, sounds, {}, job), words, sounds));
  return rows;
}
