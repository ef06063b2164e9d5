/** Words turned onto sounds so that a discriminator cannot tell them apart. */
import { Random } from "../../math";
import { axesOnto } from "../axes";
import { linearOf } from "../linear";
import { pointMethod } from "../point-method";
import { NORMALISATIONS } from "../train/normalised";
import { ADVERSARIAL } from "./defaults";
import { adversarialTurn, type Turned } from "./train";

/**
 * Options: epochs, steps (of each), batch, hidden (two layers of so many), rate (Adam), discriminator (its steps for one
 * of the turn), smoothing (of the wanted answers), orthogonal (pull to a rotation), norm=none|weight|spectral (of the
 * discriminator), refine, restarts (3; the first from axes onto axes, others with some of them turned round by the seed;
 * the best mean CSLS cosine is kept), and those of pointMethod.
 */
export const fitAdversarial = pointMethod("adversarial", { dimensions: 5, words: 1000 }, (reader) => {
  const options = {
    epochs: reader.whole("epochs", ADVERSARIAL.epochs, 1, 10_000),
    steps: reader.whole("steps", ADVERSARIAL.steps, 1, 100_000),
    batch: reader.whole("batch", ADVERSARIAL.batch, 1, 10_000),
    hidden: reader.whole("hidden", ADVERSARIAL.hidden, 1, 4096),
    rate: reader.number("rate", ADVERSARIAL.rate, 0, 10),
    discriminator: reader.whole("discriminator", ADVERSARIAL.discriminator, 1, 100),
    smoothing: reader.number("smoothing", ADVERSARIAL.smoothing, 0, 0.49),
    orthogonal: reader.number("orthogonal", ADVERSARIAL.orthogonal, 0, 0.5),
    norm: reader.choice("norm", ADVERSARIAL.norm, NORMALISATIONS),
    refine: reader.whole("refine", ADVERSARIAL.refine, 0, 1000),
  };
  const restarts = reader.whole("restarts", 3, 1, 100);
  return async (words, sounds, _around, job) => {
    let best: Turned | undefined;
    for (let r = 0; r < restarts; r++) {
      const start = axesOnto(words, sounds, r === 0 ? undefined : new Random(job.seed + r));
      const found = await adversarialTurn(words, sounds, start, options, { ...job, seed: job.seed + 1000 * r });
      if (!best || found.criterion > best.criterion) best = found;
    }
    return { words: linearOf((best as Turned).turn) };
  };
});
