/** Two projection heads, f for words and g for sounds, that bring pairs together and push others apart. */
import { Random } from "../../math";
import type { Job, Matrix } from "../../types";
import { pointMethod } from "../point-method";
import type { Target } from "../target";
import { chainOf } from "../targets/chain";
import { networkOf } from "../targets/network-target";
import { rowNorm } from "../targets/row-norm";
import { Adam } from "../train/adam";
import { infoNce, tripletLoss, unitRows } from "../train/losses";
import { backward, forward, startParameters, type Shape } from "../train/network";
import { arbitraryPairs, pairsFromFiles, type Pairs } from "./pairs";

interface Heads {
  readonly loss: "infonce" | "triplet";
  readonly margin: number;
  readonly temperature: number;
  readonly hidden: number;
  readonly space: number;
  readonly steps: number;
  readonly batch: number;
  readonly rate: number;
}

/**
 * Options: pairs=arbitrary|files (drawn with the seed, or words found in the names of the files), loss=infonce|triplet,
 * margin (0.2, triplet), temperature (0.1, where InfoNCE's own begins; it is learnt), hidden (32), space (8: numbers of
 * the common space), steps (400), batch (48), rate (0.01), and those of pointMethod. Points of the common space have
 * length 1.
 */
export const fitContrastive = pointMethod("contrastive", { dimensions: 16, words: 2000 }, (reader) => {
  const from = reader.choice("pairs", "arbitrary", ["arbitrary", "files"]);
  const heads: Heads = {
    loss: reader.choice("loss", "infonce", ["infonce", "triplet"]),
    margin: reader.number("margin", 0.2, 0, 2),
    temperature: reader.number("temperature", 0.1, 0.001, 100),
    hidden: reader.whole("hidden", 32, 1, 4096),
    space: reader.whole("space", 8, 1, 512),
    steps: reader.whole("steps", 400, 1, 1_000_000),
    batch: reader.whole("batch", 48, 2, 2000),
    rate: reader.number("rate", 0.01, 0, 10),
  };
  return async (words, sounds, around, job) => {
    const pairs =
      from === "files" ? pairsFromFiles(words.rows, around) : arbitraryPairs(words.rows, sounds.rows, job.seed);
    return trainHeads(words, sounds, pairs, heads, job);
  };
});

async function trainHeads(words: Matrix, sounds: Matrix, pairs: Pairs, heads: Heads, job: Job) {
  const random = new Random(job.seed);
  const sides = [words, sounds].map((m) => {
    const shape: Shape = { sizes: [m.columns, heads.hidden, heads.space], activation: "tanh" };
    const parameters = startParameters(shape, random);
    return { m, shape, parameters, adam: new Adam(parameters.length, heads.rate), scale: inputScale(m) };
  });
  const logScale = Float64Array.of(Math.log(1 / heads.temperature));
  const scaleStep = new Adam(1, heads.rate);
  const n = Math.min(heads.batch, pairs.words.length);
  for (let t = 0; t < heads.steps; t++) {
    await job.breathe();
    job.progress(t / heads.steps, "contrastive");
    const drawn = Int32Array.from({ length: n }, () => random.below(pairs.words.length));
    const passes = sides.map(({ m, shape, parameters, scale }, side) => {
      const rows = drawn.map((i) => (side === 0 ? pairs.words : pairs.units)[i]);
      const layers = forward(shape, parameters, gather(m, rows, scale), n);
      return { layers, unit: unitRows(layers[layers.length - 1], heads.space) };
    });
    const [f, g] = [passes[0].unit.y, passes[1].unit.y];
    const found =
      heads.loss === "infonce"
        ? infoNce(f, g, n, heads.space, logScale[0])
        : { ...tripletLoss(f, g, n, heads.space, heads.margin), scale: 0 };
    sides.forEach(({ shape, parameters, adam }, side) => {
      const into = new Float64Array(parameters.length);
      const above = passes[side].unit.back(side === 0 ? found.first : found.second);
      backward(shape, parameters, passes[side].layers, n, above, into);
      adam.step(parameters, into);
    });
    if (heads.loss === "infonce") {
      scaleStep.step(logScale, Float64Array.of(found.scale));
      // A temperature under 1/100 only sharpens noise (Radford et al. 2021 clip there too).
      logScale[0] = Math.min(logScale[0], Math.log(100));
    }
  }
  const [first, second] = sides.map(({ shape, parameters, scale }): Target => {
    const scaled = parameters.slice();
    for (let i = 0; i < shape.sizes[0] * shape.sizes[1]; i++) scaled[i] *= scale;
    return chainOf([networkOf(shape, Float32Array.from(scaled)), rowNorm("unit", heads.space)]);
  });
  return { words: first, sounds: second };
}

function gather(m: Matrix, rows: Int32Array, scale: number): Float64Array {
  const out = new Float64Array(rows.length * m.columns);
  rows.forEach((r, i) => {
    for (let c = 0; c < m.columns; c++) out[i * m.columns + c] = scale * m.data[r * m.columns + c];
  });
  return out;
}

/** Brings all numbers to root mean square 1. */
function inputScale(m: Matrix): number {
  let sum = 0;
  for (const v of m.data) sum += v * v;
  return sum > 0 ? Math.sqrt(m.data.length / sum) : 1;
}
