/** The three views of a word that the space is made from, as sparse counts: its relations, its definitions, its neighbours. */
import type { Lexis } from "./lexis";
import { Accumulator, SparseBuilder, type Sparse } from "./sparse";
import type { Synset } from "./wordnet";

/** How readily a walk takes a relation. */
export type RelationWeights = Readonly<Record<string, number>>;

/** Synset → synset, each row summing to 1. */
export function relationGraph(synsets: readonly Synset[], weights: RelationWeights): Sparse {
  const builder = new SparseBuilder(synsets.length);
  const line = new Accumulator(synsets.length);
  for (const { relations } of synsets) {
    const counts = new Map<string, number>();
    for (const { symbol } of relations) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    let sum = 0;
    for (const { symbol, target } of relations) {
      // A hub's hundred hyponyms together weigh little more than one hypernym.
      const weight = (weights[symbol] ?? weights.other) / Math.sqrt(counts.get(symbol) ?? 1);
      if (weight > 0) line.add(target, weight);
      sum += weight;
    }
    for (const target of [...line.touched]) line.add(target, line.get(target) * (1 / sum - 1));
    builder.push(line);
  }
  return builder.finish();
}

/** Words × synsets: where personalised PageRank from a word's meanings is after 0 … steps steps, damped. */
export function walkBlock(
  lexis: Lexis,
  rows: readonly number[],
  graph: Sparse,
  steps: number,
  damping: number,
  least: number,
): Sparse {
  const builder = new SparseBuilder(graph.columns);
  const total = new Accumulator(graph.columns);
  let from = new Accumulator(graph.columns);
  let to = new Accumulator(graph.columns);
  for (const word of rows) {
    for (const { synset, weight } of lexis.meanings[word]) {
      from.add(synset, weight);
      total.add(synset, weight);
    }
    let scale = 1;
    for (let step = 0; step < steps; step++) {
      scale *= damping;
      for (const synset of from.touched) {
        const mass = from.get(synset);
        // Too little to leave a trace in the end: pushed no further (Andersen, Chung & Lang 2006).
        if (mass < least / 2) continue;
        for (let i = graph.start[synset]; i < graph.start[synset + 1]; i++) {
          to.add(graph.column[i], mass * graph.value[i]);
        }
      }
      for (const synset of to.touched) total.add(synset, to.get(synset) * scale);
      from.clear();
      [from, to] = [to, from];
    }
    from.clear();
    builder.push(total, least);
  }
  return builder.finish();
}

export interface GlossOptions {
  /** Weight of the glosses of related synsets by relation. */
  readonly related: RelationWeights;
  /** Weight of a synset's own lemmas in its text. */
  readonly lemma: number;
  readonly example: number;
  /** Weight of the words inside its collocations. */
  readonly inside: number;
  /** Weight of the glosses a word is used in, against those of its own meanings. */
  readonly used: number;
  /** Weight of the glosses round those that use the word, all together. */
  readonly around: number;
}

/** Synsets × words: each synset as the text of its definition, its lemmas and its examples; function words left out. */
function synsetTexts(lexis: Lexis, synsets: readonly Synset[], options: GlossOptions): Sparse {
  const builder = new SparseBuilder(lexis.words.length);
  const line = new Accumulator(lexis.words.length);
  synsets.forEach((synset, s) => {
    const add = (id: number, weight: number): void => {
      if (id >= 0 && !lexis.stop[id]) line.add(id, weight);
    };
    for (const id of lexis.glosses[s].definition) add(id, 1);
    for (const id of lexis.glosses[s].examples) add(id, options.example);
    for (const id of lexis.glosses[s].inside) add(id, options.inside);
    for (const lemma of synset.lemmas) add(lexis.id.get(lemma) ?? -1, options.lemma);
    builder.push(line);
  });
  return builder.finish();
}

/** Words × words: what stands in the glosses of a word's meanings, of their neighbours, and in those that use the word. */
export function glossBlock(
  lexis: Lexis,
  rows: readonly number[],
  synsets: readonly Synset[],
  options: GlossOptions,
): Sparse {
  const texts = synsetTexts(lexis, synsets, options);
  const length = Float64Array.from(synsets, (_, s) => {
    let sum = 0;
    for (let i = texts.start[s]; i < texts.start[s + 1]; i++) sum += texts.value[i];
    return sum;
  });
  const users: [synset: number, weight: number][][] = lexis.words.map(() => []);
  for (let s = 0; s < synsets.length; s++) {
    for (let i = texts.start[s]; i < texts.start[s + 1]; i++) users[texts.column[i]].push([s, texts.value[i]]);
  }
  const builder = new SparseBuilder(lexis.words.length);
  const line = new Accumulator(lexis.words.length);
  const pour = (synset: number, weight: number): void => {
    for (let i = texts.start[synset]; i < texts.start[synset + 1]; i++) {
      line.add(texts.column[i], texts.value[i] * weight);
    }
  };
  for (const word of rows) {
    const meanings = lexis.meanings[word];
    for (const { synset, weight } of meanings) {
      pour(synset, weight * meanings.length ** 0.5);
      const { relations } = synsets[synset];
      const counts = new Map<string, number>();
      for (const { symbol } of relations) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
      for (const { symbol, target } of relations) {
        const share = options.related[symbol] ?? options.related.other;
        pour(target, (weight * meanings.length ** 0.5 * share) / Math.sqrt(counts.get(symbol) ?? 1));
      }
    }
    for (const [synset, weight] of users[word]) {
      const share = (options.used * weight) / Math.sqrt(length[synset] + 1);
      pour(synset, share);
      if (options.around > 0) {
        const { relations } = synsets[synset];
        for (const { target } of relations) pour(target, (share * options.around) / relations.length);
      }
    }
    builder.push(line, 0, 4000);
  }
  return builder.finish();
}

/** Words × (left and right words): what stands beside a word in glosses, up to `reach` places away, nearer ones counting more. */
export function neighbourBlock(lexis: Lexis, rows: readonly number[], reach: number, columns: number): Sparse {
  const beside: Map<number, number>[] = lexis.words.map(() => new Map<number, number>());
  const see = (text: Int32Array): void => {
    for (let i = 0; i < text.length; i++) {
      if (text[i] < 0) continue;
      for (let d = 1; d <= reach && i + d < text.length; d++) {
        const other = text[i + d];
        if (other < 0) break;
        if (other < columns) {
          const right = columns + other;
          beside[text[i]].set(right, (beside[text[i]].get(right) ?? 0) + 1 / d);
        }
        if (text[i] < columns) beside[other].set(text[i], (beside[other].get(text[i]) ?? 0) + 1 / d);
      }
    }
  };
  for (const { definition, examples } of lexis.glosses) {
    see(definition);
    see(examples);
  }
  const builder = new SparseBuilder(2 * columns);
  const line = new Accumulator(2 * columns);
  for (const word of rows) {
    for (const [column, weight] of beside[word]) line.add(column, weight);
    builder.push(line);
  }
  return builder.finish();
}
