/**
 * Does the sound space hear as people do? The nine listening studies of ../shared/timbre: for every sound, Spearman's
 * correlation of its distances with people's, and the share of triplets (A is nearer to B than to C) on which both agree
 * where people differ by more than a tenth of the study's span; means over all sounds. The definitions of Tian et al.
 * 2025, "Assessing the alignment of audio representations with timbre similarity ratings".
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadKernels, spearman } from "../src/math";
import { openSoundSpace, pointDistance } from "../src/sound";
import type { Job } from "../src/types";
import { folderCorpus } from "./shared-corpus";
import type { Row } from "./measure";

const STUDIES = fileURLToPath(new URL("../../shared/timbre", import.meta.url));
const MARGIN = 0.1;
/** Published for time-resolved MFCC over 21 studies, these nine among them. */
const PUBLISHED = { agreement: 0.448, triplets: 0.724 };

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

type Distances = (a: number, b: number) => number;

/** People's dissimilarities, the upper triangle of a file, brought to 0 … 1 as published (the lower zeros count). */
function readRatings(file: string): { readonly count: number; readonly apart: Distances } {
  const rows = readFileSync(file, "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/).map(Number));
  const upper = rows.map((row, i) => row.map((x, j) => (j > i ? x : 0)));
  const low = Math.min(...upper.flat());
  const high = Math.max(...upper.flat());
  return { count: rows.length, apart: (a, b) => (upper[Math.min(a, b)][Math.max(a, b)] - low) / (high - low) };
}

/** Of all pairs of other sounds that people tell apart, the share that ours puts in the same order. */
function triplets(ours: readonly number[], people: readonly number[]): number {
  let agreeing = 0;
  let all = 0;
  for (let i = 0; i < people.length; i++)
    for (let j = i + 1; j < people.length; j++) {
      if (!(Math.abs(people[i] - people[j]) > MARGIN)) continue;
      all++;
      if ((people[i] - people[j]) * (ours[i] - ours[j]) > 0) agreeing++;
    }
  return all ? agreeing / all : 0;
}

export async function measure(): Promise<Row[]> {
  if (!existsSync(STUDIES)) {
    process.stderr.write("../shared/timbre is missing: nothing can be compared with listeners.\n");
    return [];
  }
  const kernels = loadKernels(new WebAssembly.Module(readFileSync("build/kernels.wasm")));
  const encoder = process.env["LEXIGRAIN_ENCODER"] ?? "descriptors";
  const rows: Row[] = [];
  const every = { agreement: 0, triplets: 0, sounds: 0 };
  for (const study of readdirSync(STUDIES).sort()) {
    const { count, apart } = readRatings(`${STUDIES}/${study}/dissimilarity.txt`);
    const corpus = await folderCorpus(`${STUDIES}/${study}`, "full");
    if (corpus.units.length !== count) throw new Error(`${study}: ${corpus.units.length} sounds, ${count} rated.`);
    const order = corpus.units.map((_, i) => i);
    order.sort((a, b) =>
      corpus.sounds[corpus.units[a].sound].file < corpus.sounds[corpus.units[b].sound].file ? -1 : 1,
    );
    const { vectors } = await openSoundSpace(corpus, encoder, kernels, job);
    const between = pointDistance(encoder);
    const width = vectors.columns;
    const sums = { agreement: 0, triplets: 0 };
    for (let i = 0; i < count; i++) {
      const others = order.map((_, j) => j).filter((j) => j !== i);
      const ours = others.map((j) => between(vectors.data, order[i] * width, vectors.data, order[j] * width, width));
      const people = others.map((j) => apart(i, j));
      sums.agreement += spearman(ours, people);
      sums.triplets += triplets(ours, people);
    }
    rows.push(
      { what: `${study}: agreement`, value: sums.agreement / count, unit: "rho" },
      { what: `${study}: triplets`, value: sums.triplets / count, unit: "share" },
    );
    every.agreement += sums.agreement;
    every.triplets += sums.triplets;
    every.sounds += count;
  }
  const published = (value: number) => ({ name: "best published", value });
  rows.push(
    {
      what: "all sounds: agreement",
      value: every.agreement / every.sounds,
      unit: "rho",
      against: published(PUBLISHED.agreement),
    },
    {
      what: "all sounds: triplets",
      value: every.triplets / every.sounds,
      unit: "share",
      against: published(PUBLISHED.triplets),
    },
  );
  return rows;
}
