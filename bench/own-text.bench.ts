/** The performer's own text: how long a novel takes, where its names go, which words move, what ratings lose, and that a poem stays sane. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readPairs } from "../src/cli/pairs";
import { similarity } from "../src/evaluation";
import { openTextEncoder } from "../src/text";
import type { Job, WordSpace } from "../src/types";

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };
const TEXTS = "../shared/texts";
const RATINGS = "../shared/words";
const NAMES = ["ahab", "queequeg", "starbuck", "stubb", "flask", "pip", "pequod", "moby", "ishmael", "nantucket"];
/** Words with another meaning aboard; the novel has each more than thirty times. */
const MOVED = ["sperm", "lance", "mate", "iron", "right", "line", "crew", "leg"];
const OF_THE_POEM = "death carriage immortality haste civility gossamer gown roof horse eternity".split(" ");

const near = (space: WordSpace, word: string): string =>
  space
    .nearest(space.lookup(word).vector, 11)
    .map((found) => found.word)
    .filter((other) => other !== word)
    .slice(0, 10)
    .join(" ");

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Value: the cosine between where the word was and where it is. */
function shift(before: WordSpace, after: WordSpace, word: string) {
  const value = cosine(before.lookup(word).vector, after.lookup(word).vector);
  return { what: `${word}: ${near(before, word)} → ${near(after, word)}`, value, unit: "cosine" };
}

/** Agreement with people's ratings, bent against as shipped. */
function ratings(before: WordSpace, after: WordSpace) {
  if (!existsSync(RATINGS)) return [];
  const files = readdirSync(RATINGS).filter((file) => file.endsWith(".txt"));
  return files.map((file) => {
    const { pairs } = readPairs(readFileSync(`${RATINGS}/${file}`, "utf8"));
    const value = similarity(after, pairs).spearman;
    const against = { name: "as shipped", value: similarity(before, pairs).spearman };
    return { what: `${file}, bent to the novel`, value, unit: "ρ", against };
  });
}

export async function measure() {
  const novel = `${TEXTS}/novel-moby-dick.txt`;
  const poem = `${TEXTS}/poem.txt`;
  if (!existsSync(novel) || !existsSync(poem)) {
    process.stderr.write("../shared/texts is not here: nothing to measure.\n");
    return [];
  }
  const bytes = new Uint8Array(readFileSync("public/words.bin"));
  const open = (text?: string): Promise<WordSpace> =>
    openTextEncoder("builtin", { builtin: () => Promise.resolve(bytes), ...(text !== undefined && { text }) }, job);
  const before = await open();
  const text = readFileSync(novel, "utf8");
  const began = performance.now();
  const after = await open(text);
  const seconds = (performance.now() - began) / 1000;
  const verse = readFileSync(poem, "utf8");
  const own = await open(verse);
  return [
    { what: `a novel of ${(text.length / 1e6).toFixed(2)} MB, opening included`, value: seconds, unit: "s" },
    ...NAMES.map((word) => shift(before, after, word)),
    ...MOVED.map((word) => shift(before, after, word)),
    ...ratings(before, after),
    ...OF_THE_POEM.map((word) => shift(before, own, word)),
  ];
}
