/** Which known word a mistyped one was meant to be. */

const LETTERS = "abcdefghijklmnopqrstuvwxyz'-";

/** Every string one slip away: a letter lost, two swapped, one exchanged, one too many. About 57 a letter. */
function* oneSlip(word: string): Generator<string> {
  for (let i = 0; i <= word.length; i++) {
    const left = word.slice(0, i);
    const right = word.slice(i);
    if (right.length > 0) yield left + right.slice(1);
    if (right.length > 1) yield left + right[1] + right[0] + right.slice(2);
    for (const letter of LETTERS) {
      yield left + letter + right;
      if (right.length > 0) yield left + letter + right.slice(1);
    }
  }
}

/** Below this length a slip leaves too little of a word to recognise it by. */
const SHORTEST = 4;
const LONGEST = 40;

/**
 * Rows of the known words one slip away, likeliest first: important words before rare ones, the same first letter and
 * the same length of word counting as much as a tenfold importance.
 */
export function slips(word: string, rowOf: (word: string) => number | undefined): number[] {
  if (word.length < SHORTEST || word.length > LONGEST) return [];
  const cost = new Map<number, number>();
  for (const candidate of oneSlip(word)) {
    const row = rowOf(candidate);
    if (row === undefined || candidate.length < SHORTEST - 1) continue;
    const first = candidate[0] === word[0] ? 0 : Math.LN10;
    const swapped = candidate.length === word.length && sameLetters(candidate, word) ? -1 : 0;
    const price = Math.log(row + 300) + first + swapped;
    if (price < (cost.get(row) ?? Infinity)) cost.set(row, price);
  }
  return [...cost].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([row]) => row);
}

const sameLetters = (a: string, b: string): boolean => [...a].sort().join("") === [...b].sort().join("");
