/** The points of a list of words, however they lie in memory. */
import { row, takeRows } from "../math";
import type { Matrix } from "../types";
import { type Hit, nearestRows } from "./nearest";

/** Rows of unit length. */
export interface PointRows {
  readonly rows: number;
  readonly columns: number;
  /** To be read only. */
  row(r: number): Float32Array;
  /** The first n rows, all of them when there are fewer; to be read only. */
  leading(n: number): Matrix;
  /** The n rows nearest by cosine, best first, of equals the earlier. */
  nearest(vector: ArrayLike<number>, n: number): Hit[];
}

/** A plain matrix as such rows. */
export class PlainRows implements PointRows {
  readonly rows: number;
  readonly columns: number;
  readonly #all: Matrix;

  constructor(all: Matrix) {
    this.#all = all;
    this.rows = all.rows;
    this.columns = all.columns;
  }

  row(r: number): Float32Array {
    return row(this.#all, r);
  }

  leading(n: number): Matrix {
    if (n >= this.rows) return this.#all;
    return takeRows(
      this.#all,
      Int32Array.from({ length: n }, (_, r) => r),
    );
  }

  nearest(vector: ArrayLike<number>, n: number): Hit[] {
    return nearestRows(this.#all, vector, n);
  }
}
