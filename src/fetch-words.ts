/** Gets the built-in word space, and names it by its content. */
import { sha256 } from "./corpus";
import { openBuiltinWords } from "./lexicon";
import type { WordSpace } from "./types";

export interface FetchedWords {
  readonly space: WordSpace;
  /** SHA-256 of the file; "" for the performer's own words, which are not recalled. */
  readonly hash: string;
}

/** Rejects with one sentence. */
export async function fetchWords(url: string): Promise<FetchedWords> {
  const bytes = await fetchBytes(url);
  const [space, hash] = await Promise.all([openBuiltinWords(bytes), sha256(bytes)]);
  return { space, hash };
}

/** The bytes of the built-in words. Rejects with one sentence. */
export async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok)
    throw new Error(`The word space ${url} cannot be read (${response?.status ?? "no answer"}). Reload the page.`);
  return new Uint8Array(await response.arrayBuffer());
}
