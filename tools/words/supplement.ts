/** Words that WordNet lacks, as meanings added to it: read from supplement.txt. */
import { baseForms } from "../../src/text";
import type { Sense, Synset, WordNet } from "./wordnet";

export interface Supplement {
  /** Pronouns, articles, prepositions, auxiliaries …, in the order of the file. */
  readonly functionWords: readonly string[];
  /** Given names: their likeness is only that they are names. */
  readonly names: ReadonlySet<string>;
}

interface Entry {
  readonly words: readonly string[];
  /** Drops what WordNet says about these spellings. */
  readonly instead: boolean;
  readonly gloss: string;
  readonly related: readonly string[];
  /** Tagged uses that the added meaning counts as. */
  readonly tagged: number;
}

const split = (text: string, by: string): string[] =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part.length > 0);

function readEntry(line: string): Entry {
  const [head, tail = ""] = line.split("=", 2);
  const [gloss, related = ""] = tail.split("~");
  return {
    words: split(head.replace("!", ""), ","),
    instead: line.includes("!"),
    gloss: gloss.replace("!", "").trim(),
    related: split(related, " "),
    tagged: 20,
  };
}

function readNames(line: string): Entry {
  const [head, names] = line.split("=", 2);
  const female = head.includes("female");
  return {
    words: split(names, " "),
    instead: false,
    gloss: female ? "given name of a woman or girl, female person" : "given name of a man or boy, male person",
    related: female ? ["first_name", "woman", "girl", "female", "she"] : ["first_name", "man", "boy", "male", "he"],
    tagged: 1,
  };
}

/** The synset a related word stands for: the supplement's own, else WordNet's most used meaning. */
function mainSynset(senses: ReadonlyMap<string, readonly Sense[]>, word: string): number | undefined {
  const own = senses.get(word) ?? [];
  return own.reduce<Sense | undefined>((best, sense) => (!best || sense.tagged > best.tagged ? sense : best), undefined)
    ?.synset;
}

/** Adds the entries to WordNet, in place. A related word without a synset is an error of the file. */
export function addSupplement({ synsets, senses }: WordNet, text: string): Supplement {
  const functionWords: string[] = [];
  const names = new Set<string>();
  let functions = true;
  const added: [synset: Synset, related: readonly string[]][] = [];
  for (const line of text.split("\n")) {
    if (line === "---") functions = false;
    if (line.startsWith("#") || !line.includes("=")) continue;
    const isNames = line.startsWith("names ");
    const entry = isNames ? readNames(line) : readEntry(line);
    const synset: Synset = { pos: "f", lemmas: [...entry.words], relations: [], gloss: entry.gloss };
    for (const word of entry.words) {
      const sense = { synset: synsets.length, tagged: entry.tagged, rank: 1, proper: false };
      const others = entry.instead ? [] : (senses.get(word) ?? []);
      if (isNames && names.has(word)) continue;
      senses.set(word, [sense, ...others]);
      if (isNames) names.add(word);
      else if (functions) functionWords.push(word);
    }
    synsets.push(synset);
    added.push([synset, entry.related]);
  }
  for (const [synset, related] of added) {
    for (const word of related) {
      const target = [word, ...baseForms(word)]
        .map((form) => mainSynset(senses, form))
        .find((found) => found !== undefined);
      if (target === undefined)
        throw new Error(`supplement.txt relates "${synset.lemmas[0]}" to "${word}", which has no meaning.`);
      synset.relations.push({ symbol: "&", target });
    }
  }
  return { functionWords: [...new Set(functionWords)], names };
}
