/** WordNet → word vectors: four sparse views of every word, one SVD, unit length. */
import { matrix, row } from "../../src/math";
import type { Matrix } from "../../src/types";
import { baseForms } from "../../src/text";
import { IRREGULAR } from "../../src/text/irregular";
import { addScaled, direction, unit } from "../../src/text/vectors";
import {
  glossBlock,
  neighbourBlock,
  relationGraph,
  walkBlock,
  type GlossOptions,
  type RelationWeights,
} from "./blocks";
import { glossGraph, mixed } from "./gloss-graph";
import type { Lexis } from "./lexis";
import { beside, ppmi } from "./sparse";
import { sparseSvd } from "./svd";
import type { Supplement } from "./supplement";
import { topicBlock } from "./topics";
import type { WordNet } from "./wordnet";

export interface SpaceOptions {
  readonly dimensions: number;
  /** The singular vectors are fitted on so many words; the others are projected. */
  readonly fitted: number;
  readonly iterations: number;
  readonly relations: RelationWeights;
  /** Shares of a walk's steps: along a relation, from a definition to its words' meanings, from a meaning to definitions. */
  readonly ways: { readonly relations: number; readonly toWords: number; readonly toGlosses: number };
  readonly steps: number;
  readonly damping: number;
  /** Smaller shares of a walk are dropped. */
  readonly least: number;
  readonly glosses: GlossOptions;
  readonly weights: {
    readonly relations: number;
    readonly glosses: number;
    readonly neighbours: number;
    readonly topics: number;
  };
  /** Exponents of the share by which a mutual information counts: 0 not, 1 fully. */
  readonly relationShare: number;
  readonly glossShare: number;
  /** Singular values to this power. */
  readonly power: number;
  readonly seed: number;
}

/** Vectors of the chosen words (ids of the lexis), one row each; from synset `firstTopic` on stand lists of topics. */
export function buildSpace(
  net: WordNet,
  lexis: Lexis,
  supplement: Supplement,
  firstTopic: number,
  chosen: readonly number[],
  options: SpaceOptions,
  log: (note: string) => void,
): Matrix {
  const { ways } = options;
  const { toWords, toGlosses } = glossGraph(lexis, net.synsets.length);
  const graph = mixed([
    [relationGraph(net.synsets, options.relations), ways.relations],
    [toWords, ways.toWords],
    [toGlosses, ways.toGlosses],
  ]);
  log(`ways of a walk: ${graph.value.length}`);
  const walks = walkBlock(lexis, chosen, graph, options.steps, options.damping, options.least);
  log(`relations: ${walks.value.length} numbers`);
  const glosses = glossBlock(lexis, chosen, net.synsets, options.glosses);
  log(`glosses: ${glosses.value.length} numbers`);
  const neighbours = neighbourBlock(lexis, chosen, 2, 8000);
  log(`neighbours: ${neighbours.value.length} numbers`);
  const topics = topicBlock(lexis, chosen, glosses, firstTopic);
  const { weights } = options;
  const all = beside(
    [
      ppmi(walks, { smoothing: 1, uniform: true, share: options.relationShare }),
      ppmi(glosses, { smoothing: 0.75, uniform: false, share: options.glossShare }),
      ppmi(neighbours, { smoothing: 0.75, uniform: false, share: 0 }),
      topics,
    ],
    // What function words mean is how they are used, whatever the topic; and a topic is one of things more than of deeds.
    (block, r) => {
      const stop = lexis.stop[chosen[r]];
      const subject = stop ? 0 : weights.topics * thingness(net, lexis, chosen[r]);
      return [weights.relations, weights.glosses, stop ? 1 : weights.neighbours, subject][block];
    },
  );
  const k = options.dimensions;
  const { projected, values } = sparseSvd(all, options.fitted, k, options.seed, options.iterations, log);
  const space = matrix(chosen.length, k, projected);
  finish(space, options.fitted, values, options.power);
  const names = chosen.map((id) => lexis.words[id]);
  leanOnBases(space, names, supplement.functionWords.length);
  spreadNames(space, names, supplement.names);
  gather(space, supplement.functionWords.length);
  return space;
}

/** The share of a word's meanings that are nouns (or stand in the supplement), 0..1. */
function thingness({ synsets }: WordNet, lexis: Lexis, word: number): number {
  let share = 0;
  for (const { synset, weight } of lexis.meanings[word]) if (/[nf]/.test(synsets[synset].pos)) share += weight;
  return share;
}

/** Singular values to the power, centred on the fitted rows, rows of unit length; in place. */
function finish(space: Matrix, fitted: number, values: Float64Array, power: number): void {
  const { rows, columns, data } = space;
  for (let c = 0; c < columns; c++) {
    const scale = Math.pow(values[c], power - 1);
    let mean = 0;
    for (let r = 0; r < fitted; r++) mean += data[r * columns + c];
    mean /= fitted;
    for (let r = 0; r < rows; r++) data[r * columns + c] = (data[r * columns + c] - mean) * scale;
  }
  for (let r = 0; r < rows; r++) unit(row(space, r));
}

/** A word of its own that is also an inflection of a more important one (said, running) leans half-way to that. */
function leanOnBases(space: Matrix, words: readonly string[], functionWords: number): void {
  const rows = new Map(words.map((word, i) => [word, i]));
  const before = space.data.slice();
  words.forEach((word, i) => {
    if (i < functionWords || !(IRREGULAR.has(word) || /(?:ing|ed)$/.test(word))) return;
    const base = baseForms(word).find((form) => rows.has(form));
    const at = base === undefined ? undefined : rows.get(base);
    // Of equals (building, build) the word keeps its own meaning.
    if (at === undefined || at * 3 > i) return;
    const k = space.columns;
    addScaled(row(space, i), before.subarray(at * k, (at + 1) * k), 0.6);
    unit(row(space, i));
  });
}

/** Names would fall on one point: each keeps most of it and goes aside in its own direction. */
function spreadNames(space: Matrix, words: readonly string[], names: ReadonlySet<string>): void {
  words.forEach((word, i) => {
    if (!names.has(word)) return;
    addScaled(row(space, i), direction(`name ${word}`, space.columns), 0.5);
    unit(row(space, i));
  });
}

/** How far the function words move to where they are on the whole. */
const GATHERED = 0.7;

/**
 * The first rows, the function words, move toward each other: else what few words define (if: a condition) lies beside the
 * rarest words whose definitions hold the same word (hyalinization: a condition …).
 */
function gather(space: Matrix, functionWords: number): void {
  const middle = new Float32Array(space.columns);
  for (let r = 0; r < functionWords; r++) addScaled(middle, row(space, r), 1);
  unit(middle);
  for (let r = 0; r < functionWords; r++) {
    addScaled(row(space, r), middle, GATHERED);
    unit(row(space, r));
  }
}
