/**
 * Definitions as ways of a walk: from a meaning to the meanings of the words that define it, and back. Relations alone
 * lead from cup to glass; these lead to coffee. After the gloss relations of Agirre & Soroa (2009), without their
 * disambiguation: a defining word stands for all its meanings, as often as each is used.
 */
import type { Lexis } from "./lexis";
import { Accumulator, SparseBuilder, type Sparse } from "./sparse";

const EXAMPLE = 0.5;
const INSIDE = 0.5;
/** Rarer ways are left out: shares of all ways from a definition, and from a meaning to the definitions that use it. */
const LEAST_TO_WORDS = 0.01;
const LEAST_TO_GLOSSES = 0.003;

/** For each synset the content words of its definition, examples and collocations with their weights. */
function weighedWords(lexis: Lexis, synset: number): Map<number, number> {
  const out = new Map<number, number>();
  const { definition, examples, inside } = lexis.glosses[synset];
  const add = (ids: Int32Array, weight: number): void => {
    for (const id of ids) if (id >= 0 && !lexis.stop[id]) out.set(id, (out.get(id) ?? 0) + weight);
  };
  add(definition, 1);
  add(examples, EXAMPLE);
  add(inside, INSIDE);
  return out;
}

/** Rows brought to the sum 1, entries under `least` left out, and again to 1. */
function shares(m: Sparse, least: number): Sparse {
  const builder = new SparseBuilder(m.columns);
  const line = new Accumulator(m.columns);
  for (let r = 0; r < m.rows; r++) {
    let sum = 0;
    for (let i = m.start[r]; i < m.start[r + 1]; i++) sum += m.value[i];
    let kept = 0;
    for (let i = m.start[r]; i < m.start[r + 1]; i++) if (m.value[i] >= least * sum) kept += m.value[i];
    for (let i = m.start[r]; i < m.start[r + 1]; i++) {
      if (m.value[i] >= least * sum) line.add(m.column[i], m.value[i] / kept);
    }
    builder.push(line);
  }
  return builder.finish();
}

function transposed(m: Sparse): Sparse {
  const start = new Uint32Array(m.columns + 1);
  for (const column of m.column) start[column + 1]++;
  for (let c = 0; c < m.columns; c++) start[c + 1] += start[c];
  const next = start.slice();
  const column = new Uint32Array(m.column.length);
  const value = new Float32Array(m.value.length);
  for (let r = 0; r < m.rows; r++) {
    for (let i = m.start[r]; i < m.start[r + 1]; i++) {
      const at = next[m.column[i]]++;
      column[at] = r;
      value[at] = m.value[i];
    }
  }
  return { rows: m.columns, columns: m.rows, start, column, value };
}

/** Synset → synset both ways, each row summing to 1 (or empty). Words that define much (log inverse frequency) weigh little. */
export function glossGraph(lexis: Lexis, synsets: number): { readonly toWords: Sparse; readonly toGlosses: Sparse } {
  const lines = Array.from({ length: synsets }, (_, s) => weighedWords(lexis, s));
  const frequency = new Uint32Array(lexis.words.length);
  for (const line of lines) for (const id of line.keys()) frequency[id]++;
  const builder = new SparseBuilder(synsets);
  const row = new Accumulator(synsets);
  for (const line of lines) {
    for (const [id, weight] of line) {
      const telling = weight * Math.log(synsets / frequency[id]);
      for (const meaning of lexis.meanings[id]) row.add(meaning.synset, telling * meaning.weight);
    }
    builder.push(row);
  }
  const toWords = shares(builder.finish(), LEAST_TO_WORDS);
  return { toWords, toGlosses: shares(transposed(toWords), LEAST_TO_GLOSSES) };
}

/** The weighted sum of graphs of the same size. */
export function mixed(graphs: readonly (readonly [graph: Sparse, weight: number])[]): Sparse {
  const { rows, columns } = graphs[0][0];
  const builder = new SparseBuilder(columns);
  const line = new Accumulator(columns);
  for (let r = 0; r < rows; r++) {
    for (const [{ start, column, value }, weight] of graphs) {
      for (let i = start[r]; i < start[r + 1]; i++) line.add(column[i], value[i] * weight);
    }
    builder.push(line);
  }
  return builder.finish();
}
