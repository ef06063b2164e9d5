/** Which words an evaluation asks for, and the word space without them: what was never seen in the fit. */
import { matrix, Random, row } from "../math";
import type { WordSpace } from "../types";

const FIRST_RANK = 500;
const LAST_RANK = 10_000;

/** `count` different words drawn with the seed from importance ranks 500–10,000 (all of them where there are fewer). */
export function drawWords(space: WordSpace, count: number, seed: number): string[] {
  const last = Math.min(LAST_RANK, space.words.length);
  const first = last > FIRST_RANK + count ? FIRST_RANK : 0;
  const among = space.words.slice(first, last);
  return new Random(seed).shuffle(among.slice()).slice(0, count);
}

/** The space whose known words lack the given ones, what those were made from, and the regular inflections of both. */
export function withoutWords(space: WordSpace, out: readonly string[]): WordSpace {
  const gone = new Set<string>();
  const known = new Set(space.words);
  for (const word of out) {
    const found = space.lookup(word);
    const made = found.source === "known" || found.source === "inflection" ? found.of : [];
    for (const base of [word.toLowerCase(), ...made]) {
      for (const lemma of [base, ...stems(base).filter((stem) => known.has(stem))])
        for (const form of inflections(lemma)) gone.add(form);
    }
  }
  const kept: number[] = [];
  space.words.forEach((word, i) => {
    if (!gone.has(word.toLowerCase())) kept.push(i);
  });
  const vectors = matrix(kept.length, space.vectors.columns);
  kept.forEach((from, i) => row(vectors, i).set(row(space.vectors, from)));
  return {
    name: space.name,
    dimensions: space.dimensions,
    words: kept.map((i) => space.words[i]),
    vectors,
    lookup: (token) => space.lookup(token),
    nearest: (vector, n) => {
      const found = space.nearest(vector, n + gone.size);
      return found.filter(({ word }) => !gone.has(word.toLowerCase())).slice(0, n);
    },
  };
}

/** A word with its regular English inflections. */
function inflections(word: string): string[] {
  const forms = [word, `${word}s`, `${word}es`, `${word}d`, `${word}ed`, `${word}ing`, `${word}er`, `${word}est`];
  if (word.endsWith("e")) forms.push(`${word.slice(0, -1)}ing`, `${word}r`, `${word}st`);
  if (/[^aeiou]y$/.test(word)) for (const end of ["ies", "ied", "ier", "iest"]) forms.push(word.slice(0, -1) + end);
  const last = word.at(-1) ?? "";
  if (/[^aeiou][aeiou][bdfglmnprt]$/.test(word))
    for (const end of ["ed", "ing", "er", "est"]) forms.push(word + last + end);
  return forms;
}

/** What a word may be a regular inflection of: too many candidates rather than too few. */
function stems(word: string): string[] {
  const found: string[] = [];
  for (const end of ["s", "es", "d", "ed", "ing", "er", "est"]) {
    if (!word.endsWith(end) || word.length - end.length < 3) continue;
    const stem = word.slice(0, -end.length);
    found.push(stem, `${stem}e`);
    if (stem.at(-1) === stem.at(-2)) found.push(stem.slice(0, -1));
    if (stem.endsWith("i")) found.push(`${stem.slice(0, -1)}y`);
  }
  return found;
}
