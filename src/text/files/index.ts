/** Vector files of every common format → a word space; the format is told by the bytes, never by the name. */
import type { Job, WordSpace } from "../../types";
import { WordTable } from "../word-table";
import { ByteReader, type VectorFile } from "./byte-reader";
import { isFastText, readFastText } from "./fasttext";
import { readPlain } from "./plain";
import type { FileRows } from "./rows";
import { isNpy, readBareTable, readNpy } from "./table";
import { isWord2vecBinary, readWord2vecBinary } from "./word2vec-binary";

export type { VectorFile } from "./byte-reader";

export interface VectorFileOptions {
  /** How many words are kept, the file's first (as a rule its most frequent); 100,000 when left out. */
  readonly most?: number;
  /** For tables of numbers alone: the word of each row. */
  readonly wordList?: readonly string[];
  /** Hears sentences about what was not as it should be (cut off, wrong header, unreadable lines). */
  readonly note?: (sentence: string) => void;
  readonly emoji?: ReadonlyMap<string, string>;
}

const MOST = 100_000;

async function readRows(reader: ByteReader, file: VectorFile, options: VectorFileOptions, job: Job): Promise<FileRows> {
  const most = options.most ?? MOST;
  if ((await reader.peek(1)).length === 0) throw new Error(`${file.name} is empty.`);
  if (await isNpy(reader)) return readNpy(reader, file.name, options.wordList, most, job);
  if (options.wordList) return readBareTable(reader, file.name, options.wordList, most, job);
  if (await isWord2vecBinary(reader)) return readWord2vecBinary(reader, file.name, most, job);
  const start = await reader.peek(4096);
  if (start.subarray(0, 4).join() === "70,105,70,117") {
    throw new Error(
      `${file.name} is in finalfusion's format, which is not read: convert it to word2vec's or GloVe's text format.`,
    );
  }
  const text = !start.includes(0);
  if (!text && (await isFastText(reader))) return readFastText(reader, file.name, most, job);
  if (!text)
    throw new Error(`${file.name} is no word-vector file that is known here (word2vec, GloVe, fastText, CSV, NPY).`);
  return readPlain(reader, file.name, most, job, file.size);
}

/** Opens a vector file. Rejects with one sentence when it cannot be used; what could be read of a damaged one is used. */
export async function openVectorFile(file: VectorFile, options: VectorFileOptions, job: Job): Promise<WordSpace> {
  const reader = await ByteReader.open(file);
  try {
    const { words, vectors, notes, beyond } = await readRows(reader, file, options, job);
    for (const note of notes) options.note?.(note);
    return new WordTable({
      name: file.name,
      words,
      vectors,
      ...(beyond && { beyond }),
      ...(options.emoji && { emoji: options.emoji }),
    });
  } finally {
    await reader.close();
  }
}
