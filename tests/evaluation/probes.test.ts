/** Linear probes tell what a straight cut can tell, on files that they never saw, and nothing where there is nothing. */
import { describe, expect, it } from "vitest";
import { linearProbes } from "../../src/evaluation";
import { matrix, Random } from "../../src/math";
import { testKernels } from "../kernels/build";

testKernels();

const job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

/** 3 × 20 files of two units each; the label shifts the columns by `shift`. */
function made(shift: number) {
  const random = new Random(4);
  const vectors = matrix(120, 6);
  const items = Array.from({ length: 120 }, (_, unit) => {
    const sound = Math.floor(unit / 2);
    const label = sound % 3;
    for (let c = 0; c < 6; c++) vectors.data[unit * 6 + c] = random.normal() + (c % 3 === label ? shift : 0);
    return { unit, sound, file: `${sound}.wav`, labels: [`label ${label}`] };
  });
  return { vectors, items };
}

describe("linear probes", () => {
  it("part what lies apart, by both kinds", async () => {
    const { vectors, items } = made(4);
    const scores = (await linearProbes(vectors, items, job))!;
    expect(scores.labels).toBe(3);
    expect(scores.items).toBe(120);
    expect(scores.chance).toBeCloseTo(1 / 3, 6);
    for (const { accuracy, balanced } of [scores.logistic, scores.svm]) {
      expect(accuracy).toBeGreaterThan(0.95);
      expect(balanced).toBeGreaterThan(0.95);
    }
    expect(await linearProbes(vectors, items, job)).toEqual(scores);
  });

  it("stay near chance where labels mean nothing", async () => {
    const { vectors, items } = made(0);
    const scores = (await linearProbes(vectors, items, job))!;
    for (const { accuracy } of [scores.logistic, scores.svm]) expect(accuracy).toBeLessThan(0.5);
  });

  it("need two labels of five files", async () => {
    const { vectors, items } = made(1);
    expect(await linearProbes(vectors, items.slice(0, 8), job)).toBeUndefined();
  });
});
