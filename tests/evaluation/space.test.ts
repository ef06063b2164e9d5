/** Retrieval scores on planted spaces, clusters against values by scikit-learn, labels as people's files have them. */
import { describe, expect, it } from "vitest";
import { evaluateSpace, folderLabels, readLabels, spaceItems } from "../../src/evaluation";
import { matrix } from "../../src/math";
import type { Corpus, Job } from "../../src/types";

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

const items = (labels: readonly string[], sounds = labels.map((_, i) => i)) =>
  labels.map((label, unit) => ({ unit, sound: sounds[unit], file: `${sounds[unit]}.wav`, labels: label.split(";") }));

const line = (...at: number[]) => matrix(at.length, 1, Float32Array.from(at));

describe("evaluateSpace", () => {
  it("gives 1 to a space whose labels are apart, and 0 ranks before the first", async () => {
    const { scores } = await evaluateSpace(line(0, 1, 2, 3, 10, 11, 12, 13), items("aaaabbbb".split("")), job);
    expect(scores.map15).toBe(1);
    expect(scores.mr1).toBe(0);
    expect(scores.queries).toBe(8);
    expect(scores.perClass["a"].queries).toBe(4);
  });

  it("computes AP and the first rank as defined", async () => {
    // From the first item: b, a, b, a, a → (1/2 + 2/4 + 3/5) / 3; labels of fewer than four files ask nothing.
    const { scores } = await evaluateSpace(line(0, 1, 2.1, 3.3, 4.6, 6), items("ababaa".split("")), job);
    expect(scores.queries).toBe(4);
    const fromFirst = (1 / 2 + 2 / 4 + 3 / 5) / 3;
    const fromThird = (0 + 1 / 3 + 2 / 4 + 3 / 5) / 3;
    // 3rd (2.1): 1 b, 3.3 b, 0 a, 4.6 a, 6 a · 5th (4.6): 3.3 b, 6 a, 2.1 a, 1 b, 0 a · 6th (6): 4.6 a, 3.3 b, 2.1 a, 1 b, 0 a
    const fromFifth = (1 / 2 + 2 / 3 + 3 / 5) / 3;
    const fromSixth = (1 + 2 / 3 + 3 / 5) / 3;
    expect(scores.map15).toBeCloseTo((fromFirst + fromThird + fromFifth + fromSixth) / 4, 6);
    expect(scores.mr1).toBeCloseTo((1 + 2 + 1 + 0) / 4, 6);
  });

  it("never counts the units of one's own file", async () => {
    const sounds = [0, 0, 1, 2, 3, 4];
    const { scores, rankings } = await evaluateSpace(line(0, 0, 5, 6, 7, 1), items("aaaaab".split(""), sounds), job);
    expect(rankings[0].nearest.some(({ file }) => file === "0.wav")).toBe(false);
    expect(rankings[0].nearest[0].file).toBe("4.wav");
    expect(scores.mr1).toBeGreaterThan(0);
  });

  it("takes any shared name for relevant", async () => {
    const { scores } = await evaluateSpace(line(0, 1, 2, 3, 50), items(["a;b", "a", "b;a", "a", "c"]), job);
    expect(scores.queries).toBe(4);
    expect(scores.map15).toBe(1);
  });

  it("finds the hub and the unreached", async () => {
    // Twelve points on a star: each is nearest to the middle.
    const n = 30;
    const space = matrix(n + 1, n);
    for (let i = 0; i < n; i++) space.data[i * n + i] = 1;
    const { scores } = await evaluateSpace(space, items(new Array<string>(n + 1).fill("a")), job);
    expect(scores.largestHub).toBeCloseTo(n / (n + 1), 6);
    // Of the equally far, the first ten are taken: 0 to 9, and the middle, are reached.
    expect(scores.unreached).toBe(20);
  });

  it("agrees with scikit-learn 1.2 on clusters", async () => {
    const points = matrix(6, 2, Float32Array.from([0, 0, 1, 0, 0, 1, 5, 5, 6, 5, 5, 7]));
    const { scores } = await evaluateSpace(points, items("aaabbb".split("")), job);
    expect(scores.clusters.silhouette).toBeCloseTo(0.804892, 5);
    expect(scores.clusters.calinskiHarabasz).toBeCloseTo(68.71429, 4);
    expect(scores.clusters.daviesBouldin).toBeCloseTo(0.229104, 5);
  });

  it("is quiet about nothing", async () => {
    const { scores } = await evaluateSpace(matrix(0, 3), [], job);
    expect(scores).toMatchObject({ map15: 0, mr1: 0, queries: 0, largestHub: 0, unreached: 0 });
  });
});

describe("labels", () => {
  it("reads BOM, CRLF, quotes, several labels, columns in any order", () => {
    const labels = readLabels(
      '\uFEFFfamily,label,path,more\r\ndrum,"kick; bass",.\\a b\\1.wav,x\r\n,"say ""hi""","a, b.wav",\r\n',
    );
    expect(labels.get("a b/1.wav")).toEqual({ labels: ["kick", "bass"], family: "drum" });
    expect(labels.get("a, b.wav")).toEqual({ labels: ['say "hi"'] });
  });

  it("names the column that is missing", () => {
    expect(() => readLabels("file,tag\n1,2\n")).toThrow(/"path" and "label".*file, tag/);
    expect(() => readLabels("path,label\n")).toThrow(/no sound/);
  });

  it("takes folder names", () => {
    expect(folderLabels(["x/kick/1.wav", "2.wav"])).toEqual(new Map([["x/kick/1.wav", { labels: ["kick"] }]]));
  });

  it("picks the three loudest units of a file", () => {
    const unit = (start: number) => ({ sound: 0, start, length: 2, gain: 1, stretches: new Uint32Array([0, 2]) });
    const corpus: Corpus = {
      name: "c",
      sampleRate: 48_000,
      unit: 40,
      sounds: [{ file: "k/1.wav", samples: Float32Array.from([0.1, 0, 0.9, 0, 0.3, 0, 0.5, 0]), hash: "" }],
      units: [0, 2, 4, 6].map(unit),
      skipped: [],
    };
    expect(spaceItems(corpus, folderLabels(["k/1.wav"])).map((item) => item.unit)).toEqual([1, 3, 2]);
  });
});
