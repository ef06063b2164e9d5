/** Reads rated word pairs: lines `word word rating`, parted by any run of spaces or tabs. */

export interface RatedPair {
  readonly first: string;
  readonly second: string;
  /** As people gave it; the larger, the more alike. */
  readonly rating: number;
}

/** The pairs of a text, and how many lines (empty ones aside) were none. What follows the rating is ignored. */
export function readPairs(text: string): { readonly pairs: RatedPair[]; readonly unreadable: number } {
  const pairs: RatedPair[] = [];
  let unreadable = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === "") continue;
    const [first, second, third] = line.trim().split(/\s+/);
    const rating = third === undefined ? NaN : Number(third);
    if (Number.isFinite(rating)) pairs.push({ first, second, rating });
    else unreadable++;
  }
  return { pairs, unreadable };
}
