/** A text read as words of a space: which stand where, how often, and what their surroundings say they are. */
import type { WordSpace } from "../types";
import { fold } from "./fold";
import { baseForms, derivedFrom, respellings } from "./morphology";
import { type Token, tokenise } from "./tokens";

/** A word of the text; inflections count as their base. */
export interface ReadWord {
  /** The known base, or the folded form itself when the space does not know it. */
  readonly word: string;
  readonly known: boolean;
  /** Neither a function word nor a number. */
  readonly content: boolean;
  readonly count: number;
  /** Written with a capital inside sentences, nearly always. */
  readonly name: boolean;
  /** 0 … 1: how often it follows what nouns follow, rather than what verbs follow; 0.5 when nothing tells. */
  readonly noun: number;
}

export interface Reading {
  readonly words: readonly ReadWord[];
  /** Index into `words` for every token of the text; −1 for one too rare to be read. */
  readonly sequence: Int32Array;
}

/** A form that nothing known is like must be met so often to be read as a word of the text's own. */
const LEAST_NEW = 3;
/** A capital inside a sentence at least so often, and so many times as often as a small letter: a name. */
const NAME_LEAST = 2;
const NAME_RATIO = 9;
/** Where so many words inside sentences have capitals, capitals are the text's manner and tell no names. */
const CAPITALS = 0.2;

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const BEFORE_NOUNS = set(
  "the a an his her my their this that no its your our these those some any every each another thy whose both all many few such",
);
const BEFORE_VERBS = set(
  "to will would shall should could can may might must i he she they we you it not who don't didn't did do does let cannot thou ye",
);

interface Counts {
  word: string;
  known: boolean;
  content: boolean;
  count: number;
  capital: number;
  small: number;
  nounLike: number;
  verbLike: number;
}

/** Whether asking the space is worth it: a plain run of letters like nothing listed could only be guessed by its spelling. */
export function mayBeKnown(form: string, listed: ReadonlySet<string>): boolean {
  if (listed.has(form) || !/^\p{L}+$/u.test(form)) return true;
  return [...baseForms(form), ...respellings(form), ...derivedFrom(form)].some((word) => listed.has(word));
}

/** The entry of a form; undefined when it is unknown and too rare. */
function entryOf(form: string, often: number, space: WordSpace, listed: ReadonlySet<string>): Counts | undefined {
  const found = mayBeKnown(form, listed) ? space.lookup(form) : undefined;
  const known = found !== undefined && found.source !== "spelling" && found.of.length === 1;
  if (!known && often < LEAST_NEW) return undefined;
  const content = found?.source !== "function" && found?.source !== "number";
  const word = known ? found.of[0] : form;
  return { word, known, content, count: 0, capital: 0, small: 0, nounLike: 0, verbLike: 0 };
}

/** Whether a token stands inside a sentence, where a capital means something. */
const inside = (text: string, before: Token | undefined, token: Token): boolean =>
  before !== undefined && /^[ ,;]+$/.test(text.slice(before.end, token.start));

/** Reads the text; linear in its length. */
export function readText(space: WordSpace, text: string): Reading {
  const tokens = tokenise(text);
  const forms = tokens.map((token) => fold(token.text).replace(/'s$/u, ""));
  const often = new Map<string, number>();
  for (const form of forms) often.set(form, (often.get(form) ?? 0) + 1);
  const listed = new Set(space.words);
  const byForm = new Map<string, number>();
  const byWord = new Map<string, number>();
  const entries: Counts[] = [];
  const indexOf = (form: string): number => {
    const entry = entryOf(form, often.get(form) ?? 0, space, listed);
    if (!entry) return -1;
    const own = byWord.get(entry.word);
    if (own !== undefined) return own;
    byWord.set(entry.word, entries.length);
    return entries.push(entry) - 1;
  };
  const sequence = new Int32Array(tokens.length);
  let [capitals, smalls] = [0, 0];
  tokens.forEach((token, i) => {
    let index = byForm.get(forms[i]);
    if (index === undefined) {
      index = indexOf(forms[i]);
      byForm.set(forms[i], index);
    }
    sequence[i] = index;
    if (index < 0) return;
    const entry = entries[index];
    entry.count++;
    if (i > 0 && BEFORE_NOUNS.has(forms[i - 1])) entry.nounLike++;
    else if (i > 0 && BEFORE_VERBS.has(forms[i - 1])) entry.verbLike++;
    const capital = /^\p{Lu}/u.test(token.text);
    if (!capital) entry.small++;
    if (!inside(text, tokens[i - 1], token)) return;
    if (capital) entry.capital++;
    if (entry.content && capital) capitals++;
    else if (entry.content) smalls++;
  });
  const telling = capitals <= CAPITALS * (capitals + smalls);
  const words = entries.map(({ word, known, content, count, capital, small, nounLike, verbLike }) => ({
    word,
    known,
    content,
    count,
    name: telling && capital >= NAME_LEAST && capital > NAME_RATIO * small,
    noun: (nounLike + 1) / (nounLike + verbLike + 2),
  }));
  return { words, sequence };
}
