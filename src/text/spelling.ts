/** Words that are written alike: tf-idf over letter n-grams, nearest by cosine. */

/** A known word (row) and the cosine of the two spellings, 0..1. */
export interface Alike {
  readonly row: number;
  readonly similarity: number;
}

const SHORTEST = 2;
const LONGEST = 4;
/** Longer strings are compared by their beginning and end; nobody reads further. */
const LETTERS = 64;
const BUCKETS = 1 << 17;

/** The n-grams (2–4 letters, with marks for beginning and end) of a word, as buckets; a repeated one stands repeatedly. */
function grams(word: string): number[] {
  const bounded = word.length > LETTERS ? word.slice(0, LETTERS / 2) + word.slice(-LETTERS / 2) : word;
  const text = `^${bounded}$`;
  const out: number[] = [];
  for (let i = 0; i < text.length; i++) {
    let hash = 0x811c9dc5;
    for (let n = 1; n <= LONGEST && i + n <= text.length; n++) {
      hash = Math.imul(hash ^ text.charCodeAt(i + n - 1), 0x01000193) >>> 0;
      if (n >= SHORTEST) out.push((hash ^ (hash >>> 15)) & (BUCKETS - 1));
    }
  }
  return out;
}

/** Coordinates that one n-gram touches in a point made of spelling alone. */
const TOUCHED = 16;

/**
 * A point that the spelling alone decides: every n-gram adds ±1 to a few coordinates that its hash chooses (feature
 * hashing, Weinberger et al. 2009), so that words which share n-grams share some of their place. Not of unit length.
 */
export function spellingPoint(word: string, dimensions: number): Float32Array {
  const out = new Float32Array(dimensions);
  for (const gram of grams(word)) {
    let state = (gram + 1) >>> 0;
    for (let i = 0; i < TOUCHED; i++) {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
      state = (state ^ (state >>> 12)) + 0x9e3779b9;
      out[(state >>> 1) % dimensions] += state & 1 ? 1 : -1;
    }
  }
  return out;
}

/** An inverted index over a fixed list of words. About 80 bytes a word. */
export class SpellingIndex {
  /** Postings of bucket b are row[start[b]] … row[start[b + 1] − 1]. */
  readonly #start = new Uint32Array(BUCKETS + 1);
  readonly #row: Uint32Array;
  readonly #idf = new Float32Array(BUCKETS);
  readonly #norm: Float32Array;
  readonly #score: Float32Array;

  constructor(words: readonly string[]) {
    // One flat list: sixty thousand small arrays would cost more memory than the index itself.
    const ends = new Uint32Array(words.length + 1);
    words.forEach((word, i) => {
      ends[i + 1] = ends[i] + Math.min(word.length + 2, LETTERS + 2) * (LONGEST - SHORTEST + 1);
    });
    const all = new Uint32Array(ends[words.length]);
    words.forEach((word, i) => {
      let at = ends[i];
      for (const gram of grams(word)) {
        all[at++] = gram;
        this.#start[gram + 1]++;
      }
      // Shorter than the room kept for it: the next word begins where this one ends.
      ends[i + 1] = at;
    });
    for (let b = 0; b < BUCKETS; b++) {
      const count = this.#start[b + 1];
      this.#idf[b] = Math.log((words.length + 1) / (count + 1)) + 0.1;
      this.#start[b + 1] += this.#start[b];
    }
    this.#row = new Uint32Array(this.#start[BUCKETS]);
    const next = this.#start.slice();
    this.#norm = new Float32Array(words.length);
    for (let row = 0; row < words.length; row++) {
      let squares = 0;
      for (let i = ends[row]; i < ends[row + 1]; i++) {
        this.#row[next[all[i]]++] = row;
        squares += this.#idf[all[i]] ** 2;
      }
      this.#norm[row] = Math.sqrt(squares);
    }
    this.#score = new Float32Array(words.length);
  }

  /** The n words written most alike, best first, of equals the more important; only those that share an n-gram. */
  alike(word: string, n: number): Alike[] {
    const list = grams(word);
    const touched: number[] = [];
    let squares = 0;
    for (const gram of list) {
      const weight = this.#idf[gram] ** 2;
      squares += weight;
      for (let i = this.#start[gram]; i < this.#start[gram + 1]; i++) {
        const row = this.#row[i];
        if (this.#score[row] === 0) touched.push(row);
        this.#score[row] += weight;
      }
    }
    const length = Math.sqrt(squares);
    const best: Alike[] = [];
    for (const row of touched) {
      const similarity = this.#score[row] / (length * this.#norm[row]);
      this.#score[row] = 0;
      if (best.length === n && similarity < best[n - 1].similarity) continue;
      let i = best.length < n ? best.length : n - 1;
      const before = (other: Alike): boolean =>
        other.similarity < similarity || (other.similarity === similarity && other.row > row);
      if (best.length === n && !before(best[n - 1])) continue;
      for (; i > 0 && before(best[i - 1]); i--) best[i] = best[i - 1];
      best[i] = { row, similarity: Math.min(1, similarity) };
    }
    return best;
  }
}
