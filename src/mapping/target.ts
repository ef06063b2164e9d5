/** Where a word wants to sound: a serialisable function from word vectors to points of the sound space. */
import type { Numbers } from "./buffer";

/** Pure and immutable. */
export interface Target {
  readonly kind: string;
  /** Numbers of a point. */
  readonly dimensions: number;
  /** A finite vector's point. */
  apply(vector: Float32Array): Float32Array;
  /** All it is made of; the kind's unpack turns it back, bit for bit. */
  pack(): { readonly [name: string]: Numbers };
}
