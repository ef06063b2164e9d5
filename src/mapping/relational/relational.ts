/** Our own method: a smooth map with capacities, its words drawn together with their neighbours. The default. */
import { takeRows } from "../../math";
import type { Job, Mapping, Matrix, SoundSpace, WordSpace } from "../../types";
import { applyAffine, type Affine } from "../affine";
import { anchoredOf, mixIn } from "../anchored";
import type { FitOptions } from "../fit-options";
import type { OptionReader } from "../name";
import { PointMap } from "../point-map";
import { vocabularyVectors } from "../vocabulary";
import { assignByPrice, pointsOf } from "./capacity";
import { soundSide } from "./sound-side";
import { anchorGraph, matchedAxes } from "./word-side";

/** Sizes of a fit: the first playable map, and the best one. */
const SIZES = {
  quick: { anchors: 800, priced: 1500, passes: 2, firstRounds: 15, rounds: 6, lastRounds: 20 },
  best: { anchors: 4000, priced: 8000, passes: 6, firstRounds: 30, rounds: 12, lastRounds: 40 },
};
const STEP = 0.03;

/**
 * 1. Words' principal axes onto the sounds', scales matched (smooth, keeps far relations).
 * 2. Every unit has a capacity and costs more the further it lies off the shell (see sound-side): prices found by a
 *    transport ascent spread the words over the corpus.
 * 3. Each anchor word moves towards the points its nearest words were given, and all are assigned anew, a fixed number
 *    of times (keeps near relations: neighbours come to agree in all axes, not only in the matched ones).
 * 4. An unseen word does what an anchor does: linear map, pull of the nearest anchors, prices.
 * Options: pull (0.5), capacity (1.8), axes (8), dimensions (24), near (15), cloud (1 unit a word, up to 8).
 */
export async function fitRelational(
  words: WordSpace,
  sounds: SoundSpace,
  options: FitOptions,
  reader: OptionReader,
  job: Job,
): Promise<Mapping> {
  const pull = reader.number("pull", 0.5, 0, 1);
  const capacity = reader.number("capacity", 1.8, 1, 1000);
  const axes = reader.whole("axes", 8, 1, 512);
  const dimensions = reader.whole("dimensions", 24, 1, 512);
  const near = reader.whole("near", 15, 1, 200);
  const cloud = reader.whole("cloud", 1, 1, 8);
  reader.end();
  const size = SIZES[options.quality ?? "best"];
  const vocabulary = vocabularyVectors(words, options);
  const { points, deviations, offShell } = soundSide(sounds.vectors, dimensions, job.seed);
  await job.breathe();
  const linear = matchedAxes(vocabulary, deviations, axes);
  const anchors = first(vocabulary, size.anchors);
  const graph = await anchorGraph(anchors, Math.min(near, Math.max(1, anchors.rows - 1)), job);
  job.progress(0.2, "words");

  const price = new Float32Array(points.rows);
  const prices = { capacity, step: STEP };
  const start = applyToRows(linear, anchors);
  const firstly = { ...prices, rounds: size.firstRounds, refresh: 25 };
  let given = pointsOf(points, await assignByPrice(start, points, offShell, price, firstly, job));
  for (let pass = 0; pass < size.passes; pass++) {
    job.progress(0.3 + (0.4 * pass) / size.passes, "neighbours");
    const targets = { ...start, data: start.data.slice() };
    for (let i = 0; i < anchors.rows; i++) {
      const from = i * graph.k;
      const count = graph.rows.subarray(from, from + graph.k).filter((r) => r >= 0).length;
      const y = targets.data.subarray(i * points.columns, (i + 1) * points.columns);
      mixIn(y, given, graph.rows.subarray(from), graph.cosines.subarray(from), count, pull);
    }
    const again = { ...prices, rounds: size.rounds, refresh: size.rounds };
    given = pointsOf(points, await assignByPrice(targets, points, offShell, price, again, job));
  }

  const target = anchoredOf({ linear, anchors, given, near, pull });
  const all = first(vocabulary, size.priced);
  const wanted = { rows: all.rows, columns: points.columns, data: new Float32Array(all.rows * points.columns) };
  for (let i = 0; i < all.rows; i++) {
    wanted.data.set(target.apply(all.data.subarray(i * all.columns, (i + 1) * all.columns)), i * points.columns);
    if ((i & 31) === 0) {
      job.progress(0.7 + (0.2 * i) / all.rows, "prices");
      await job.breathe();
    }
  }
  await assignByPrice(wanted, points, offShell, price, { ...prices, rounds: size.lastRounds, refresh: 40 }, job);
  job.progress(1, "relational");
  const bias = Float32Array.from(offShell, (cost, u) => cost + price[u]);
  return new PointMap({ name: "relational", target, points, bias, cloud });
}

function first(m: Matrix, rows: number): Matrix {
  return takeRows(
    m,
    Int32Array.from({ length: Math.min(rows, m.rows) }, (_, i) => i),
  );
}

function applyToRows(affine: Affine, m: Matrix): Matrix {
  const p = affine.weights.rows;
  const data = new Float32Array(m.rows * p);
  for (let i = 0; i < m.rows; i++)
    data.set(applyAffine(affine, m.data.subarray(i * m.columns, (i + 1) * m.columns)), i * p);
  return { rows: m.rows, columns: p, data };
}
