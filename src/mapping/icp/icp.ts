/** Words turned onto sounds by mini-batch cycle ICP, from a start of choice. */
import type { Job, Matrix } from "../../types";
import { affineRows } from "../affine";
import { meanCsls } from "../csls";
import { jointUnits } from "../joint";
import { linearOf } from "../linear";
import { randomTurn } from "../orthogonal";
import { pointMethod } from "../point-method";
import { turnOnto } from "../procrustes";
import { startTurn, STARTS } from "./starts";
import { cycleIcp } from "./train";

/**
 * Options: epochs (10), batch (128), rate (0.05), momentum (0), cycle (0.1: weight of the way there and back),
 * orthogonal (0.1: pull to a rotation after each step, 0 = none), refine (20 rounds of mutual nearest pairs and the best
 * rotation at the end), start=identity|pca|ot|adversarial|descriptors|joint|random, restarts (1; further ones from
 * seeded turns, the best by mean CSLS cosine is kept), partners=nearest|joint, model (folder of a joint model, where
 * start or partners ask for it), and those of pointMethod.
 */
export const fitIcp = pointMethod("icp", { dimensions: 5, words: 2000 }, (reader) => {
  const options = {
    epochs: reader.whole("epochs", 10, 0, 10_000),
    batch: reader.whole("batch", 128, 1, 100_000),
    rate: reader.number("rate", 0.05, 0, 10),
    momentum: reader.number("momentum", 0, 0, 0.99),
    cycle: reader.number("cycle", 0.1, 0, 1000),
    orthogonal: reader.number("orthogonal", 0.1, 0, 0.5),
  };
  const refine = reader.whole("refine", 20, 0, 1000);
  const start = reader.choice("start", "identity", STARTS);
  const restarts = reader.whole("restarts", 1, 1, 100);
  const partners = reader.choice("partners", "nearest", ["nearest", "joint"]);
  const model = reader.text("model", "");
  return async (words, sounds, around, job) => {
    const joint = partners === "joint" ? await jointUnits(words.rows, model, around, job) : undefined;
    const begin = await startTurn(start, words, sounds, around, model, job);
    let best: { readonly turn: Matrix; readonly criterion: number } | undefined;
    for (let r = 0; r < restarts; r++) {
      const own: Job = { ...job, seed: job.seed + r };
      const from = r === 0 ? begin : randomTurn(words.columns, job.seed + r);
      const trained = await cycleIcp(words, sounds, from, options, joint && ((w) => joint[w]), own);
      const finite = trained.data.every(Number.isFinite);
      const turn = refine > 0 && finite ? await turnOnto(words, sounds, refine, job, trained) : trained;
      if (restarts === 1) return { words: linearOf(turn) };
      const moved = affineRows({ weights: turn, offset: new Float32Array(turn.rows) }, words);
      const criterion = finite ? await meanCsls(moved, sounds, job) : -Infinity;
      if (!best || criterion > best.criterion) best = { turn, criterion };
    }
    return { words: linearOf((best ?? { turn: begin }).turn) };
  };
});
