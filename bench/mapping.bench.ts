/**
 * The map: placing a word among 100,000 units and fitting, in SIMD against the same sums in plain code (same bits).
 * Synthetic words and sounds with the shapes of the real ones: 204 and 58 columns, variances that fall.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fitMapping } from "../src/mapping";
import { allRows, loadKernels, LowestSums, matrix, Random, row } from "../src/math";
import type { Job, Matrix, SoundSpace, WordSpace } from "../src/types";
import { interleaved, type Row } from "./measure";

const ROUNDS = 3;
const LARGE = 100_000;
const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

function cloud(rows: number, columns: number, seed: number): Matrix {
  const random = new Random(seed);
  const out = matrix(rows, columns);
  for (let i = 0; i < out.data.length; i++) out.data[i] = random.normal() / Math.sqrt(1 + (i % columns));
  return out;
}

function wordSpace(count: number): WordSpace {
  const vectors = cloud(count, 204, 1);
  for (let r = 0; r < count; r++) {
    const x = row(vectors, r);
    const norm = Math.hypot(...x);
    for (let c = 0; c < x.length; c++) x[c] /= norm;
  }
  const words = Array.from({ length: count }, (_, i) => `w${i}`);
  return {
    name: "synthetic",
    dimensions: 204,
    words,
    vectors,
    lookup: (token) => ({ vector: row(vectors, Number(token.slice(1))), source: "known", of: [token] }),
    nearest: () => [],
  };
}

function soundSpace(units: number): SoundSpace {
  const points = cloud(units, 58, 2);
  return { name: "descriptors", vectors: points, descriptors: points, descriptorNames: [], ear: points };
}

export async function measure(): Promise<Row[]> {
  const file = fileURLToPath(new URL("../build/kernels.wasm", import.meta.url));
  loadKernels(new WebAssembly.Module(readFileSync(file)));
  const points = cloud(LARGE, 16, 3);
  const targets = cloud(64, 16, 4);
  const simd = new LowestSums(points);
  const plain = new LowestSums(points, undefined, false);
  const sums = await interleaved(
    {
      simd: () => simd.find(targets, allRows(64), -2, 12, job),
      plain: () => plain.find(targets, allRows(64), -2, 12, job),
    },
    ROUNDS,
  );
  const words = wordSpace(12_000);
  const sounds = soundSpace(5000);
  const map = await fitMapping("relational", words, sounds, { quality: "quick" }, job);
  const fits = await interleaved(
    {
      quick: () => fitMapping("relational", words, sounds, { quality: "quick" }, job),
      best: () => fitMapping("relational", words, sounds, { quality: "best" }, job),
      identity: () => fitMapping("identity", words, sounds, {}, job),
      placing: () => {
        for (let i = 0; i < 1000; i++) map.place(row(words.vectors, 11_000 + i));
      },
    },
    ROUNDS,
  );
  const large = soundSpace(LARGE);
  const before = performance.now();
  const largeMap = await fitMapping("relational", words, large, { quality: "best" }, job);
  const largeFit = performance.now() - before;
  const times = Float64Array.from({ length: 1000 }, (_, i) => {
    const start = performance.now();
    largeMap.place(row(words.vectors, 11_000 + i));
    return performance.now() - start;
  }).sort();
  return [
    {
      what: "best map of relational, 100,000 units",
      value: largeFit / 1000,
      unit: "s",
      against: { name: "allowed", value: 60 },
    },
    {
      what: "the process then, resident at most",
      value: process.resourceUsage().maxRSS / 1024,
      unit: "MB",
      against: { name: "allowed", value: 1000 },
    },
    { what: "placing a word among 100,000 units, median", value: times[500], unit: "ms" },
    {
      what: "placing a word among 100,000 units, 99 of 100",
      value: times[990],
      unit: "ms",
      against: { name: "allowed", value: 2 },
    },
    {
      what: "12 nearest of 100,000 units, a word",
      value: sums.simd / 64,
      unit: "ms",
      against: { name: "plain code, same bits", value: sums.plain / 64 },
    },
    { what: "placing a word among 5,000 units", value: fits.placing / 1000, unit: "ms" },
    {
      what: "first map of relational, 5,000 units",
      value: fits.quick,
      unit: "ms",
      against: { name: "identity", value: fits.identity },
    },
    {
      what: "best map of relational, 5,000 units",
      value: fits.best,
      unit: "ms",
      against: { name: "identity", value: fits.identity },
    },
  ];
}
