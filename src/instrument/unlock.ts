/** Lets an audio context sound, or says in one sentence why it cannot: never waits for ever. */
import type { Seconds } from "../types";

/** What `unlock` needs of an AudioContext. */
interface Resumable {
  readonly state: string;
  resume(): Promise<void>;
}

/**
 * Call from a user's gesture. Rejects after `patience` seconds: without an output device some browsers leave
 * `resume()` pending for ever. Thread: main.
 */
export async function unlock(context: Resumable, patience: Seconds = 4): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), patience * 1000);
  });
  const done = await Promise.race([context.resume().then(() => "done" as const), tooLong]);
  clearTimeout(timer);
  if (done === "late" && context.state !== "running") {
    throw new Error(
      `The browser did not open a sound output within ${patience} s. Connect headphones or speakers, then press Start again.`,
    );
  }
}
