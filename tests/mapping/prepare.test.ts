/** Preparations by name: what each promises, in any order, with places for rows it was not fitted on. */
import { describe, expect, it } from "vitest";
import { fitSteps, parseSteps } from "../../src/mapping/preparation/steps";
import { fitMapping, restoreMapping } from "../../src/mapping";
import { silhouette } from "../../src/mapping/silhouette";
import { chainOf } from "../../src/mapping/targets/chain";
import { columnMoments, kMeans, matrix, row } from "../../src/math";
import type { Matrix } from "../../src/types";
import { clustered, quiet, soundSpace, wordSpace } from "./spaces";

const m = clustered(120, 7, 4, 0.5, 5);
const prepared = async (text: string, on: Matrix = m): Promise<Matrix> =>
  (await fitSteps(parseSteps(text), on, quiet())).rows;
const column = (x: Matrix, c: number): number[] => Array.from({ length: x.rows }, (_, i) => x.data[i * x.columns + c]);

describe("steps", () => {
  it("standardise: mean 0, deviation 1", async () => {
    const { mean, deviation } = columnMoments(await prepared("standardise"));
    for (const x of mean) expect(x).toBeCloseTo(0, 5);
    for (const x of deviation) expect(x).toBeCloseTo(1, 5);
  });
  it("variance: deviation 1; batchnorm: mean 0 and nearly 1", async () => {
    for (const x of columnMoments(await prepared("variance")).deviation) expect(x).toBeCloseTo(1, 5);
    const { mean, deviation } = columnMoments(await prepared("batchnorm"));
    for (const x of mean) expect(x).toBeCloseTo(0, 5);
    for (const x of deviation) expect(x).toBeCloseTo(1, 3);
  });
  it("minmax: from 0 to 1", async () => {
    const x = await prepared("minmax");
    expect(Math.min(...column(x, 2))).toBeCloseTo(0, 6);
    expect(Math.max(...column(x, 2))).toBeCloseTo(1, 6);
  });
  it("robust: median 0, quartiles 1 apart", async () => {
    const x = column(await prepared("robust"), 3).sort((a, b) => a - b);
    const at = (q: number): number => {
      const place = q * (x.length - 1);
      const low = Math.floor(place);
      return x[low] + (place - low) * (x[Math.min(low + 1, x.length - 1)] - x[low]);
    };
    expect(at(0.5)).toBeCloseTo(0, 5);
    expect(at(0.75) - at(0.25)).toBeCloseTo(1, 5);
  });
  it("unit: every row of length 1; layernorm: every row mean 0, variance 1", async () => {
    const unit = await prepared("unit");
    for (let i = 0; i < unit.rows; i++) expect(Math.hypot(...row(unit, i))).toBeCloseTo(1, 5);
    const layer = row(await prepared("layernorm"), 9);
    expect(layer.reduce((s, x) => s + x, 0)).toBeCloseTo(0, 4);
    expect(layer.reduce((s, x) => s + x * x, 0) / 7).toBeCloseTo(1, 3);
  });
  it("whiten: the covariance is the unit matrix", async () => {
    const x = await prepared("whiten");
    for (let a = 0; a < x.columns; a++)
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        for (let i = 0; i < x.rows; i++) sum += (x.data[i * x.columns + a] * x.data[i * x.columns + b]) / x.rows;
        expect(sum).toBeCloseTo(a === b ? 1 : 0, 3);
      }
  });
  it("nmf: nothing below 0, and the parts explain most of it", async () => {
    const { parts, rows } = await fitSteps(parseSteps("minmax+nmf:4"), m, quiet());
    expect(Math.min(...rows.data)).toBeGreaterThanOrEqual(0);
    const { parts: found } = parts[1].pack() as { parts: Float32Array };
    const scaled = await prepared("minmax");
    let [missed, all] = [0, 0];
    for (let i = 0; i < m.rows; i++)
      for (let c = 0; c < 7; c++) {
        let sum = 0;
        for (let k = 0; k < 4; k++) sum += rows.data[i * 4 + k] * found[k * 7 + c];
        missed += (scaled.data[i * 7 + c] - sum) ** 2;
        all += scaled.data[i * 7 + c] ** 2;
      }
    expect(missed / all).toBeLessThan(0.05);
  });
  it.each(["tsne:2", "umap:2"])("%s: clusters stay together, unseen rows land among their own", async (name) => {
    const far = clustered(120, 6, 3, 0.1, 8);
    const of = kMeans(far, 3, 1).of;
    const { parts, rows } = await fitSteps(parseSteps(name), far, quiet());
    expect(silhouette(rows, of, 3)).toBeGreaterThan(0.5);
    const target = chainOf(parts);
    const between = row(far, 0).map((x, c) => x + 0.02 * (c % 2 ? 1 : -1));
    const landed = target.apply(between);
    let nearest = -1;
    let least = Infinity;
    for (let i = 0; i < rows.rows; i++) {
      const distance = Math.hypot(...landed.map((x, c) => x - rows.data[i * 2 + c]));
      if (distance < least) [least, nearest] = [distance, i];
    }
    expect(of[nearest]).toBe(of[0]);
    expect((await fitSteps(parseSteps(name), far, quiet())).rows.data).toEqual(rows.data);
  });
  it("says what it does not know", () => {
    expect(() => parseSteps("standardise+whitten")).toThrow('no preparation "whitten"');
    expect(() => parseSteps("unit:3")).toThrow("takes no number");
    expect(() => parseSteps("pca:0")).toThrow("from 1 to 512");
  });
});

describe("in a map", () => {
  const words = wordSpace(clustered(150, 10, 6, 0.4, 1));
  const sounds = soundSpace(clustered(50, 8, 6, 0.4, 2));
  it.each([
    "procrustes:prepare=standardise+whiten+pca:3,metric=cosine",
    "procrustes:prepare=pca:6+unit+minmax,scale=whole",
    "procrustes:prepare-words=standardise+tsne:2,prepare-sounds=robust+umap:3,metric=mahalanobis",
    "procrustes:prepare=variance+nmf:4+layernorm,metric=inner",
    "cluster:prepare=batchnorm+random:4,metric=rbf,k=auto,origin=equal,link=nearest",
    "centroid-distances:sounds=ear,level=clusters,clusters=6",
    "icp:sounds=encoder,start=pca,level=clusters,clusters=8",
    "assignment:level=clusters,clusters=7",
  ])("%s plays and is restored", async (name) => {
    const map = await fitMapping(name, words, sounds, {}, quiet());
    const restored = restoreMapping(map.serialise());
    const units = words.words.map((_, i) => map.place(row(words.vectors, i))[0].unit);
    expect(new Set(units).size).toBeGreaterThan(1);
    expect(words.words.map((_, i) => restored.place(row(words.vectors, i))[0].unit)).toEqual(units);
  });
  it("metric=inner: the unit of largest inner product", async () => {
    const own = wordSpace(clustered(40, 4, 5, 0.5, 9));
    const name = "procrustes:prepare=pca:4,scale=none,metric=inner,iterations=1";
    const map = await fitMapping(
      name,
      own,
      soundSpace(matrix(3, 4, Float32Array.of(9, 0, 0, 0, -9, 0, 0, 0, 0, 0.001, 0, 0))),
      {},
      quiet(),
    );
    // By Euclid the third unit, in the middle, would be the nearest one of nearly all words; one word lies on its axis.
    const units = own.words.map((_, i) => map.place(row(own.vectors, i))[0].unit);
    expect(units.filter((unit) => unit === 2).length).toBeLessThanOrEqual(1);
    expect(new Set(units).size).toBeGreaterThan(1);
  });
});
