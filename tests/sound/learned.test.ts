/** Encoders that learn: losses fall, kinds of sounds part, the same seed gives the same bits, a pause changes nothing. */
import { describe, expect, it } from "vitest";
import { openSoundSpace, type EncoderIo, type EpochReport } from "../../src/sound";
import { readCheckpoint } from "../../src/sound/learned/checkpoint";
import { testKernels } from "../kernels/build";
import { purity, quietJob, toyCorpus } from "./toy";

const kernels = testKernels();
const corpus = toyCorpus(10, kernels);

/** Files in memory, and the losses that were told. */
function memory(enoughAfter = Infinity) {
  const files = new Map<string, Uint8Array>();
  const reports: EpochReport[] = [];
  const io: EncoderIo = {
    readFile: (path) => {
      const bytes = files.get(path);
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error("no"));
    },
    writeFile: async (path, bytes) => void files.set(path, bytes),
    watch: { epoch: (report) => reports.push(report), enough: () => reports.length >= enoughAfter },
  };
  return { files, reports, io };
}

const SMALL: Readonly<Record<string, string>> = {
  statistics: "autoencoder:layers=40-20-6,batch=8,rate=0.003",
  convolutional: "autoencoder:kind=convolutional,layers=3-4-6-5,batch=8,rate=0.003",
  variational: "autoencoder:kind=variational,layers=40-20-6,batch=8,rate=0.003",
  sound2vec: "sound2vec:layers=24-8,batch=32",
};

describe.each(Object.entries(SMALL))("%s", (_, name) => {
  it("learns: the loss falls, sounds of one kind lie together, one point a unit", async () => {
    const { io, reports } = memory();
    const { vectors } = await openSoundSpace(await corpus, `${name},epochs=30`, kernels, quietJob, io);
    expect(reports.length).toBeGreaterThan(4);
    expect(reports[reports.length - 1].loss).toBeLessThan(0.8 * reports[0].loss);
    expect(vectors.rows).toBe((await corpus).units.length);
    expect(vectors.data.every(Number.isFinite)).toBe(true);
    expect(purity(await corpus, vectors)).toBeGreaterThan(0.75);
  });

  it("half, saved, loaded and the other half are the same bits as the whole; so is the same twice", async () => {
    const { io, files } = memory();
    const learn = async (options: string) =>
      (await openSoundSpace(await corpus, `${name},patience=99,${options}`, kernels, quietJob, io)).vectors.data;
    const whole = await learn("epochs=4,save=whole");
    expect(await learn("epochs=4")).toEqual(whole);
    await learn("epochs=2,save=half");
    expect(await learn("epochs=4,load=half,save=both")).toEqual(whole);
    expect(files.get("both")).toEqual(files.get("whole"));
    // Loaded without more epochs: used as it is.
    expect(await learn("load=whole")).toEqual(whole);
  });

  it("finds the points of sounds that it never heard, with its nets frozen", async () => {
    const { io, reports } = memory();
    const first = await openSoundSpace(await corpus, `${name},epochs=20,save=nets`, kernels, quietJob, io);
    const told = reports.length;
    const strange = await toyCorpus(5, kernels, "full", 7);
    const { vectors } = await openSoundSpace(strange, `${name.split(":")[0]}:load=nets`, kernels, quietJob, io);
    expect(reports.length).toBe(told);
    expect(purity(strange, vectors)).toBeGreaterThan(0.6);
    const again = await openSoundSpace(await corpus, `${name.split(":")[0]}:load=nets`, kernels, quietJob, io);
    expect(again.vectors.data).toEqual(first.vectors.data);
  });

  it("ends when the watcher has enough, with what was learned", async () => {
    const { io, reports } = memory(2);
    const { vectors } = await openSoundSpace(await corpus, `${name},epochs=30`, kernels, quietJob, io);
    expect(reports.length).toBe(2);
    expect(vectors.data.every(Number.isFinite)).toBe(true);
  });
});

describe("checkpoints from strangers", () => {
  const saved = async (): Promise<Uint8Array> => {
    const { io, files } = memory();
    await openSoundSpace(await corpus, `${SMALL["statistics"]},epochs=1,save=x`, kernels, quietJob, io);
    return files.get("x") ?? new Uint8Array();
  };

  it("give one sentence when damaged", async () => {
    const bytes = await saved();
    const changed = (at: number, byte: number): Uint8Array => {
      const copy = bytes.slice();
      copy[at] = byte;
      return copy;
    };
    const damaged = [
      new Uint8Array(),
      new TextEncoder().encode("RIFF, no encoder at all"),
      bytes.subarray(0, bytes.length - 4),
      changed(8, 9),
      changed(15, 255),
      changed(20, 0x7b),
      // A not-a-number among the last parameters.
      changed(bytes.length - 1, 0xff).fill(0xff, bytes.length - 4),
    ];
    for (const one of damaged)
      expect(() => readCheckpoint(one, "strange.lxe")).toThrow(
        /^strange\.lxe cannot be used as a trained encoder: .+\.$/,
      );
  });

  it("of another encoder, or other layers, are refused by name", async () => {
    const { io, files } = memory();
    files.set("x", await saved());
    const open = async (name: string) => openSoundSpace(await corpus, name, kernels, quietJob, io);
    await expect(open("sound2vec:load=x")).rejects.toThrow(/x holds a trained autoencoder, not sound2vec/);
    await expect(open("autoencoder:load=x,layers=3")).rejects.toThrow(
      /was trained with kind=statistics,layers=40-20-6/,
    );
    await expect(open("autoencoder:load=nowhere")).rejects.toThrow(/nowhere cannot be read: check its path/);
  });
});
