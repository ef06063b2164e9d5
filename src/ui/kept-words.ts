/** The performer's own words from one visit to the next: their files by hash, a model by its address, the knobs. */
import type { LaidFile } from "../protocol";
import type { Keep, KeptFile, KeptWords } from "./keep";
import type { RelationKnobs } from "./relations";
import type { WordFiles } from "./word-files";

/** Larger files are to be chosen anew on every visit, bytes: they would take the room that sounds need. */
const MOST = 400e6;

/** What was hashed and kept already; turning a knob need not read the files again. */
const known = new WeakMap<LaidFile["data"], string>();

const mega = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;

/** Lays the files into the keep. Rejects with one sentence when they cannot be kept. */
export async function keepWords(keep: Keep, files: WordFiles, knobs: RelationKnobs): Promise<KeptWords> {
  const { texts, vectors, list, model } = files;
  const all = [...texts, vectors, list, ...(typeof model === "string" ? [] : (model ?? []))];
  const size = all.reduce((sum, file) => sum + (file?.data.size ?? 0), 0);
  if (size > MOST)
    throw new Error(`These words are not kept for the next visit: ${mega(size)} of at most ${mega(MOST)}.`);
  const one = async ({ name, data }: LaidFile): Promise<KeptFile> => {
    const hash = known.get(data) ?? (await keep.add(new Uint8Array(await data.arrayBuffer())));
    known.set(data, hash);
    return { file: name, hash };
  };
  try {
    return {
      knobs,
      texts: await Promise.all(texts.map(one)),
      ...(vectors && { vectors: await one(vectors) }),
      ...(list && { list: await one(list) }),
      ...(model && { model: typeof model === "string" ? model : await Promise.all(model.map(one)) }),
    };
  } catch {
    throw new Error("These words are not kept for the next visit: the browser has no room for them, or keeps nothing.");
  }
}

/** The files again. Rejects with one sentence when the browser has let go of one. */
export async function wordsAgain(keep: Keep, kept: KeptWords): Promise<WordFiles> {
  const one = async ({ file, hash }: KeptFile): Promise<LaidFile> => {
    const bytes = await keep.bytes(hash);
    if (bytes.length === 0)
      throw new Error(
        `${file} from the last visit is no longer kept by this browser: choose it again. Built-in words are in use.`,
      );
    const data = new Blob([bytes as Uint8Array<ArrayBuffer>]);
    known.set(data, hash);
    return { name: file, data };
  };
  const { texts, vectors, list, model } = kept;
  return {
    texts: await Promise.all(texts.map(one)),
    ...(vectors && { vectors: await one(vectors) }),
    ...(list && { list: await one(list) }),
    ...(model && { model: typeof model === "string" ? model : await Promise.all(model.map(one)) }),
  };
}
