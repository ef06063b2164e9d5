/** The fixed set of word vectors a map is fitted on. */
import { matrix, row, takeRows } from "../math";
import type { Matrix, WordSpace } from "../types";
import type { FitOptions } from "./fit-options";

/** Vectors of the most important words (FitOptions.vocabulary, default 10,000), importance falling; at least one row. */
export function vocabularyVectors(words: WordSpace, options: FitOptions): Matrix {
  const n = Math.min(options.vocabulary ?? 10_000, words.words.length);
  if (n < 1) throw new Error(`The word space "${words.name}" has no words to fit a map on.`);
  const first = words.leading?.(n) ?? words.vectors;
  return finite(
    takeRows(
      first,
      Int32Array.from({ length: n }, (_, i) => i),
    ),
  );
}

/** Vectors of the different words of a text, in order of first appearance. */
export function textVectors(words: WordSpace, text: readonly string[]): Matrix {
  const different = [...new Set(text)];
  if (different.length === 0) throw new Error("fit=text needs the words of a text to fit on; none were given.");
  const out = matrix(different.length, words.dimensions);
  different.forEach((word, i) => row(out, i).set(words.lookup(word).vector));
  return finite(out);
}

/** Replaces what is not finite by 0, in place: a space from outside may hold NaN. */
function finite(m: Matrix): Matrix {
  for (let i = 0; i < m.data.length; i++) if (!Number.isFinite(m.data[i])) m.data[i] = 0;
  return m;
}
