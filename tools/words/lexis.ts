/** The words the space is built over: every lemma with its meanings' weights and its importance, and every gloss as lemmas. */
import { baseForms, tokenise } from "../../src/text";
import type { Sense, Synset, WordNet } from "./wordnet";

/** A gloss read as text: lemma ids in order (−1 where a sign of punctuation stands between), definition before examples. */
interface Gloss {
  readonly definition: Int32Array;
  readonly examples: Int32Array;
  /** The words inside its collocations: cell and phone of cell_phone. */
  readonly inside: Int32Array;
}

export interface Lexis {
  /** Most important first. */
  readonly words: string[];
  readonly id: ReadonlyMap<string, number>;
  /** log(1.5 + uses in glosses + sense-tagged uses), falling. */
  readonly importance: Float64Array;
  /** For each word its meanings: synsets and weights that sum to 1. */
  readonly meanings: readonly { readonly synset: number; readonly weight: number }[][];
  /** One a synset. */
  readonly glosses: readonly Gloss[];
  /** Function words: no content in a gloss. */
  readonly stop: Uint8Array;
}

/** Weights of a word's meanings: tagged uses, flattened, with a share for every meaning that falls with its rank. */
function weighSenses(senses: readonly Sense[], flatten: number): number[] {
  const plain = senses.some((sense) => !sense.proper);
  const raw = senses.map(({ tagged, rank, proper }) => {
    const weight = Math.pow(tagged + 1 / rank, flatten);
    return proper && plain && tagged === 0 ? weight * 0.2 : weight;
  });
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((weight) => weight / sum);
}

/** Collocations of more words are not looked for. */
const LONGEST = 4;

/** What lemmas there are, and for the first word of each collocation the number of words of its longest (at most four). */
interface Known {
  readonly senses: ReadonlyMap<string, unknown>;
  readonly phrases: ReadonlyMap<string, number>;
}

function phraseLengths(lemmas: Iterable<string>): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const lemma of lemmas) {
    const parts = lemma.split("_");
    if (parts.length > 1) lengths.set(parts[0], Math.min(LONGEST, Math.max(lengths.get(parts[0]) ?? 1, parts.length)));
  }
  return lengths;
}

/** Lemmas of a text: collocations of up to four words first, then the form itself, then the base it is inflected from. */
function lemmatise(text: string, known: Known, memory: Map<string, string>): string[] {
  const forms = tokenise(text.toLowerCase());
  const out: string[] = [];
  let end = 0;
  for (let i = 0; i < forms.length;) {
    if (/[;:,.()"—]/.test(text.slice(end, forms[i].start))) out.push("");
    let taken = 1;
    let lemma: string | undefined;
    for (let n = known.phrases.get(forms[i].text) ?? 1; n > 1 && !lemma; n--) {
      if (i + n > forms.length) continue;
      if (!/^[\w' -]*$/.test(text.slice(forms[i].start, forms[i + n - 1].end))) continue;
      const joined = forms
        .slice(i, i + n)
        .map((form) => form.text)
        .join("_");
      const last = baseForms(forms[i + n - 1].text).map(
        (base) => joined.slice(0, -forms[i + n - 1].text.length) + base,
      );
      lemma = [joined, ...last].find((candidate) => known.senses.has(candidate));
      if (lemma) taken = n;
    }
    out.push(lemma ?? single(forms[i].text, known.senses, memory));
    end = forms[i + taken - 1].end;
    i += taken;
  }
  return out;
}

function single(form: string, known: ReadonlyMap<string, unknown>, memory: Map<string, string>): string {
  let lemma = memory.get(form);
  if (lemma === undefined) {
    const base = baseForms(form).find((candidate) => known.has(candidate));
    lemma = known.has(form) && !(base && /(?:s|ing|ed)$/.test(form)) ? form : (base ?? form);
    memory.set(form, lemma);
  }
  return lemma;
}

/** Definition and examples of a gloss: examples stand in quotes. */
function splitGloss(gloss: string): [string, string] {
  const quote = gloss.search(/(?:; |^)"/);
  return quote < 0 ? [gloss, ""] : [gloss.slice(0, quote), gloss.slice(quote)];
}

/** Reads all glosses and ranks all lemmas; `stop` are the function words. */
export function buildLexis({ synsets, senses }: WordNet, stop: ReadonlySet<string>, flatten: number): Lexis {
  const memory = new Map<string, string>();
  const known = { senses, phrases: phraseLengths(senses.keys()) };
  const texts = synsets.map(({ gloss }) => splitGloss(gloss).map((text) => lemmatise(text, known, memory)));
  const uses = new Map<string, number>();
  texts.forEach((text, s) => {
    // Lists of topics say nothing of how common a word is.
    if (synsets[s].pos === "t") return;
    for (const part of text) for (const lemma of part) if (lemma) uses.set(lemma, (uses.get(lemma) ?? 0) + 1);
  });
  const weight = (lemma: string): number =>
    Math.log(1.5 + (uses.get(lemma) ?? 0) + (senses.get(lemma) ?? []).reduce((sum, { tagged }) => sum + tagged, 0));
  const all = [...senses.keys()];
  const ranked = all.map((word) => ({ word, importance: weight(word) }));
  ranked.sort((a, b) => b.importance - a.importance || (a.word < b.word ? -1 : 1));
  const words = ranked.map(({ word }) => word);
  const id = new Map(words.map((word, i) => [word, i]));
  const ids = (lemmas: readonly string[]): Int32Array => Int32Array.from(lemmas, (lemma) => id.get(lemma) ?? -1);
  const inside = ({ lemmas }: Synset): string[] =>
    lemmas.flatMap((lemma) => {
      const parts = lemma.split("_");
      return parts.length > 1 && parts.length <= LONGEST ? parts.map((part) => single(part, senses, memory)) : [];
    });
  return {
    words,
    id,
    importance: Float64Array.from(ranked, ({ importance }) => importance),
    meanings: words.map((word) => {
      const own = senses.get(word) ?? [];
      const weights = weighSenses(own, flatten);
      return own.map(({ synset }, i) => ({ synset, weight: weights[i] }));
    }),
    glosses: texts.map(([definition, examples], s) => ({
      definition: ids(definition),
      examples: ids(examples),
      inside: ids(inside(synsets[s])),
    })),
    stop: Uint8Array.from(words, (word) => (stop.has(word) ? 1 : 0)),
  };
}
