/** Models of transformers.js as word spaces: pooling against plain sums, real pipelines, unknown words, no network. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { ContextualModel } from "../../src/text/contextual/model";
import { joinWords, poolWord, POOLINGS } from "../../src/text/contextual/pooling";
import { openContextual } from "../../src/text/contextual/space";
import { openTextEncoder } from "../../src/text";
import type { Job } from "../../src/types";
import { hasShared, sharedPath } from "../shared";
import { reference, tinyModel } from "./tiny-model";

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };
const bert = "bert-tiny-random";
const fixed = "static-w2v-100";
const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return ab / Math.sqrt(aa * bb);
};

describe("pooling", () => {
  // [CLS] a b1 b2 [SEP], two numbers a token.
  const hidden = [100, 100, 1, 2, 3, 4, 5, 8, -100, 7];
  const line = joinWords([101], [[7], [8, 9]], [102]);

  it("a word is the mean of its own subwords, and no special token is in it", () => {
    expect(line.ids).toEqual([101, 7, 8, 9, 102]);
    expect([...(poolWord(hidden, 2, line, 0, "subwords") ?? [])]).toEqual([1, 2]);
    expect([...(poolWord(hidden, 2, line, 1, "subwords") ?? [])]).toEqual([4, 6]);
  });

  it("mean is over all words' parts, cls is the first token", () => {
    (poolWord(hidden, 2, line, 0, "mean") ?? []).forEach((x, i) => expect(x).toBeCloseTo([3, 14 / 3][i], 5));
    expect([...(poolWord(hidden, 2, line, 1, "cls") ?? [])]).toEqual([100, 100]);
  });

  it("an unknown word's NaN, or a word without parts, is no vector", () => {
    expect(poolWord([NaN, 1, 2, 3], 2, joinWords([], [[1], [2]], []), 0, "subwords")).toBeUndefined();
    expect(poolWord([1, 1], 2, joinWords([1], [[]], []), 0, "subwords")).toBeUndefined();
  });
});

describe("a model written by hand", () => {
  const folder = join(mkdtempSync(join(tmpdir(), "lexigrain-model-")), "tiny");
  for (const [file, bytes] of Object.entries(tinyModel())) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytes);
  }
  afterAll(() => rmSync(dirname(folder), { recursive: true }));
  const near = (found: ArrayLike<number> | undefined, plain: readonly number[]) =>
    plain.forEach((x, i) => expect(found?.[i]).toBeCloseTo(x, 5));

  it("gives what plain sums give: alone, in a line, split into parts", async () => {
    const model = await ContextualModel.open({ model: folder }, job);
    near((await model.embed(["river"]))[0], reference(["river"], ["river"]));
    const line = ["king", "bank", "##s", "##er", "blue"];
    near((await model.embed(["king", "bankser", "blue"]))[1], reference(line, ["bank", "##s", "##er"]));
    const cls = await ContextualModel.open({ model: folder, pooling: "cls" }, job);
    near((await cls.embed(["sea"]))[0], reference(["sea"], ["[CLS]"]));
    const mean = await ContextualModel.open({ model: folder, pooling: "mean" }, job);
    near((await mean.embed(["sea", "ship"]))[0], reference(["sea", "ship"], ["sea", "ship"]));
  });

  it("hears the sentence through every knob: blended, under another metric, as points, bent to a text", async () => {
    const host = {
      builtin: () => Promise.resolve(new Uint8Array(readFileSync("public/words.bin"))),
      find: () => Promise.resolve("folder" as const),
    };
    const text = "The ship on the sea and the ship on the river. ".repeat(10);
    for (const knobs of ["blend=0.3,metric=mahalanobis", "language=0.5,points=200", "strength=0.5"]) {
      const given = knobs.startsWith("strength") ? { ...host, text } : host;
      const space = await openTextEncoder(`${folder}:context=1,words=2000,${knobs}`, given, job);
      const at = async (line: string) => (await space.inContext?.(line.split(" ")))?.[1].vector ?? new Float32Array(0);
      const [river, gold] = [await at("river bank"), await at("gold bank")];
      expect(river, knobs).toHaveLength(space.dimensions);
      expect(Math.hypot(...river), knobs).toBeCloseTo(1, 4);
      if (!knobs.startsWith("language")) expect(river, knobs).not.toEqual(gold);
    }
  });

  it("has no vector for what it does not know", async () => {
    const model = await ContextualModel.open({ model: folder }, job);
    expect((await model.embed(["zebra", "sea"]))[0]).toBeUndefined();
  });
});

describe.skipIf(!hasShared("models", bert) || !hasShared("models", fixed))("models in a folder", () => {
  it("pools as the library's own pipeline does", async () => {
    const { env, pipeline } = await import("@huggingface/transformers");
    const mean = await ContextualModel.open({ model: sharedPath("models", bert), pooling: "subwords" }, job);
    // The model has set the library's paths: the plain reference is run on the same folder.
    expect(env.allowRemoteModels).toBe(false);
    const extract = await pipeline("feature-extraction", bert, { dtype: "fp32" });
    const tokens = await extract("ocean");
    const [, count, width] = tokens.dims;
    const plain = new Float32Array(width);
    const data = tokens.data as Float32Array;
    for (let t = 1; t < count - 1; t++) for (let i = 0; i < width; i++) plain[i] += data[t * width + i] / (count - 2);
    const [own] = await mean.embed(["ocean"]);
    own?.forEach((x, i) => expect(x).toBeCloseTo(plain[i], 4));
    expect(own).toHaveLength(width);
    const cls = await ContextualModel.open({ model: sharedPath("models", bert), pooling: "cls" }, job);
    (await cls.embed(["ocean"]))[0]?.forEach((x, i) => expect(x).toBeCloseTo(data[i], 4));
  });

  it("gives a word another vector in another sentence, and the same alone", async () => {
    const space = await openContextual(
      { model: sharedPath("models", bert), vocabulary: ["river", "money", "bank", "water"], context: true },
      job,
    );
    const inLine = async (line: string) => (await space.inContext?.(line.split(" "))) ?? [];
    const [, , first] = await inLine("a river bank");
    const [, , second] = await inLine("the money bank");
    // The weights are random, so the sentence counts little; but it counts.
    expect(first.vector).not.toEqual(second.vector);
    const [, , again] = await inLine("a river bank");
    expect(again.vector).toEqual(first.vector);
    // Without the switch a word is always the same: nobody can ask for its sentence.
    expect(
      (await openContextual({ model: sharedPath("models", bert), vocabulary: ["river", "money"] }, job)).inContext,
    ).toBe(undefined);
    for (const pooling of POOLINGS) {
      const other = await openContextual(
        { model: sharedPath("models", bert), vocabulary: ["river", "money"], pooling },
        job,
      );
      expect(Math.hypot(...other.lookup("river").vector)).toBeCloseTo(1, 4);
    }
  });

  it("a word the model does not know falls to its spelling instead of NaN", async () => {
    const space = await openContextual(
      { model: sharedPath("models", fixed), vocabulary: ["ocean", "sea", "king", "red"], context: true },
      job,
    );
    await space.prepare?.(["zzxqv"]);
    const found = [space.lookup("zzxqv"), ...((await space.inContext?.(["sea", "zzxqv"])) ?? [])];
    for (const { vector } of found) expect(vector.every((x) => Number.isFinite(x))).toBe(true);
    expect(cosine(space.lookup("ocean").vector, space.lookup("sea").vector)).toBeGreaterThan(
      cosine(space.lookup("ocean").vector, space.lookup("king").vector),
    );
  });

  it("a folder without a model, or a name that is nowhere, is refused in one sentence", async () => {
    expect(statSync(sharedPath("texts")).isDirectory()).toBe(true);
    const open = (model: string) => ContextualModel.open({ model }, job);
    await expect(open(sharedPath("texts"))).rejects.toThrow(/cannot be loaded there: it needs config\.json/);
    await expect(open("nobody/no-such-model")).rejects.toThrow(/cannot be loaded/);
  });
});

describe("without a network", () => {
  it("a model that is wanted from there is refused in one sentence", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
    try {
      await expect(ContextualModel.open({ model: "nobody/far-away", remote: true }, job)).rejects.toThrow(
        /^The model nobody\/far-away cannot be loaded from the network: check the name, the address and the connection\.$/,
      );
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("cancelling", () => {
  it("ends the fetching of a model at once", async () => {
    const cancelled = new Error("Cancelled: nothing was changed.");
    const model = tinyModel();
    const asked: string[] = [];
    const files = (file: string) => {
      asked.push(file);
      return Promise.resolve(new Response(Buffer.from(model[file] ?? []), { status: file in model ? 200 : 404 }));
    };
    const ended: Job = { ...job, breathe: () => Promise.reject(cancelled) };
    await expect(ContextualModel.open({ model: "handed", files }, ended)).rejects.toBe(cancelled);
    expect(asked).not.toContain("onnx/model.onnx");
  });
});
