/** English inflections by rule: from a form to the base forms it may come from. */
import { IRREGULAR } from "./irregular";

const VOWEL = /[aeiouy]/;
const DOUBLED = /([bdfgklmnprstvz])\1$/;

/** A stem that lost its ending: with its silent e, with a doubled letter undone, and as it is. */
function stems(stem: string): string[] {
  if (stem.length < 2 || !VOWEL.test(stem)) return [];
  const out: string[] = [];
  const double = DOUBLED.test(stem);
  if (double && !/(?:ss|ll|zz|ff)$/.test(stem)) out.push(stem.slice(0, -1));
  // "hop-ed" against "hope-d": after one vowel and one consonant a short word without doubling has lost its e.
  const silent = /(?:[^aeiou][aeiou][^aeiouywx]|[cgsuvz]|[^l]l|[aeiou][aeiou]?[rs]|[iy]n|at|[bt]l)$/.test(stem);
  if (silent && !double) out.push(`${stem}e`, stem);
  else out.push(stem, `${stem}e`);
  if (/(?:ll|ss|zz|ff)$/.test(stem)) out.push(stem.slice(0, -1));
  return out;
}

type Rule = readonly [ending: RegExp, bases: (stem: string) => string[]];

const RULES: readonly Rule[] = [
  [/ies$/, (s) => (s.length > 1 ? [`${s}y`, `${s}ie`] : [`${s}ie`])],
  [/(?<=ss|sh|ch|x|z|o)es$/, (s) => [s, `${s}e`]],
  [/ves$/, (s) => [`${s}f`, `${s}fe`, `${s}ve`]],
  [/men$/, (s) => (s.length > 1 ? [`${s}man`] : [])],
  [/(?<![su])s$/, (s) => (s.length > 1 ? [s] : [])],
  [/ses$/, (s) => [`${s}s`, `${s}se`]],
  [/ied$/, (s) => (s.length > 1 ? [`${s}y`, `${s}ie`] : [`${s}ie`])],
  [/ed$/, stems],
  [/ying$/, (s) => [`${s}y`, `${s}ie`]],
  [/ing$/, stems],
  [/in['’]$/, stems],
  [/iest$/, (s) => [`${s}y`]],
  [/est$/, stems],
  [/ier$/, (s) => [`${s}y`]],
  [/er$/, stems],
  [/(?:eth|edst)$/, stems],
];

/** Prefixes and suffixes that change little of a meaning: the rest is looked for when nothing else is known. */
const DERIVED: readonly Rule[] = [
  [/ily$/, (s) => [`${s}y`]],
  [/ally$/, (s) => [`${s}al`, s]],
  [/bly$/, (s) => [`${s}ble`]],
  [/ly$/, (s) => [s, `${s}le`, `${s}e`]],
  [/iness$/, (s) => [`${s}y`]],
  [/ness$/, (s) => [s]],
  [/(?:less|ful|like|ish|ship|hood|dom|wise|ward|wards|some)$/, (s) => [s]],
  [/(?:isation|ization)$/, (s) => [`${s}ize`, `${s}ise`, s]],
  [/(?:ise|ize)$/, (s) => [s, `${s}y`]],
  [/(?:ised|ized|ising|izing)$/, (s) => [`${s}ize`, s]],
  [/(?:able|ible)$/, stems],
  [/(?:ability|ibility)$/, (s) => [`${s}able`, `${s}ible`, ...stems(s)]],
  [/(?:ation|ition)$/, (s) => [`${s}ate`, s, `${s}e`]],
  [/(?:ion|or|ive|ant|ent|age|ment|al|ic|ous)$/, (s) => [s, `${s}e`]],
  [/(?:ism|ist)$/, (s) => [s, `${s}e`, `${s}y`]],
  [/(?:y|ie|ey)$/, stems],
];
const PREFIX =
  /^(?:un|non|in|im|ir|re|mis|dis|over|under|out|pre|post|sub|super|inter|anti|co|de|en|fore|hyper|mid|multi|semi|micro|mini|self|trans|ultra|counter)-?(?=[a-z]{3,}$)/;

const POSSESSIVE = /(?:['’]s|(?<=s)['’])$/;

function apply(rules: readonly Rule[], word: string): string[] {
  const out: string[] = [];
  for (const [ending, bases] of rules) {
    const match = ending.exec(word);
    if (match && match.index > 0) out.push(...bases(word.slice(0, match.index)));
  }
  return out;
}

const unique = (words: readonly string[], without: string): string[] => [
  ...new Set(words.filter((word) => word !== without && word.length > 0)),
];

/** Base forms that a folded form may be an inflection of, likeliest first; they need not exist. */
export function baseForms(word: string): string[] {
  const bare = word.replace(POSSESSIVE, "");
  const own = bare === word ? [] : [bare];
  return unique([...own, ...(IRREGULAR.get(bare) ?? []), ...apply(RULES, bare)], word);
}

/** Words that a folded form may be derived from (unkind ← kind, sharkish ← shark), likeliest first; they need not exist. */
export function derivedFrom(word: string): string[] {
  const bare = word.replace(POSSESSIVE, "");
  const direct = apply(DERIVED, bare);
  const inner = PREFIX.test(bare) ? [bare.replace(PREFIX, "")] : [];
  const more = [...direct, ...inner].flatMap((base) => baseForms(base));
  return unique([...direct, ...inner, ...more], word);
}

/** British, archaic and informal spellings of known words, likeliest first; they need not exist. */
export function respellings(word: string): string[] {
  const out = [
    word.replace(/our/, "or"),
    word.replace(/re$/, "er"),
    word.replace(/is(e|ed|es|ing|ation)$/, "iz$1"),
    word.replace(/yz(e|ed|es|ing|er)$/, "ys$1"),
    word.replace(/ys(e|ed|es|ing|er)$/, "yz$1"),
    word.replace(/ll(ed|ing|er|ers)$/, "l$1"),
    word.replace(/ogue$/, "og"),
    word.replace(/ae|oe/, "e"),
    word.replace(/in$/, "ing"),
    word.replace(/['’]d$/, "ed"),
    word.replace(/['’]/g, "e"),
    word.replace(/['’]/g, ""),
    word.replace(/[-.,‐‑]/g, ""),
    word.replace(/[-‐‑]/g, "_"),
  ];
  return unique(out, word);
}
