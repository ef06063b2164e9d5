/**
 * Gives far words an order: what a word is about in general is said once more, beside what it means exactly.
 * An SVD of word contexts with flattened singular values is nearly white: all axes weigh alike, which is best for telling
 * synonyms from mere neighbours, but two words without anything in common then lie at a cosine that is noise. Half of
 * all relations, the far ones, say nothing, and no space of fewer axes (sounds have about ten) can follow them.
 * The leading axes hold what most words share: living or made, done or felt, of the body, of law … So they stand once
 * more as a part of their own, of unit length: cosine = (cos(all) + share · cos(leading)) / (1 + share).
 * Near pairs, whose cosine is large in all axes, keep their order; far pairs get the order of their topics.
 * Two numbers for the whole space; what they give and cost stands in docs/mapping.md.
 */
import { matrix, row } from "../math";
import type { Matrix } from "../types";

/** How many leading axes speak of the topic, and their share beside the whole. */
const TOPIC = { axes: 12, share: 0.15 };

/** Rows [√share · unit(leading axes), all axes], brought to unit length; the rows given have unit length. */
export function withTopic(vectors: Matrix, { axes, share } = TOPIC): Matrix {
  const k = Math.min(axes, vectors.columns);
  const out = matrix(vectors.rows, k + vectors.columns);
  for (let r = 0; r < vectors.rows; r++) {
    const from = row(vectors, r);
    let squares = 0;
    for (let c = 0; c < k; c++) squares += from[c] * from[c];
    const lead = squares > 0 ? share : 0;
    const norm = 1 / Math.sqrt(1 + lead);
    const factor = lead > 0 ? norm * Math.sqrt(lead / squares) : 0;
    const to = row(out, r);
    for (let c = 0; c < k; c++) to[c] = from[c] * factor;
    for (let c = 0; c < vectors.columns; c++) to[k + c] = from[c] * norm;
  }
  return out;
}
