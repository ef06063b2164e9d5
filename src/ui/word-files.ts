/** What files that may relate words are: texts, vectors with or without their word list, a model. Told by what is in them. */
import type { LaidFile, WordsWish } from "../protocol";

/** What is replaced in the wish; texts are added to the vectors in use. */
export type WordFiles = Pick<WordsWish, "texts" | "vectors" | "list" | "model">;

/** Enough to see a table of numbers by, bytes. */
const SEEN = 4096;

const named = (file: LaidFile, pattern: RegExp): boolean => pattern.test(file.name);

/** Whether the file's first lines are words with numbers, or two whole numbers (a header) before them. */
async function isTable({ data }: LaidFile): Promise<boolean> {
  const start = await data.slice(0, SEEN).text();
  const lines = start.split("\n").filter((line) => line.trim() !== "");
  // The last line may be cut.
  const whole = data.size > SEEN ? lines.slice(0, -1) : lines;
  const rows = (/^\d+ \d+\s*$/.test(lines[0] ?? "") ? whole.slice(1) : whole).slice(0, 5);
  const numbers = (line: string): number =>
    line
      .trim()
      .split(/[\s,;]+/)
      .filter((part) => Number.isFinite(Number(part))).length;
  if (rows.length === 0) return lines.length > 0 && numbers(lines[0]) > 8;
  return rows.every((line) => numbers(line) >= 2 && numbers(line) >= line.trim().split(/[\s,;]+/).length - 3);
}

/** Sorts what was dropped or chosen. Throws one sentence when there is nothing in it that relates words. */
export async function sortWordFiles(files: readonly LaidFile[]): Promise<WordFiles> {
  if (files.some((file) => named(file, /\.onnx$/i))) return { texts: [], model: files };
  const vectors: LaidFile[] = [];
  const texts: LaidFile[] = [];
  for (const file of files) {
    if (named(file, /\.json$/i)) continue;
    const certain = named(file, /\.(vec|vectors|bin|gz|csv|npy|glove|w2v)$/i);
    if (certain || (await isTable(file))) vectors.push(file);
    else texts.push(file);
  }
  if (vectors.length > 1)
    throw new Error(`Only one file of word vectors can be used at a time; these are ${vectors.length}. Choose one.`);
  if (vectors.length === 0 && texts.length === 0)
    throw new Error(
      "There is no text, no file of word vectors and no model (config.json, tokenizer.json, .onnx) among these files.",
    );
  const [table] = vectors;
  // Numbers alone have their words in a list beside them.
  const alone = vectors.length === 1 && texts.length === 1 && (named(table, /\.npy$/i) || (await isBare(table)));
  return alone
    ? { texts: [], vectors: table, list: texts[0] }
    : { texts, ...(vectors.length === 1 && { vectors: table }) };
}

/** A CSV whose rows begin with a number. */
async function isBare(file: LaidFile): Promise<boolean> {
  if (!named(file, /\.csv$/i)) return false;
  const [, second = ""] = (await file.data.slice(0, SEEN).text()).split("\n");
  return /^-?[\d.]/.test(second);
}
