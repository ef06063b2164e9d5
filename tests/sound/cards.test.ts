/** The cards that come along: each is read, prepares what its model asks for, and runs on a generated model of that input. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCard } from "../../src/sound/onnx/card";
import { layInput, lookLength, poolOutput } from "../../src/sound/onnx/layout";
import { openModel } from "../../src/sound/onnx/model";
import { identityModel } from "./tiny-onnx";

const folder = fileURLToPath(new URL("../../docs/cards/", import.meta.url));

/** Input sizes as the models' own documentation has them. */
const SIZES: Readonly<Record<string, readonly number[]>> = {
  yamnet: [1, 96, 64],
  vggish: [1, 1, 96, 64],
  openl3: [1, 1, 48_000],
  "fsd-sinet": [1, 1, 101, 96],
  "clap-laion": [1, 1, 1001, 64],
  "clap-microsoft": [1, 308_700],
  muq: [1, 240_000],
  "muq-mulan": [1, 240_000],
  mert: [1, 120_000],
  cola: [1, 96, 64, 1],
  wav2vec2: [1, 32_000],
  "wav2vec2-bert": [1, 100, 160],
  hubert: [1, 32_000],
  encodec: [1, 1, 24_000],
  audioclip: [1, 1, 220_500],
};

it("every card is known here", () => {
  expect(readdirSync(folder).toSorted()).toEqual(
    Object.keys(SIZES)
      .map((name) => `${name}.json`)
      .toSorted(),
  );
});

describe.each(Object.entries(SIZES))("%s", (name, dims) => {
  const text = readFileSync(`${folder}${name}.json`, "utf8");
  const card = readCard(text, `${name}.json`);

  it("prepares its input, runs, and says what was measured", async () => {
    const samples = Float32Array.from({ length: lookLength(card) }, (_, i) => 0.25 + 0.5 * Math.sin(i / 7));
    const laid = layInput(samples, card);
    expect(laid.dims).toEqual(dims);
    expect(laid.data.every(Number.isFinite)).toBe(true);
    const mask = card.mask === undefined ? undefined : ([card.mask, dims[1]] as const);
    const model = await openModel("card.json", {
      readFile: async (path) =>
        path === "card.json" ? new TextEncoder().encode(text) : identityModel(dims, card.output, mask),
    });
    const embedding = await model.embed(samples);
    expect(embedding).toEqual(poolOutput(laid.data, laid.dims, card.axis));
    expect(embedding.length).toBe(dims.at(card.axis));
    const { note } = JSON.parse(text) as { readonly note: string };
    if (name !== "yamnet") expect(note).toMatch(/^Not measured here/);
  });

  it("refuses a model of another input in one sentence", async () => {
    const other = identityModel([2, 3, 5, 7, 2], card.output);
    const model = openModel("card.json", {
      readFile: async (path) => (path === "card.json" ? new TextEncoder().encode(text) : other),
    });
    const samples = new Float32Array(lookLength(card));
    await expect((async () => (await model).embed(samples))()).rejects.toThrow(
      /^The model .+ refused its input of [\d ×]+: check the card card\.json\.$/,
    );
  });
});

describe("preparation", () => {
  const card = (input: object) =>
    readCard(JSON.stringify({ name: "x", model: "x", output: "y", sampleRate: 16_000, input }), "x.json");
  const wave = Float32Array.from({ length: 1600 }, (_, i) => 0.25 + 0.5 * Math.sin(i));

  it("of waveforms: mean 0 and deviation 1, or 16 bits", () => {
    const unit = layInput(wave, card({ form: "raw", seconds: 0.1, normalise: "unit" })).data;
    expect(unit.reduce((sum, x) => sum + x, 0) / 1600).toBeCloseTo(0, 5);
    expect(unit.reduce((sum, x) => sum + x * x, 0) / 1600).toBeCloseTo(1, 4);
    const whole = layInput(wave, card({ form: "raw", seconds: 0.1, normalise: "int16" })).data;
    expect(whole[10]).toBeCloseTo(32768 * wave[10], 1);
  });

  it("of levels: decibels of power, bands first, successive frames side by side", () => {
    const input = {
      form: "log-mel",
      window: 256,
      hop: 128,
      fft: 256,
      bands: 8,
      low: 0,
      high: 8000,
      offset: 1e-10,
      frames: 4,
    };
    const plain = layInput(wave, card({ ...input, log: "dB", power: 2, mel: "slaney" }));
    const turned = layInput(wave, card({ ...input, log: "dB", power: 2, mel: "slaney", axes: [1, "bands", "frames"] }));
    expect(turned.dims).toEqual([1, 8, 4]);
    expect(turned.data[3 * 4 + 1]).toBe(plain.data[1 * 8 + 3]);
    const stacked = layInput(wave, card({ ...input, log: "dB", power: 2, mel: "slaney", stack: 2 }));
    expect(stacked.dims).toEqual([1, 2, 16]);
    expect(stacked.data).toEqual(plain.data);
    // Twice the amplitude is 6.02 dB more power in every band.
    const louder = layInput(
      wave.map((x) => 2 * x),
      card({ ...input, log: "dB", power: 2, mel: "slaney" }),
    );
    louder.data.forEach((level, i) => expect(level - plain.data[i]).toBeCloseTo(20 * Math.log10(2), 3));
    const even = layInput(wave, card({ ...input, normalise: "bands" })).data;
    for (let b = 0; b < 8; b++) expect([0, 1, 2, 3].reduce((sum, f) => sum + even[f * 8 + b], 0)).toBeCloseTo(0, 4);
  });

  it("of the output: the axis of the embedding is kept, the mean over the others", () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect([...(poolOutput(data, [1, 2, 3], -1) ?? [])].map(Math.round)).toEqual(
      [3, 4, 5].map((x) => Math.round(x - 0.5)),
    );
    expect([...(poolOutput(data, [1, 2, 3], 1) ?? [])]).toEqual([2, 5]);
    expect(poolOutput(data, [1, 4], -1)).toBeUndefined();
  });
});
