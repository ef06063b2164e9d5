/** Sums of targets with the rows of a table, in SIMD or in plain code, the same bits either way. */
import { keptModule } from "./module";

/** Rows in blocks of 8, column after column, padded with rows of infinite base. */
export interface SumTable {
  /** A multiple of 8. */
  readonly rows: number;
  readonly columns: number;
  readonly blocks: Float32Array;
  /** One number a row. */
  readonly base: Float32Array;
}

/** Rows and their sums, k a target, in rising order; row −1 and an infinite sum where there are fewer. */
export interface FoundRows {
  readonly rows: Int32Array;
  readonly sums: Float32Array;
}

/** sum(target, row) = base[row] + Σ target[c] · table[row, c] in 32 bits, in the order of the columns. */
export interface Sums {
  /** table.base was written to. */
  rebase(): void;
  /** The k lowest rows of each of `count` targets (one, or in blocks of 4, column after column) into `found` from target `at` on. */
  lowest(targets: Float32Array, count: number, k: number, found: FoundRows, at: number): void;
  /** All sums of targets in blocks of 4, `table.rows` a target, a view that the next call overwrites. */
  all(targets: Float32Array, count: number): Float32Array;
}

const BLOCK = 8;

/** A table's sums, by the kernels when they are loaded. */
export function openSums(table: SumTable, simd: boolean): Sums {
  const kernels = keptModule();
  return kernels && simd ? new WasmSums(kernels, table) : new PlainSums(table);
}

export const LANES = 4;

interface Exports {
  readonly memory: WebAssembly.Memory;
  mark(): number;
  release(at: number): void;
  take(bytes: number): number;
  setupLowest(rows: number): void;
  lowestSums(
    table: number,
    base: number,
    rows: number,
    columns: number,
    targets: number,
    count: number,
    k: number,
    foundRows: number,
    foundSums: number,
  ): void;
  allSums(table: number, base: number, rows: number, columns: number, targets: number, count: number, to: number): void;
}

/** The table lies in an instance of kernels.wasm that holds nothing else. */
class WasmSums implements Sums {
  readonly #wasm: Exports;
  readonly #table: SumTable;
  readonly #blocksAt: number;
  readonly #baseAt: number;
  readonly #ground: number;

  constructor(module: WebAssembly.Module, table: SumTable) {
    this.#wasm = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
    this.#table = table;
    this.#wasm.setupLowest(table.rows);
    this.#blocksAt = this.#wasm.take(4 * table.blocks.length);
    this.#baseAt = this.#wasm.take(4 * table.base.length);
    this.#ground = this.#wasm.mark();
    this.#floats(this.#blocksAt, table.blocks.length).set(table.blocks);
    this.rebase();
  }

  rebase(): void {
    this.#floats(this.#baseAt, this.#table.base.length).set(this.#table.base);
  }

  lowest(targets: Float32Array, count: number, k: number, found: FoundRows, at: number): void {
    const wasm = this.#wasm;
    const { rows, columns } = this.#table;
    const padded = targets.length / columns;
    const targetsAt = this.#put(targets);
    const rowsAt = wasm.take(4 * padded * k);
    const sumsAt = wasm.take(4 * padded * k);
    wasm.lowestSums(this.#blocksAt, this.#baseAt, rows, columns, targetsAt, padded, k, rowsAt, sumsAt);
    found.rows.set(new Int32Array(wasm.memory.buffer, rowsAt, count * k), at * k);
    found.sums.set(this.#floats(sumsAt, count * k), at * k);
  }

  all(targets: Float32Array, count: number): Float32Array {
    const wasm = this.#wasm;
    const { rows, columns } = this.#table;
    const padded = targets.length / columns;
    const targetsAt = this.#put(targets);
    const to = wasm.take(4 * padded * rows);
    wasm.allSums(this.#blocksAt, this.#baseAt, rows, columns, targetsAt, padded, to);
    return this.#floats(to, count * rows);
  }

  #put(targets: Float32Array): number {
    this.#wasm.release(this.#ground);
    const at = this.#wasm.take(4 * targets.length);
    this.#floats(at, targets.length).set(targets);
    return at;
  }

  #floats(at: number, length: number): Float32Array {
    return new Float32Array(this.#wasm.memory.buffer, at, length);
  }
}

/** The same without WebAssembly. */
class PlainSums implements Sums {
  readonly #table: SumTable;

  constructor(table: SumTable) {
    this.#table = table;
  }

  rebase(): void {
    // The base is read where it lies.
  }

  lowest(targets: Float32Array, count: number, k: number, found: FoundRows, at: number): void {
    const sums = this.all(targets, count);
    const n = this.#table.rows;
    for (let i = 0; i < count; i++) select(sums.subarray(i * n, (i + 1) * n), k, found, (at + i) * k);
  }

  all(targets: Float32Array, count: number): Float32Array {
    const { rows, columns, blocks, base } = this.#table;
    const out = new Float32Array(count * rows);
    const lanes = targets.length === columns ? 1 : LANES;
    for (let i = 0; i < count; i++) {
      const y = (i - (i % lanes)) * columns + (i % lanes);
      for (let r = 0; r < rows; r++) {
        const p = (r - (r % BLOCK)) * columns + (r % BLOCK);
        let sum = base[r];
        for (let c = 0; c < columns; c++)
          sum = Math.fround(sum + Math.fround(targets[y + c * lanes] * blocks[p + c * BLOCK]));
        out[i * rows + r] = sum;
      }
    }
    return out;
  }
}

/** The k lowest numbers by insertion, of equals the first; infinite ones are never taken. */
function select(sums: Float32Array, k: number, found: FoundRows, start: number): void {
  let count = 0;
  let worst = Infinity;
  for (let r = 0; r < sums.length; r++) {
    const sum = sums[r];
    if (!(sum < worst)) continue;
    let to = start + (count < k ? count++ : k - 1);
    for (; to > start && found.sums[to - 1] > sum; to--) {
      found.sums[to] = found.sums[to - 1];
      found.rows[to] = found.rows[to - 1];
    }
    found.sums[to] = sum;
    found.rows[to] = r;
    if (count === k) worst = found.sums[start + k - 1];
  }
  found.rows.fill(-1, start + count, start + k);
  found.sums.fill(Infinity, start + count, start + k);
}
