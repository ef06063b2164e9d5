/**
 * Which known words a mistyped one may have been meant to be: the noisy channel of Kernighan, Church & Gale (1990), with
 * Zipf's law for how likely a word is and the number of choices for how likely a slip is.
 */

/** A word that may have been meant (its row) and how likely that is; the probabilities of all candidates sum to 1. */
interface Meant {
  readonly row: number;
  readonly probability: number;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz'-";
/** Below this length a slip leaves too little of a word to recognise it by. */
const SHORTEST = 4;
const LONGEST = 40;
/** A wrong letter is one of many, of which those beside it on the keyboard are likelier: about so many choices. */
const WRONG_LETTER = Math.log(12);
/** The first letter is seldom wrong. */
const WRONG_START = Math.log(10);
/** Ranks below this are about equally likely. */
const COMMON = 300;

/**
 * Calls back with every string one slip away and what that slip costs (log of choices): the typed word is theirs with a
 * letter lost, two letters swapped, one letter wrong, or one too many. About 57 a letter.
 */
function oneSlip(word: string, each: (candidate: string, cost: number) => void): void {
  for (let i = 0; i <= word.length; i++) {
    const left = word.slice(0, i);
    const right = word.slice(i);
    const rest = right.slice(1);
    // A doubled letter is typed twice as easily as a stranger once.
    if (right.length > 0) each(left + rest, right[0] === left[i - 1] ? 0 : WRONG_LETTER);
    if (right.length > 1) each(left + right[1] + right[0] + right.slice(2), 0);
    for (const letter of LETTERS) {
      each(left + letter + right, 0);
      if (right.length > 0) each(left + letter + rest, WRONG_LETTER);
    }
  }
}

/** Known words one slip away, likeliest first; none for very short or long strings. */
export function slips(word: string, rowOf: (word: string) => number | undefined): Meant[] {
  if (word.length < SHORTEST || word.length > LONGEST) return [];
  const costs = new Map<number, number>();
  oneSlip(word, (candidate, slip) => {
    if (candidate.length < SHORTEST - 1) return;
    const row = rowOf(candidate);
    if (row === undefined) return;
    const cost = slip + Math.log(row + COMMON) + (candidate[0] === word[0] ? 0 : WRONG_START);
    if (cost < (costs.get(row) ?? Infinity)) costs.set(row, cost);
  });
  const sorted = [...costs].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const likelihoods = sorted.map(([, cost]) => Math.exp(sorted[0][1] - cost));
  const total = likelihoods.reduce((sum, x) => sum + x, 0);
  return sorted.map(([row], i) => ({ row, probability: likelihoods[i] / total }));
}
