/** Which rows of a table give the lowest sums with a target: nearest points under prices, nearest directions. */
import type { Job, Matrix } from "../types";
import { matrix } from "./matrix";
import { LANES, openSums, type FoundRows, type Sums, type SumTable } from "./sums";

/** Multiplications between two breaths: some milliseconds. */
const PORTION = 12_000_000;
const BLOCK = 8;

/**
 * sum(target, row) = base[row] + Σ target[c] · points[row, c], all in 32 bits and in the order of the columns: the SIMD
 * kernels and the plain code give the same bits. Squared distances have base |p|² (plus what a row costs) and targets
 * −2·y, up to |y|²; cosines have base 0 and targets −x.
 */
export class LowestSums {
  readonly #table: SumTable;
  readonly #rows: number;
  readonly #sums: Sums;

  /** `base`: one number a row, 0 when left out. `simd` false takes the plain code: for tests. */
  constructor(points: Matrix, base?: Float32Array, simd = true) {
    const { rows, columns, data } = points;
    const padded = BLOCK * Math.ceil(rows / BLOCK);
    const blocks = new Float32Array(padded * columns);
    for (let r = 0; r < rows; r++) {
      const to = (r - (r % BLOCK)) * columns + (r % BLOCK);
      for (let c = 0; c < columns; c++) blocks[to + c * BLOCK] = data[r * columns + c];
    }
    this.#rows = rows;
    this.#table = { rows: padded, columns, blocks, base: new Float32Array(padded).fill(Infinity, rows) };
    if (base) this.#table.base.set(base);
    this.#sums = openSums(this.#table, simd);
  }

  /** One number a row; Infinity = never found. */
  setBase(base: Float32Array): void {
    this.#table.base.set(base);
    this.#sums.rebase();
  }

  /**
   * For each of the named rows of `targets`, times `factor`, the k rows (at most all) of lowest sum in rising order, of
   * equals the first. `found.rows` and `found.sums` are fresh, k a target; −1 and Infinity where there are fewer.
   */
  async find(targets: Matrix, which: ArrayLike<number>, factor: number, k: number, job: Job): Promise<FoundRows> {
    const kept = Math.max(1, Math.min(k, this.#rows));
    const found = { rows: new Int32Array(which.length * kept), sums: new Float32Array(which.length * kept) };
    const portion = this.#portion();
    for (let from = 0; from < which.length; from += portion) {
      const n = Math.min(portion, which.length - from);
      this.#sums.lowest(this.#blocksOf(targets, which, from, n, factor), n, kept, found, from);
      await job.breathe();
    }
    return found;
  }

  /** The same for one target at once. */
  findOne(target: Float32Array, factor: number, k: number): FoundRows {
    const kept = Math.max(1, Math.min(k, this.#rows));
    const found = { rows: new Int32Array(kept), sums: new Float32Array(kept) };
    const { columns } = this.#table;
    const scaled = new Float32Array(columns);
    for (let c = 0; c < columns; c++) scaled[c] = factor * target[c];
    this.#sums.lowest(scaled, 1, kept, found, 0);
    return found;
  }

  /** All sums, a row a target: the product of a matrix with the transposed table, and the base added. */
  async all(targets: Matrix, job: Job): Promise<Matrix> {
    const out = matrix(targets.rows, this.#rows);
    const portion = this.#portion();
    const which = allRows(targets.rows);
    for (let from = 0; from < targets.rows; from += portion) {
      const n = Math.min(portion, targets.rows - from);
      const sums = this.#sums.all(this.#blocksOf(targets, which, from, n, 1), n);
      for (let i = 0; i < n; i++) {
        const at = i * this.#table.rows;
        out.data.set(sums.subarray(at, at + this.#rows), (from + i) * this.#rows);
      }
      await job.breathe();
    }
    return out;
  }

  /** Targets between two breaths. */
  #portion(): number {
    const { rows, columns } = this.#table;
    return LANES * Math.max(1, Math.floor(PORTION / (LANES * Math.max(1, rows * columns))));
  }

  #blocksOf(targets: Matrix, which: ArrayLike<number>, from: number, n: number, factor: number): Float32Array {
    const { columns } = this.#table;
    const blocks = new Float32Array(columns * LANES * Math.ceil(n / LANES));
    for (let i = 0; i < n; i++) {
      const to = (i - (i % LANES)) * columns + (i % LANES);
      const at = which[from + i] * targets.columns;
      for (let c = 0; c < columns; c++) blocks[to + c * LANES] = factor * targets.data[at + c];
    }
    return blocks;
  }
}

/** The numbers 0 … n − 1: all rows of a matrix, in order. */
export const allRows = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
