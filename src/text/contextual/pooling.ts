/** From the vectors of a model's tokens to the vector of a word. Pure sums: checked against a plain computation. */

/** subwords: the word's own parts averaged; mean: all parts of the line; cls: the model's first token (no special token enters the others). */
export const POOLINGS = ["subwords", "mean", "cls"] as const;
export type Pooling = (typeof POOLINGS)[number];

/** Token ids of a line and where each word's parts stand among them. */
export interface LineTokens {
  readonly ids: readonly number[];
  /** For each word the first index and the count of its parts. */
  readonly spans: readonly (readonly [start: number, count: number])[];
}

/** Special tokens, then each word's parts, then special tokens. */
export function joinWords(
  prefix: readonly number[],
  words: readonly (readonly number[])[],
  suffix: readonly number[],
): LineTokens {
  const ids = [...prefix];
  const spans = words.map((parts) => {
    const start = ids.length;
    ids.push(...parts);
    return [start, parts.length] as const;
  });
  return { ids: [...ids, ...suffix], spans };
}

/** The mean of rows start … start + count − 1 of a (tokens × width) array; undefined when none or not finite. */
function meanRows(hidden: ArrayLike<number>, width: number, start: number, count: number): Float32Array | undefined {
  if (count < 1) return undefined;
  const out = new Float32Array(width);
  for (let t = start; t < start + count; t++) for (let i = 0; i < width; i++) out[i] += hidden[t * width + i] / count;
  return out.every((x) => Number.isFinite(x)) && out.some((x) => x !== 0) ? out : undefined;
}

/** The vector of one word of the line. */
export function poolWord(
  hidden: ArrayLike<number>,
  width: number,
  line: LineTokens,
  word: number,
  pooling: Pooling,
): Float32Array | undefined {
  if (pooling === "cls") return meanRows(hidden, width, 0, 1);
  if (pooling === "subwords") return meanRows(hidden, width, ...line.spans[word]);
  const first = line.spans[0][0];
  const [start, count] = line.spans[line.spans.length - 1];
  return meanRows(hidden, width, first, start + count - first);
}
