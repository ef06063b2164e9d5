/** Vectors made elsewhere: read as they were written, laid to units, put together, reduced and compared as asked. */
import { describe, expect, it } from "vitest";
import { nearestUnits, openSoundSpace, parseEncoderName } from "../../src/sound";
import { readNpy } from "../../src/sound/files/npy";
import { readTable } from "../../src/sound/files/table";
import { aggregate, finishVectors } from "../../src/sound/output";
import { matrix } from "../../src/math";
import { testKernels } from "../kernels/build";
import { quietJob, toyCorpus } from "./toy";

const kernels = testKernels();
const corpus = toyCorpus(2, kernels);

/** A .npy file of version 1. */
function npy(shape: readonly number[], numbers: readonly number[], type = "<f4", order = "False"): Uint8Array {
  const dict = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${shape.join(", ")},), }`;
  const head = dict.padEnd(118 - 1) + "\n";
  const size = type === "<f8" ? 8 : 4;
  const bytes = new Uint8Array(10 + head.length + numbers.length * size);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, head.length, 0]);
  bytes.set(new TextEncoder().encode(head), 10);
  const view = new DataView(bytes.buffer);
  numbers.forEach((x, i) => {
    if (size === 8) view.setFloat64(10 + head.length + 8 * i, x, true);
    else view.setFloat32(10 + head.length + 4 * i, x, true);
  });
  return bytes;
}

const open = async (file: string, bytes: Uint8Array, options = "") =>
  openSoundSpace(await corpus, `file:${file}${options}`, kernels, quietJob, { readFile: async () => bytes });

const rows = async (file: string, bytes: Uint8Array, options = ""): Promise<number[][]> => {
  const { vectors } = await open(file, bytes, options);
  return Array.from({ length: vectors.rows }, (_, i) => [
    ...vectors.data.subarray(i * vectors.columns, (i + 1) * vectors.columns),
  ]);
};

const SIX = [1, 2, 3, 4, 5, 6];

describe(".npy", () => {
  it("rows are sounds in the order of their paths", async () => {
    const numbers = SIX.flatMap((i) => [i, 10 * i]);
    for (const type of ["<f4", "<f8"])
      expect(await rows("v.npy", npy([6, 2], numbers, type))).toEqual(
        (await corpus).units.map(({ sound }) => [sound + 1, 10 * (sound + 1)]),
      );
  });

  it("times are put together by the name of the aggregation", async () => {
    const numbers = Array.from({ length: 6 }, () => [1, 9, 2, -3, 6, 0]).flat();
    const file = npy([6, 3, 2], numbers);
    expect((await rows("v.npy", file))[0]).toEqual([3, 2]);
    expect((await rows("v.npy", file, ":aggregate=max"))[0]).toEqual([6, 9]);
    expect((await rows("v.npy", file, ":aggregate=median"))[0]).toEqual([2, 0]);
    expect((await rows("v.npy", file, ":aggregate=none"))[0]).toEqual([1, 9, 2, -3, 6, 0]);
  });

  it.each([
    [new Uint8Array(20), /it is no \.npy file/],
    [npy([6, 2], [1, 2]), /it is cut off/],
    [npy([6, 2], SIX, "<c8"), /numbers are of type "<c8"/],
    [npy([3, 2], SIX), /it has 3 rows, and there are 6 units of 6 sounds/],
    [npy([6, 1], [1, 2, 3, NaN, 5, 6]), /not finite/],
    [npy([2, 3], SIX, "<f4", "True"), /Fortran order/],
    [npy([6], SIX), /its shape is 6, not rows × numbers/],
  ])("what is wrong is one sentence: %#", async (bytes, message) => {
    await expect(open("v.npy", bytes)).rejects.toThrow(message);
    await expect(open("v.npy", bytes)).rejects.toThrow(/^v\.npy cannot be used as vectors: .+\.$/);
  });

  it("half floats", () => {
    const bytes = npy([2], [0], "<f2");
    new DataView(bytes.buffer).setUint16(bytes.length - 4, 0x3e00, true);
    new DataView(bytes.buffer).setUint16(bytes.length - 2, 0xc001, true);
    expect([...readNpy(bytes, "h.npy").data]).toEqual([1.5, Math.fround(-2 - 2 / 1024)]);
  });
});

describe(".csv", () => {
  const text = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join("\r\n"));
  const names = ["a000", "a003", "b001", "b004", "c002", "c005"];

  it("by path, in any order, with a head or without, from a folder above", async () => {
    const lines = names.map((name, i) => `"far/away/${name}.wav",${i},${-i}`).toReversed();
    const expected = (await corpus).units.map(({ sound }) => [sound, -sound].map((x) => x + 0));
    expect(await rows("v.csv", text(lines))).toEqual(expected);
    expect(await rows("v.csv", text(["\uFEFFpath,x,y", ...lines]))).toEqual(expected);
  });

  it("with starts: what begins inside a unit belongs to it", async () => {
    const cut = await toyCorpus(1, kernels, 125);
    const lines = ["a000", "b001", "c002"].flatMap((name) =>
      [0, 0.05, 0.125, 0.2].map((at) => `${name}.wav,${at},${at < 0.125 ? 1 : 2}`),
    );
    const bytes = text(["file,start,x", ...lines]);
    const { vectors } = await openSoundSpace(cut, "file:v.csv", kernels, quietJob, { readFile: async () => bytes });
    expect([...vectors.data]).toEqual(cut.units.map(({ start }) => (start < 1000 ? 1 : 2)));
  });

  it("what is wrong is one sentence", async () => {
    await expect(open("v.csv", text(["a000.wav,1", "b001.wav,x"]))).rejects.toThrow(/line 2 should have a path and 1/);
    await expect(open("v.csv", text(["a000.wav,1"]))).rejects.toThrow(/it has none for a003\.wav/);
    expect(() => readTable("", "v.csv")).toThrow(/it has no lines/);
  });
});

describe("what becomes of vectors", () => {
  it("aggregation without any tiles what is short and spreads what is long", () => {
    const looks = [1, 2, 3].map((x) => Float32Array.of(x));
    expect([...aggregate(looks, "none", 5)]).toEqual([1, 2, 3, 1, 2]);
    expect([...aggregate(looks, "none", 2)]).toEqual([1, 2]);
  });

  it("axes fall in variance, length becomes 1", () => {
    const vectors = matrix(4, 2, Float32Array.of(0, 0, 1, 1.1, 2, 1.9, 3, 3));
    const reduced = finishVectors(vectors, { pca: 1 });
    expect(reduced.columns).toBe(1);
    expect([...reduced.data]).toEqual([...reduced.data].toSorted((a, b) => a - b));
    const long = finishVectors(vectors, { metric: "cosine" });
    expect([...long.data.subarray(0, 2)]).toEqual([0, 0]);
    expect(Math.hypot(long.data[2], long.data[3])).toBeCloseTo(1, 6);
    expect(finishVectors(vectors, { l2: "yes" })).toEqual(long);
  });

  it("the nearest by Euclid, by angle and by inner product are others", async () => {
    const file = npy([6, 2], [1, 0, 0.9, 0.2, 5, 0.1, 0, 1, -1, 0, 9, 9]);
    const order = [...(await corpus).sounds].map((_, i) => i);
    const found = async (metric: string): Promise<string> => {
      const space = await open("v.npy", file, `:metric=${metric}`);
      const [self, near] = nearestUnits(space, order[0], 3);
      expect(self.unit).toBe(0);
      return (await corpus).sounds[(await corpus).units[near.unit].sound].file;
    };
    // Rows by path: a000 (1, 0), a003 (.9, .2), b001 (5, .1), b004, c002, c005 (9, 9).
    expect(await found("euclid")).toBe("a003.wav");
    expect(await found("cosine")).toBe("b001.wav");
    expect(await found("inner")).toBe("c005.wav");
  });
});

describe("names", () => {
  it("say what is wrong in one sentence", () => {
    expect(() => parseEncoderName("ears")).toThrow(/no sound encoder "ears".*sound2vec/);
    expect(() => parseEncoderName("autoencoder:size=3")).toThrow(/has no option "size". Known: kind, layers, epochs/);
    expect(() => parseEncoderName("autoencoder:epochs=-1")).toThrow(/epochs=-1: a whole number from 1/);
    expect(() => parseEncoderName("autoencoder:layers=3-x")).toThrow(/one to twelve sizes/);
    expect(() => parseEncoderName("file:")).toThrow(/needs vectors made elsewhere/);
    expect(() => parseEncoderName("descriptors:metric=inner+sound2vec")).toThrow(/single encoder/);
  });

  it("keep paths whole", () => {
    const [part] = parseEncoderName("onnx:C:/models/card.json:aggregate=max,pca=16");
    expect(part).toEqual({
      encoder: "onnx",
      card: "C:/models/card.json",
      options: { aggregate: "max" },
      output: { pca: 16 },
    });
  });
});
