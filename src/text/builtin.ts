/** The built-in word space: English from WordNet, a few megabytes, offline. */
import type { WordSpace } from "../types";
import { unpackWords } from "./packed";
import { TopicRows } from "./topic";
import { WordTable } from "./word-table";

/** How the built-in words are opened. */
export interface BuiltinOptions {
  /** How far an inflection lies from its word: 0 on it, 0.15 (default) beside it, 1 at 45 degrees. */
  readonly inflection?: number;
}

/** Opens the bytes of public/words.bin. Rejects with one sentence when they are damaged. */
export async function openBuiltinWords(bytes: Uint8Array, options: BuiltinOptions = {}): Promise<WordSpace> {
  const { header, words, codes, emoji } = await unpackWords(bytes);
  return new WordTable({
    name: header.name,
    words,
    vectors: new TopicRows(codes, header.words, header.dimensions),
    functionWords: header.functionWords,
    emoji,
    ...options,
  });
}
