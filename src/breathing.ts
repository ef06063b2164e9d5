/** Jobs of the lexicon's worker: they let other messages in, tell how far they are, and end when nobody wants them. */
import type { Progress } from "./protocol";
import type { Job } from "./types";

/** Other messages wait at most about so long, milliseconds. */
const BREATH = 4;
/** Progress is told at most this often, milliseconds. */
const TOLD = 50;

/** A paused job looks so often whether it may go on, milliseconds. */
const PAUSE = 50;

/** Thrown out of a computation that the performer cancelled. */
class Cancelled extends Error {
  constructor() {
    super("Cancelled: nothing was changed.");
    this.name = "Cancelled";
  }
}

/** `wanted` is asked at every breath, and `paused`, during which nothing is done; `stage` names all of it, else its first half decodes and its second one fits. */
export function breathingJob(
  seed: number,
  report: (p: Progress) => void,
  wanted: () => boolean,
  stage?: Progress["stage"],
  paused = (): boolean => false,
): Job {
  let last = performance.now();
  let told = 0;
  return {
    seed,
    progress: (fraction, note) => {
      const now = performance.now();
      if (now - told < TOLD && fraction < 1) return;
      told = now;
      report({ stage: stage ?? (fraction < 0.5 ? "decode" : "fit"), fraction, note });
    },
    breathe: async () => {
      if (performance.now() - last > BREATH) {
        await othersServed();
        last = performance.now();
      }
      while (paused() && wanted()) await new Promise((resolve) => setTimeout(resolve, PAUSE));
      if (!wanted()) throw new Cancelled();
    },
  };
}

/** Resolves after the messages that wait now. */
function othersServed(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
