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
import { type Hit, nearestBy } from "./nearest";
import type { PointRows } from "./point-rows";

/** How many leading axes speak of the topic, and their share beside the whole. */
const TOPIC = { axes: 10, share: 0.15 };

/**
 * Rows [√share · unit(leading axes), unit(all axes)], brought to unit length, from rows of numbers on any common scale.
 * They are made when they are asked for: all of them as floats would be five times the memory of their codes.
 */
export class TopicRows implements PointRows {
  readonly rows: number;
  readonly columns: number;
  readonly #codes: Int8Array | Float32Array;
  /** Of the codes: a row's numbers, and how many of them lead. */
  readonly #wide: number;
  readonly #axes: number;
  /** What the numbers of each row are multiplied with, as the whole and as its topic. */
  readonly #whole: Float64Array;
  readonly #topic: Float64Array;

  constructor(codes: Int8Array | Float32Array, rows: number, columns: number, { axes, share } = TOPIC) {
    const k = Math.min(axes, columns);
    this.rows = rows;
    this.columns = k + columns;
    this.#codes = codes;
    this.#wide = columns;
    this.#axes = k;
    this.#whole = new Float64Array(rows);
    this.#topic = new Float64Array(rows);
    for (let r = 0; r < rows; r++) {
      const from = r * columns;
      let lead = 0;
      for (let c = 0; c < k; c++) lead += codes[from + c] * codes[from + c];
      let all = lead;
      for (let c = k; c < columns; c++) all += codes[from + c] * codes[from + c];
      const own = lead > 0 ? share : 0;
      this.#whole[r] = all > 0 ? 1 / Math.sqrt(all * (1 + own)) : 0;
      this.#topic[r] = lead > 0 ? Math.sqrt(own / (lead * (1 + own))) : 0;
    }
  }

  row(r: number): Float32Array {
    const out = new Float32Array(this.columns);
    this.#write(r, out, 0);
    return out;
  }

  leading(n: number): Matrix {
    const out = matrix(Math.min(n, this.rows), this.columns);
    for (let r = 0; r < out.rows; r++) this.#write(r, out.data, r * this.columns);
    return out;
  }

  nearest(vector: ArrayLike<number>, n: number): Hit[] {
    const codes = this.#codes;
    const wide = this.#wide;
    const k = this.#axes;
    let length = 0;
    for (let c = 0; c < vector.length; c++) length += vector[c] * vector[c];
    const scale = length > 0 ? 1 / Math.sqrt(length) : 0;
    return nearestBy(this.rows, n, (r) => {
      const from = r * wide;
      let lead = 0;
      let all = 0;
      for (let c = 0; c < k; c++) lead += codes[from + c] * vector[c];
      for (let c = 0; c < wide; c++) all += codes[from + c] * vector[k + c];
      return (lead * this.#topic[r] + all * this.#whole[r]) * scale;
    });
  }

  #write(r: number, out: Float32Array, to: number): void {
    const from = r * this.#wide;
    const k = this.#axes;
    for (let c = 0; c < k; c++) out[to + c] = this.#codes[from + c] * this.#topic[r];
    for (let c = 0; c < this.#wide; c++) out[to + k + c] = this.#codes[from + c] * this.#whole[r];
  }
}
