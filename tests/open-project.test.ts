/** A project in the page: placed words come back with their units, and a stranger's impossible units do not. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadKernels } from "../src/lexicon";
import { openProject, projectState } from "../src/open-project";
import { writeProject } from "../src/store";
import type { Corpus, Job, Json } from "../src/types";

const RATE = 48_000;
const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

function corpus(): Corpus {
  const samples = Float32Array.from({ length: RATE }, (_, i) => 0.5 * Math.sin(i / 20));
  const unit = { sound: 0, gain: 1, stretches: Uint32Array.of(0, 1000) };
  const units = [0, 1, 2].map((i) => ({ ...unit, start: i * 1000, length: 1000 }));
  const sounds = [{ file: "a.wav", samples, hash: "0".repeat(64) }];
  return { name: "one", sampleRate: RATE, unit: 500, sounds, units, skipped: [] };
}

async function opened(state: Json, sampleRate = RATE, options = {}) {
  const kernels = loadKernels(await WebAssembly.compile(readFileSync("build/kernels.wasm")));
  const bytes = writeProject({ corpus: corpus(), state });
  const heard = { mapping: "random", soundEncoder: "descriptors", seed: 1, ...options };
  return openProject(bytes, heard, { sampleRate, kernels, find: () => Promise.resolve(undefined) }, job);
}

describe("openProject", () => {
  it("gives units, placed words and the page's own back", async () => {
    const placed = [
      [
        "pond",
        [
          { unit: 2, weight: 0.75 },
          { unit: 0, weight: 0.25 },
        ],
      ],
    ] as const;
    const project = await opened(projectState({ lines: ["pond"] }, placed));
    expect(project.placed).toEqual(placed);
    expect(project.state).toEqual({ lines: ["pond"] });
    expect(project.corpus.units).toEqual(corpus().units);
  });

  it("passes over units that are not there", async () => {
    const impossible: Json[] = [
      ["far", [[3, 1]]],
      ["below", [[-1, 1]]],
      ["half", [[0.5, 1]]],
      ["heavy", [[0, 2]]],
      ["none", []],
      [7, [[0, 1]]],
      "text",
    ];
    const { placed } = await opened({ placed: [...impossible, ["good", [[1, 1]]]] });
    expect(placed).toEqual([["good", [{ unit: 1, weight: 1 }]]]);
  });

  it("is cut anew at another rate or on request, and then places every word anew", async () => {
    const state = projectState(null, [["pond", [{ unit: 2, weight: 1 }]]]);
    const slower = await opened(state, 44_100);
    expect(slower.corpus.sampleRate).toBe(44_100);
    expect(slower.corpus.sounds[0].samples.length).toBe(44_100);
    expect(slower.placed).toEqual([]);
    const whole = await opened(state, RATE, { cutting: { unit: "full", trimSilence: true, dropSilent: true } });
    expect(whole.corpus.units.length).toBe(1);
    expect(whole.placed).toEqual([]);
    const cutting = { unit: 500, trimSilence: true, dropSilent: true };
    expect((await opened(state, RATE, { cutting, again: true })).placed.length).toBe(1);
  });
});
