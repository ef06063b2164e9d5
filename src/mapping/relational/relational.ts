/** Our own method: a smooth map with capacities, its words drawn together with their neighbours. The default. */
import { matrix, pcaPatiently, row, takeRows } from "../../math";
import type { Job, Mapping, Matrix, SoundSpace, WordSpace } from "../../types";
import { affineRows, affineRowsPatiently, pcaTransform } from "../affine";
import { anchoredOf, mixIn, unitLength } from "../anchored";
import type { FitOptions } from "../fit-options";
import type { OptionReader } from "../name";
import { PointMap } from "../point-map";
import { vocabularyVectors } from "../vocabulary";
import { assignByPrice, pointsOf } from "./capacity";
import { relationVectors, soundSide, standingCost } from "./sound-side";
import { anchorGraph, crossCovariance, matchedAxes, type AnchorGraph } from "./word-side";

/** Sizes of a fit: the first playable map, and the best one. */
const SIZES = {
  quick: { anchors: 600, priced: 1200, turns: 2, passes: 2, first: 12, rounds: 6, last: 25 },
  best: { anchors: 2000, priced: 8000, turns: 5, passes: 4, first: 30, rounds: 12, last: 75 },
};
const STEP = 0.03;

/**
 * 1. Words' principal axes onto the sounds', scales matched; then turned so that the similarity of words and that of
 *    their sounds agree best (Gromov–Wasserstein with inner products, capacities in every assignment): smooth, keeps
 *    far relations.
 * 2. Every unit has a capacity, and a standing cost off the shell and in crowded directions (see sound-side): prices
 *    found by a transport ascent spread the words over the corpus.
 * 3. Each anchor word moves towards the points its nearest words were given, and all are assigned anew, a fixed number
 *    of times (keeps near relations: neighbours come to agree in all axes, not only in the matched ones).
 * 4. An unseen word does what an anchor does: linear map, pull of the nearest anchors, prices.
 * Options: pull (0.45), capacity (1.7), axes (12), dimensions (24),
 * meaning (64: the words' own leading axes; the rest is mostly noise), near (15), cloud (1 unit a word, up to 8).
 */
export async function fitRelational(
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
): Promise<Mapping> {
  const pull = reader.number("pull", 0.45, 0, 1);
  const capacity = reader.number("capacity", 1.7, 1, 1000);
  const axes = reader.whole("axes", 12, 1, 512);
  const dimensions = reader.whole("dimensions", 24, 1, 512);
  const meaning = reader.whole("meaning", 64, 1, 4096);
  const near = reader.whole("near", 15, 1, 200);
  const cloud = reader.whole("cloud", 1, 1, 8);
  reader.end();
  const size = SIZES[options.quality ?? "best"];
  const raw = vocabularyVectors(words, options);
  const reduce = pcaTransform(await pcaPatiently(raw, meaning, job));
  const vocabulary = await affineRowsPatiently(reduce, raw, job);
  for (let i = 0; i < vocabulary.rows; i++) unitLength(row(vocabulary, i));
  const side = soundSide(relationVectors(sounds), dimensions, job.seed);
  const { points, deviations } = side;
  await job.breathe();
  const anchors = first(vocabulary, size.anchors);
  const graph = await anchorGraph(anchors, Math.min(near, Math.max(1, anchors.rows - 1)), job);
  job.progress(0.2, "words");

  const price = new Float32Array(points.rows);
  let standing = standingCost(side, points);
  const assign = async (targets: Matrix, rounds: number): Promise<Matrix> => {
    const how = { capacity, step: STEP, rounds, refresh: 25 };
    return pointsOf(points, await assignByPrice(targets, points, standing, price, how, job));
  };
  let linear = matchedAxes(vocabulary, deviations, axes);
  let start = affineRows(linear, anchors);
  let given = await assign(start, size.first);
  const spread = deviations.reduce((sum, s) => sum + s * s, 0);
  for (let turn = 0; turn < size.turns; turn++) {
    job.progress(0.3 + (0.2 * turn) / size.turns, "axes");
    standing = standingCost(side, given);
    linear = crossCovariance(anchors, given, spread);
    start = affineRows(linear, anchors);
    given = await assign(start, size.rounds);
  }
  for (let pass = 0; pass < size.passes; pass++) {
    job.progress(0.5 + (0.2 * pass) / size.passes, "neighbours");
    given = await assign(pulled(start, given, graph, pull), size.rounds);
  }

  const target = anchoredOf({ reduce, linear, anchors, given, near, pull });
  // The anchors' own targets are known from the graph; only the further words are looked up.
  const known = pulled(start, given, graph, pull);
  const all = first(vocabulary, size.priced);
  const wanted = matrix(all.rows, points.columns);
  wanted.data.set(known.data);
  for (let i = anchors.rows; i < all.rows; i++) {
    row(wanted, i).set(target.apply(row(raw, i)));
    if ((i & 31) === 0) {
      job.progress(0.7 + (0.2 * i) / all.rows, "prices");
      await job.breathe();
    }
  }
  await assign(wanted, size.last);
  job.progress(1, "relational");
  const bias = Float32Array.from(standing, (cost, u) => cost + price[u]);
  return new PointMap({ name: "relational", target, points, bias, cloud });
}

/** Every anchor's own point, drawn towards the points its neighbours were given. */
function pulled(start: Matrix, given: Matrix, graph: AnchorGraph, pull: number): Matrix {
  const out = matrix(start.rows, start.columns, start.data.slice());
  for (let i = 0; i < out.rows; i++) {
    const from = i * graph.k;
    const rows = graph.rows.subarray(from, from + graph.k);
    const count = rows.filter((r) => r >= 0).length;
    mixIn(row(out, i), given, rows, graph.cosines.subarray(from, from + graph.k), count, pull);
  }
  return out;
}

function first(m: Matrix, rows: number): Matrix {
  return takeRows(
    m,
    Int32Array.from({ length: Math.min(rows, m.rows) }, (_, i) => i),
  );
}
