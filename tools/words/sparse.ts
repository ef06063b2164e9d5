/** Sparse rows: collecting them, weighing them by positive pointwise mutual information, multiplying them. */

/** Row r has the columns column[start[r]] … column[start[r + 1] − 1] with the values beside them. */
export interface Sparse {
  readonly rows: number;
  readonly columns: number;
  readonly start: Uint32Array;
  readonly column: Uint32Array;
  readonly value: Float32Array;
}

/** Adds up one row at a time in a dense line, so that no map is needed. */
export class Accumulator {
  readonly #line: Float64Array;
  #touched: number[] = [];

  constructor(columns: number) {
    this.#line = new Float64Array(columns);
  }

  add(column: number, value: number): void {
    if (this.#line[column] === 0) this.#touched.push(column);
    this.#line[column] += value;
  }

  get(column: number): number {
    return this.#line[column];
  }

  get touched(): readonly number[] {
    return this.#touched;
  }

  clear(): void {
    for (const column of this.#touched) this.#line[column] = 0;
    this.#touched = [];
  }
}

/** Grows row by row. */
export class SparseBuilder {
  readonly #columns: number;
  #column = new Uint32Array(1 << 20);
  #value = new Float32Array(1 << 20);
  #length = 0;
  readonly #start: number[] = [0];

  constructor(columns: number) {
    this.#columns = columns;
  }

  /** Takes the accumulator's entries of at least `least` as the next row, at most `most` of them, columns ascending; clears it. */
  push(row: Accumulator, least = 0, most = Infinity): void {
    let columns = row.touched.filter((column) => row.get(column) > least);
    if (columns.length > most) columns = columns.sort((a, b) => row.get(b) - row.get(a) || a - b).slice(0, most);
    columns.sort((a, b) => a - b);
    while (this.#length + columns.length > this.#column.length) this.#grow();
    for (const column of columns) {
      this.#column[this.#length] = column;
      this.#value[this.#length++] = row.get(column);
    }
    this.#start.push(this.#length);
    row.clear();
  }

  finish(): Sparse {
    return {
      rows: this.#start.length - 1,
      columns: this.#columns,
      start: Uint32Array.from(this.#start),
      column: this.#column.slice(0, this.#length),
      value: this.#value.slice(0, this.#length),
    };
  }

  #grow(): void {
    const column = new Uint32Array(this.#column.length * 2);
    column.set(this.#column);
    this.#column = column;
    const value = new Float32Array(this.#value.length * 2);
    value.set(this.#value);
    this.#value = value;
  }
}

export interface MutualInformation {
  /** p(c) is taken from counts to this power (Levy, Goldberg & Dagan 2015: 0.75). */
  readonly smoothing: number;
  /** Rows count alike, which keeps a few frequent words from ruling the columns. */
  readonly uniform: boolean;
  /** Each value is multiplied by p(c|w) to this power: 0 leaves it, 1 makes it the expected information. */
  readonly share: number;
}

/** Counts → log(p(c|w) / p(c)) · p(c|w)^share, negative ones dropped. */
export function ppmi(m: Sparse, { smoothing, uniform, share }: MutualInformation): Sparse {
  const mass = new Float64Array(m.columns);
  const rowSum = new Float64Array(m.rows);
  for (let r = 0; r < m.rows; r++) {
    for (let i = m.start[r]; i < m.start[r + 1]; i++) rowSum[r] += m.value[i];
    const weight = uniform && rowSum[r] > 0 ? 1 / rowSum[r] : 1;
    for (let i = m.start[r]; i < m.start[r + 1]; i++) mass[m.column[i]] += m.value[i] * weight;
  }
  let total = 0;
  for (let c = 0; c < m.columns; c++) {
    mass[c] = Math.pow(mass[c], smoothing);
    total += mass[c];
  }
  const builder = new SparseBuilder(m.columns);
  const line = new Accumulator(m.columns);
  for (let r = 0; r < m.rows; r++) {
    for (let i = m.start[r]; i < m.start[r + 1]; i++) {
      const c = m.column[i];
      const p = m.value[i] / rowSum[r];
      const value = Math.log(p * (total / mass[c]));
      if (value > 0) line.add(c, value * Math.pow(p, share));
    }
    builder.push(line);
  }
  return builder.finish();
}

/** Blocks side by side, each row of each block brought to the length given for it (rows without entries stay empty). */
export function beside(blocks: readonly Sparse[], weight: (block: number, row: number) => number): Sparse {
  const rows = blocks[0].rows;
  const columns = blocks.reduce((sum, block) => sum + block.columns, 0);
  const size = blocks.reduce((sum, block) => sum + block.value.length, 0);
  const out = { start: new Uint32Array(rows + 1), column: new Uint32Array(size), value: new Float32Array(size) };
  let at = 0;
  for (let r = 0; r < rows; r++) {
    let offset = 0;
    blocks.forEach((block, b) => {
      let squares = 0;
      for (let i = block.start[r]; i < block.start[r + 1]; i++) squares += block.value[i] ** 2;
      const scale = squares > 0 ? weight(b, r) / Math.sqrt(squares) : 0;
      for (let i = block.start[r]; i < block.start[r + 1]; i++) {
        out.column[at] = block.column[i] + offset;
        out.value[at++] = block.value[i] * scale;
      }
      offset += block.columns;
    });
    out.start[r + 1] = at;
  }
  return { rows, columns, ...out };
}

/** m·x for the first `rows` rows; x is dense, m.columns × k, row-major. */
export function times(m: Sparse, x: Float32Array, k: number, rows = m.rows): Float32Array {
  const out = new Float32Array(rows * k);
  const sum = new Float64Array(k);
  for (let r = 0; r < rows; r++) {
    sum.fill(0);
    for (let i = m.start[r]; i < m.start[r + 1]; i++) {
      const value = m.value[i];
      const from = m.column[i] * k;
      for (let j = 0; j < k; j++) sum[j] += value * x[from + j];
    }
    out.set(sum, r * k);
  }
  return out;
}

/** mᵀ·x over the first `rows` rows; x is dense, rows × k. */
export function timesTransposed(m: Sparse, x: Float32Array, k: number, rows = m.rows): Float32Array {
  const out = new Float32Array(m.columns * k);
  for (let r = 0; r < rows; r++) {
    const from = r * k;
    for (let i = m.start[r]; i < m.start[r + 1]; i++) {
      const value = m.value[i];
      const to = m.column[i] * k;
      for (let j = 0; j < k; j++) out[to + j] += value * x[from + j];
    }
  }
  return out;
}
