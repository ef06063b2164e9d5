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
import { matrix } from "../math";
import type { Matrix } from "../types";

/** How many leading axes speak of the topic, and their share beside the whole. */
const TOPIC = { axes: 12, share: 0.15 };

/**
 * Rows [√share · unit(leading axes), unit(all axes)], brought to unit length, from `rows` rows of codes on any common
 * scale. One pass: at start-up every pass over twelve million numbers is felt.
 */
export function withTopic(codes: Int8Array, rows: number, columns: number, { axes, share } = TOPIC): Matrix {
  const k = Math.min(axes, columns);
  const wide = k + columns;
  const out = matrix(rows, wide);
  const { data } = out;
  for (let r = 0; r < rows; r++) {
    const from = r * columns;
    let lead = 0;
    for (let c = 0; c < k; c++) lead += codes[from + c] * codes[from + c];
    let all = lead;
    for (let c = k; c < columns; c++) all += codes[from + c] * codes[from + c];
    const own = lead > 0 ? share : 0;
    const scale = all > 0 ? 1 / Math.sqrt(all * (1 + own)) : 0;
    const leading = lead > 0 ? Math.sqrt(own / (lead * (1 + own))) : 0;
    const to = r * wide;
    for (let c = 0; c < k; c++) data[to + c] = codes[from + c] * leading;
    for (let c = 0; c < columns; c++) data[to + k + c] = codes[from + c] * scale;
  }
  return out;
}
