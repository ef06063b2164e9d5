/** Long computations written as steps: run through at once, or with others served in between. Same numbers either way. */
import type { Job } from "../types";

/** Runs all steps; returns the result. */
export function finish<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Runs the steps and breathes between them. */
export async function finishPatiently<T>(steps: Generator<undefined, T>, job: Job): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await job.breathe();
  }
}
