/** A small network from words to sound points, trained so that the distances of words are kept. */
import { Random, matrix, row, takeRows } from "../math";
import { quantiles, wantedDistances } from "./calibrate";
import { pointMethod } from "./point-method";
import { chainOf } from "./targets/chain";
import { networkOf } from "./targets/network-target";
import { rowNorm } from "./targets/row-norm";
import { Adam } from "./train/adam";
import { stressLoss } from "./train/losses";
import { backward, forward, startParameters, type Shape } from "./train/network";

/**
 * Least squares between the distances of the network's points and the words' distances, these brought quantile by
 * quantile to the distances that occur between sounds; batches drawn with the seed, Adam.
 * Options: steps (600), batch (48), hidden (32, one layer), rate (0.01), and those of pointMethod.
 */
export const fitPairwise = pointMethod("pairwise", { dimensions: 8, words: 2000 }, (reader) => {
  const steps = reader.whole("steps", 600, 1, 1_000_000);
  const batch = reader.whole("batch", 48, 2, 1000);
  const hidden = reader.whole("hidden", 32, 1, 4096);
  const rate = reader.number("rate", 0.01, 0, 10);
  return async (words, sounds, _around, job) => {
    const d = words.columns;
    const shape: Shape = { sizes: [d, hidden, sounds.columns], activation: "tanh" };
    const random = new Random(job.seed);
    const parameters = startParameters(shape, random);
    const adam = new Adam(parameters.length, rate);
    // Inputs of about length 1 keep tanh where it bends.
    const unit = rowNorm("unit", d);
    const count = Math.min(batch, words.rows);
    const order = random.shuffle(Int32Array.from({ length: words.rows }, (_, i) => i));
    const toSound = { from: quantiles(words, job.seed), to: quantiles(sounds, job.seed) };
    for (let t = 0; t < steps; t++) {
      await job.breathe();
      job.progress(t / steps, "pairwise");
      for (let i = 0; i < count; i++) {
        const j = i + random.below(order.length - i);
        [order[i], order[j]] = [order[j], order[i]];
      }
      const some = takeRows(words, order.subarray(0, count));
      const input = matrix(count, d);
      for (let i = 0; i < count; i++) row(input, i).set(unit.apply(row(some, i)));
      const layers = forward(shape, parameters, Float64Array.from(input.data), count);
      const answer = layers[layers.length - 1];
      const { gradient } = stressLoss(answer, wantedDistances(some, toSound), count, sounds.columns);
      const into = new Float64Array(parameters.length);
      backward(shape, parameters, layers, count, gradient, into);
      adam.step(parameters, into);
    }
    return { words: chainOf([unit, networkOf(shape, Float32Array.from(parameters))]) };
  };
});
