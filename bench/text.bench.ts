/** The built-in words: start-up, look-up times, how much of a text is known, and how often a slip finds its word. */
import { existsSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Random } from "../src/math";
import { openTextEncoder, tokenise } from "../src/text";
import type { Job } from "../src/types";

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };
const percentile = (times: number[], share: number): number =>
  times.sort((a, b) => a - b)[Math.floor(times.length * share)];

/** What is held, not what waits to be collected; MB. */
function resident(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().rss / 1e6;
}

/** One random edit of a word: a letter lost, doubled in, exchanged or swapped. */
function slip(word: string, random: Random): string {
  const at = random.below(word.length);
  const letter = String.fromCharCode(97 + random.below(26));
  const kind = random.below(4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at);
  if (kind === 2) return word.slice(0, at) + letter + word.slice(at + 1);
  const first = Math.min(at, word.length - 2);
  return word.slice(0, first) + word[first + 1] + word[first] + word.slice(first + 2);
}

export async function measure() {
  const memory = resident();
  const bytes = new Uint8Array(readFileSync("public/words.bin"));
  const began = performance.now();
  const space = await openTextEncoder("builtin", { builtin: () => Promise.resolve(bytes) }, job);
  const opened = performance.now() - began;
  const peak = (process.resourceUsage().maxRSS * 1024) / 1e6 - memory;
  const held = resident() - memory;
  const timed = (token: string): number => {
    const from = performance.now();
    space.lookup(token);
    return performance.now() - from;
  };
  const random = new Random(1);
  const candidates = space.words.slice(0, 5000).filter((word) => word.length >= 6 && /^[a-z]+$/.test(word));
  const known = new Set(space.words);
  let first = 0;
  let ten = 0;
  const unknownTimes: number[] = [];
  for (let n = 0; n < 500; n++) {
    const word = candidates[random.below(candidates.length)];
    let typo = slip(word, random);
    while (known.has(typo)) typo = slip(word, random);
    unknownTimes.push(timed(typo));
    const near = space.nearest(space.lookup(typo).vector, 10).map((found) => found.word);
    if (near[0] === word) first++;
    if (near.includes(word)) ten++;
  }
  for (let n = 0; n < 500; n++) {
    const nonsense = Array.from({ length: 3 + random.below(12) }, () =>
      String.fromCharCode(97 + random.below(26)),
    ).join("");
    unknownTimes.push(timed(nonsense));
  }
  const knownTimes = Array.from({ length: 20_000 }, () => timed(space.words[random.below(space.words.length)]));
  const rows = [
    { what: "bytes", value: bytes.length / 1e6, unit: "MB" },
    { what: "opened in", value: opened, unit: "ms" },
    { what: "memory above what Node had: held", value: held, unit: "MB" },
    { what: "the same while opening, at most", value: peak, unit: "MB" },
    { what: "known word, p99", value: percentile(knownTimes, 0.99), unit: "ms" },
    { what: "unknown word, p99", value: percentile(unknownTimes, 0.99), unit: "ms" },
    { what: "slips: right word first", value: first / 5, unit: "%" },
    { what: "slips: right word in ten", value: ten / 5, unit: "%" },
  ];
  const novel = "../shared/texts/novel-moby-dick.txt";
  if (existsSync(novel)) {
    const tokens = tokenise(readFileSync(novel, "utf8"));
    const placed = tokens.filter((token) => space.lookup(token.text).source !== "spelling").length;
    rows.push({ what: "tokens of a novel known", value: (100 * placed) / tokens.length, unit: "%" });
  }
  const spoken = "../shared/texts/frequency-50k.txt";
  if (existsSync(spoken)) {
    let [mass, placed] = [0, 0];
    for (const line of readFileSync(spoken, "utf8").split("\n")) {
      const [form, count = "0"] = line.split(" ");
      mass += Number(count);
      if (form && space.lookup(form).source !== "spelling") placed += Number(count);
    }
    rows.push({ what: "mass of everyday speech known", value: (100 * placed) / mass, unit: "%" });
  }
  return rows;
}
