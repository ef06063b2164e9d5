/** Our own method: a smooth map with capacities, its words drawn together with their neighbours. The default. */
import { matrix, pcaPatiently, row } from "../../math";
import type { Job, Mapping, Matrix, SoundSpace, WordSpace } from "../../types";
import { affineRowsPatiently, pcaTransform } from "../affine";
import { anchoredOf, mixIn, unitLength } from "../anchored";
import type { FitOptions } from "../fit-options";
import type { OptionReader } from "../name";
import { PointMap } from "../point-map";
import { vocabularyVectors } from "../vocabulary";
import { Market } from "./market";
import { relationVectors, sample, soundSide, standingCost } from "./sound-side";
import { anchorGraph, crossCovariance, matchedAxes, type AnchorGraph } from "./word-side";

/**
 * Sizes of a fit: the first playable map, and the best one. Axes are turned on fewer words than neighbours agree on: an
 * axis is a sum over all of them, a neighbour has to be there. Turns, passes and the rest are rounds of assignments.
 */
const SIZES = {
  quick: {
    words: 2000,
    anchors: 700,
    turned: 700,
    sampled: 1000,
    turns: 3,
    passes: 2,
    first: 12,
    rounds: 6,
    last: 12,
    settling: 6,
  },
  best: {
    words: 10_000,
    anchors: 6000,
    turned: 3000,
    sampled: 4000,
    turns: 8,
    passes: 4,
    first: 30,
    rounds: 12,
    last: 25,
    settling: 20,
  },
};

/** Units of a word's cloud in a corpus of so many. */
const companions = (units: number): number => Math.min(4, 1 + Math.floor(units / 64));

/**
 * 1. Words' principal axes onto the sounds', scales matched; then turned so that the similarity of words and that of
 *    their sounds agree best (Gromov–Wasserstein with inner products, capacities in every assignment): smooth, keeps
 *    far relations.
 * 2. Every unit has a capacity, and a standing cost off the shell and in crowded directions (see sound-side): prices
 *    found by a transport ascent spread the words over the corpus; an auction at the end takes down the last hubs.
 * 3. Each anchor word moves towards the points its nearest words were given, and all are assigned anew, a fixed number
 *    of times (keeps near relations: neighbours come to agree in all axes, not only in the matched ones).
 * 4. An unseen word does what an anchor does: linear map, pull of the nearest anchors, prices.
 * Options: pull (0.5), capacity (1.5), crowding (0.35), axes (12), dimensions (20), meaning (160: the words' own leading
 * axes), near (18), focus (3: a neighbour pulls by its cosine to this power), cloud (units a word, 1 to 8: seven tenths
 * of the grains are the first's; 4, and fewer where a corpus has less than 192 units: among few sounds the next nearest
 * one is no kin).
 */
export async function fitRelational(
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
): Promise<Mapping> {
  const pull = reader.number("pull", 0.5, 0, 1);
  const capacity = reader.number("capacity", 1.5, 1, 1000);
  const crowding = reader.number("crowding", 0.35, 0, 10);
  const axes = reader.whole("axes", 12, 1, 512);
  const dimensions = reader.whole("dimensions", 20, 1, 512);
  const meaning = reader.whole("meaning", 160, 1, 4096);
  const near = reader.whole("near", 18, 1, 200);
  const focus = reader.whole("focus", 3, 0, 20);
  const cloud = reader.whole("cloud", companions(sounds.vectors.rows), 1, 8);
  reader.end();
  const size = SIZES[options.quality ?? "best"];

  const raw = sample(vocabularyVectors(words, options), size.words);
  const reduce = pcaTransform(await pcaPatiently(sample(raw, size.anchors), meaning, job));
  const vocabulary = await affineRowsPatiently(reduce, raw, job);
  for (let i = 0; i < vocabulary.rows; i++) unitLength(row(vocabulary, i));
  job.progress(0.1, "sounds");
  const side = await soundSide(await relationVectors(sounds, job), dimensions, size.sampled, job);
  const { points, deviations } = side;
  job.progress(0.2, "words");
  const anchors = sample(vocabulary, size.anchors);
  const graph = await anchorGraph(vocabulary, anchors, near, job);

  const market = new Market(points, capacity, job);
  market.setStanding(standingCost(side, points, crowding));
  const turned = sample(vocabulary, size.turned);
  let linear = matchedAxes(turned, deviations, axes);
  let given = market.pointsOf(await market.ascend(await affineRowsPatiently(linear, turned, job), size.first));
  const spread = deviations.reduce((sum, s) => sum + s * s, 0);
  for (let turn = 0; turn < size.turns; turn++) {
    job.progress(0.35 + (0.25 * turn) / size.turns, "axes");
    market.setStanding(standingCost(side, given, crowding));
    await job.breathe();
    linear = crossCovariance(turned, given, spread);
    await job.breathe();
    given = market.pointsOf(await market.ascend(await affineRowsPatiently(linear, turned, job), size.rounds));
  }
  const start = await affineRowsPatiently(linear, anchors, job);
  given = market.pointsOf(await market.ascend(start, size.rounds));
  const own = anchorRows(graph, vocabulary.rows, anchors.rows);
  for (let pass = 0; pass < size.passes; pass++) {
    job.progress(0.6 + (0.15 * pass) / size.passes, "neighbours");
    given = market.pointsOf(await market.ascend(pulled(start, given, own, pull, focus), size.rounds));
  }
  job.progress(0.75, "prices");
  const wanted = pulled(await affineRowsPatiently(linear, vocabulary, job), given, graph, pull, focus);
  await market.ascend(wanted, size.last);
  job.progress(0.9, "prices");
  await market.settle(wanted, size.settling);
  job.progress(1, "relational");
  const target = anchoredOf({ reduce, linear, anchors, given, near, pull, focus });
  return new PointMap({ name: "relational", target, points, bias: market.bias(), cloud });
}

/** The part of the graph that belongs to the anchors: the rows that `sample` took. */
function anchorRows({ k, rows, cosines }: AnchorGraph, words: number, anchors: number): AnchorGraph {
  const out = { k, rows: new Int32Array(anchors * k), cosines: new Float32Array(anchors * k) };
  for (let i = 0; i < anchors; i++) {
    const from = k * Math.floor((i * words) / anchors);
    out.rows.set(rows.subarray(from, from + k), i * k);
    out.cosines.set(cosines.subarray(from, from + k), i * k);
  }
  return out;
}

/** Every word's own point, drawn towards the points its nearest anchors were given. */
function pulled(start: Matrix, given: Matrix, graph: AnchorGraph, pull: number, focus: number): Matrix {
  const out = matrix(start.rows, start.columns, start.data.slice());
  for (let i = 0; i < out.rows; i++) {
    const from = i * graph.k;
    const rows = graph.rows.subarray(from, from + graph.k);
    const count = rows.filter((r) => r >= 0).length;
    mixIn(row(out, i), given, rows, graph.cosines.subarray(from, from + count), pull, focus);
  }
  return out;
}
