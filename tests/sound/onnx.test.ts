/** The path of pre-trained models: YAMNet's front end and inference where it lies in ../shared, cards and broken models. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { pearson } from "../../src/math";
import { readCard } from "../../src/sound/onnx/card";
import { logMelPatch, patchLength } from "../../src/sound/onnx/log-mel";
import { openModel } from "../../src/sound/onnx/model";
import type { EncoderIo } from "../../src/sound/io";
import { hasShared, sharedPath } from "../shared";
import { YAMNET as CARD } from "./yamnet";

/** Numbers of a NumPy file (version 1, little-endian 32-bit floats). */
function npy(path: string): Float32Array {
  const bytes = readFileSync(path);
  const from = 10 + bytes.readUInt16LE(8);
  return Float32Array.from({ length: (bytes.length - from) / 4 }, (_, i) => bytes.readFloatLE(from + 4 * i));
}

/** Files of a model folder with a card laid over them. */
const withCard = (card: object, model?: Uint8Array): EncoderIo => ({
  readFile: (path) => {
    if (path === "card.json") return Promise.resolve(new TextEncoder().encode(JSON.stringify(card)));
    return model ? Promise.resolve(model) : readFile(sharedPath("models", "yamnet", path));
  },
});

describe("cards", () => {
  it("are read whole", () => {
    const card = readCard(JSON.stringify(CARD), "c.json");
    expect(card.input.form).toBe("log-mel");
    expect(card.input.form === "log-mel" && patchLength(card.input)).toBe(15_600);
    expect(readCard(JSON.stringify({ ...CARD, input: { form: "raw", seconds: 1 } }), "c.json").input).toEqual({
      form: "raw",
      seconds: 1,
      normalise: "none",
      axes: [1, "samples"],
    });
  });

  it.each([
    ["{", /not JSON/],
    [JSON.stringify({ ...CARD, output: "" }), /"output" must be a text/],
    [JSON.stringify({ ...CARD, sampleRate: "x" }), /"sampleRate" must be a number/],
    [JSON.stringify({ ...CARD, input: { form: "image" } }), /"raw" or "log-mel"/],
    [JSON.stringify({ ...CARD, input: { ...CARD.input, fft: 500 } }), /power of two/],
  ])("name what is wrong: %s", (text, message) => {
    expect(() => readCard(text, "c.json")).toThrow(message);
  });
});

describe("models", () => {
  it("that are broken or missing give one sentence", async () => {
    const broken = withCard(CARD, new Uint8Array([1, 2, 3, 4, 5]));
    await expect(openModel("card.json", broken)).rejects.toThrow(/yamnet_int8w\.onnx cannot be opened: it is damaged/);
    const missing: EncoderIo = { readFile: () => Promise.reject(new Error("no")) };
    await expect(openModel("nowhere.json", missing)).rejects.toThrow(/nowhere\.json cannot be read/);
  });

  it.skipIf(!hasShared("models", "yamnet"))("YAMNet's front end correlates with the reference patch", () => {
    const card = readCard(JSON.stringify(CARD), "card.json");
    if (card.input.form !== "log-mel") throw new Error("The card is of log-mel form.");
    const patch = logMelPatch(npy(sharedPath("models", "yamnet", "test_audio.npy")), card, card.input);
    const reference = npy(sharedPath("models", "yamnet", "test_spec.npy"));
    expect(patch.length).toBe(reference.length);
    expect(pearson(patch, reference)).toBeGreaterThan(0.9999);
  });

  it.skipIf(!hasShared("models", "yamnet"))("YAMNet runs, twice the same, and names outputs it lacks", async () => {
    const model = await openModel("card.json", withCard(CARD));
    const audio = npy(sharedPath("models", "yamnet", "test_audio.npy"));
    const embedding = await model.embed(audio);
    expect(embedding.length).toBe(1024);
    expect(embedding.some((x) => x > 0)).toBe(true);
    expect(await model.embed(audio)).toEqual(embedding);
    await expect(openModel("card.json", withCard({ ...CARD, output: "logits" }))).rejects.toThrow(
      /no output "logits"\. It has: embedding, scores/,
    );
  });
});
