/** The words that a command is given, cut into tokens by the one function that the page uses too. */
import { readFile } from "node:fs/promises";
import { tokenise } from "../lexicon";
import { fileTrouble, UsageError } from "./failure";

/** Reads a text file as UTF-8, without its byte order mark; throws UsageError when it cannot be read. */
export async function readText(option: string, path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError(`${option} ${path} cannot be read: ${fileTrouble(error)}.`);
  }
}

/** A word as typed and the line it stands in. */
export interface Word {
  readonly text: string;
  readonly line: number;
}

/** The tokens of a text; throws UsageError when there is none. */
export function wordsOf(text: string): Word[] {
  const words = tokenise(text).map(({ text: typed, line }) => ({ text: typed, line }));
  if (words.length === 0) throw new UsageError("The text holds no word.");
  return words;
}
