/**
 * Brings a corpus to the audio side in pieces it can afford, while what plays goes on.
 * A new corpus is laid beside the old one where there is room, so that sounding clouds keep the audio they read.
 */
import { soundOffsets, unitTable } from "./corpus";
import type { ToEngine } from "./protocol";
import type { Corpus, Frames, Job, Seconds } from "./types";

/** Frames in one message: about a third of a second, 64 KiB. */
const PIECE = 16384;

/** A released cloud is given this long to fall silent before its audio is written over. */
const FALL: Seconds = 0.3;

/** How long the engine may take to copy what was sent. */
const PATIENCE: Seconds = 30;

export class CorpusDelivery {
  readonly #post: (message: ToEngine, transfer: Transferable[]) => void;
  readonly #capacity: Frames;
  #generation = 0;
  /** Told when the engine has taken over the newest table. */
  #taken: (() => void) | undefined;
  #from: Frames = 0;
  #to: Frames = 0;

  readonly #wait: (duration: Seconds) => Promise<void>;

  /** `post` sends to the engine; `capacity` is the engine's corpus memory in frames. */
  constructor(
    post: (message: ToEngine, transfer: Transferable[]) => void,
    capacity: Frames,
    wait: (duration: Seconds) => Promise<void>,
  ) {
    this.#post = post;
    this.#capacity = capacity;
    this.#wait = wait;
  }

  /** The engine has taken over that table. */
  arrived(generation: number): void {
    if (generation === this.#generation) this.#taken?.();
  }

  /** Sends samples, then the unit table, and waits until the engine plays from it: no word may come before. Throws one sentence when the corpus is larger than the engine's memory. */
  async deliver(corpus: Corpus, job: Job): Promise<void> {
    const { offsets, frames } = soundOffsets(corpus);
    if (frames > this.#capacity) {
      const minutes = (n: Frames) => (n / corpus.sampleRate / 60).toFixed(1);
      throw new Error(
        `"${corpus.name}" is ${minutes(frames)} minutes long, but there is room for ${minutes(this.#capacity)}. Choose fewer sounds.`,
      );
    }
    const start = this.#beside(frames);
    if (start < this.#to && start + frames > this.#from) {
      this.#post({ type: "release" }, []);
      await this.#wait(FALL);
    }
    const generation = ++this.#generation;
    for (const [i, sound] of corpus.sounds.entries()) {
      for (let at = 0; at < sound.samples.length; at += PIECE) {
        const samples = sound.samples.slice(at, at + PIECE);
        this.#post({ type: "samples", generation, at: start + offsets[i] + at, samples }, [samples.buffer]);
        await job.breathe();
      }
    }
    const taken = new Promise<void>((resolve) => (this.#taken = resolve));
    this.#post({ type: "units", generation, table: unitTable(corpus, offsets, start) }, []);
    // An engine that never answers (its context was closed) must not hold the learning up for ever.
    await Promise.race([taken, this.#wait(PATIENCE)]);
    this.#from = start;
    this.#to = start + frames;
  }

  /** Before or after what is loaded now, whichever has room; else from the beginning. */
  #beside(frames: Frames): Frames {
    if (this.#capacity - this.#to >= frames) return this.#to;
    return 0;
  }
}
