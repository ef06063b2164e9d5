/** The worker's bounces: one at a time, let go when it is cancelled or another begins. */
import { transfer } from "comlink";
import { bounce } from "./bounce";
import { breathingJob } from "./breathing";
import type { BounceOrder, Progress } from "./protocol";
import type { Corpus } from "./types";

export class Bouncing {
  #runs = 0;

  /** One array a channel, handed over. Rejects with one sentence, or when it was cancelled or overtaken. */
  async run(corpus: Corpus, order: BounceOrder, progress: (p: Progress) => void): Promise<Float32Array<ArrayBuffer>[]> {
    const mine = ++this.#runs;
    const job = breathingJob(order.seed, progress, () => mine === this.#runs, "render");
    const channels = await bounce(corpus, order, job);
    return transfer(
      channels,
      channels.map(({ buffer }) => buffer),
    );
  }

  cancel(): void {
    this.#runs++;
  }
}
