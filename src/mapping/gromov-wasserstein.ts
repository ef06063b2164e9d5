/** Words onto sounds by their own distances alone: entropic Gromov–Wasserstein with barycentric projection. */
import { turnOnto } from "./procrustes";
import { linearOf } from "./linear";
import { pointMethod } from "./point-method";
import { shepard } from "./targets/shepard";
import { landWords, turnOfLanded } from "./transport/barycentric";

/**
 * Options: points (matched at most, 200), epsilon (0.005, of the mean squared distance), iterations (10 at each of six
 * weights of the entropy), restarts (1), extend=near|turn (other words: mean of the nearest matched words' places, or
 * one rotation of all, refined by mutual nearest pairs), refine (20 rounds of that), and those of pointMethod.
 */
export const fitGromovWasserstein = pointMethod("gromov-wasserstein", { dimensions: 5, words: 2000 }, (reader) => {
  const options = {
    points: reader.whole("points", 200, 2, 2000),
    epsilon: reader.number("epsilon", 0.005, 1e-5, 10),
    iterations: reader.whole("iterations", 10, 1, 1000),
    restarts: reader.whole("restarts", 1, 1, 100),
  };
  const extend = reader.choice("extend", "near", ["near", "turn"]);
  const refine = reader.whole("refine", 20, 0, 1000);
  return async (words, sounds, _around, job) => {
    const landed = await landWords(words, sounds, options, job);
    if (extend === "near") return { words: shepard(landed.words, landed.given) };
    return { words: linearOf(await turnOnto(words, sounds, refine, job, turnOfLanded(landed))) };
  };
});
