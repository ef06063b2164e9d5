/** What an adversarial turn is trained with when nothing else is asked. */
import type { AdversarialOptions } from "./train";

export const ADVERSARIAL: AdversarialOptions = {
  epochs: 3,
  steps: 60,
  batch: 32,
  hidden: 32,
  rate: 0.002,
  discriminator: 2,
  smoothing: 0.1,
  orthogonal: 0.05,
  norm: "none",
  refine: 10,
};
