/**
 * Brings a corpus to the audio side while what plays goes on: written straight into shared memory where there is any,
 * else in messages, never faster than the audio thread copies. A new corpus is laid beside the old one where there is
 * room, as 16-bit numbers if that makes room, so that sounding clouds keep the audio they read.
 */
import { behind, soundOffsets, unitTable } from "./corpus";
import type { FromEngine, ToEngine } from "./protocol";
import type { Corpus, Frames, Job, Seconds, Sound } from "./types";
import { type CorpusFormat, CorpusWriter } from "../worklets/corpus-memory";

/** Frames in one message: about a third of a second, 64 KiB. */
const PIECE = 16384;
/** Frames sent before the engine has said that the half of them is copied. */
const UNDER_WAY = 64 * PIECE;

/** A released cloud is given this long to fall silent before its audio is written over. */
const FALL: Seconds = 0.3;

/** How long the engine may take to copy what was sent. */
const PATIENCE: Seconds = 30;

const BYTES: Readonly<Record<CorpusFormat, number>> = { float32: 4, int16: 2 };

/** The line to the engine, and the clock. */
interface DeliveryOutlets {
  readonly post: (message: ToEngine, transfer: Transferable[]) => void;
  readonly wait: (duration: Seconds) => Promise<void>;
  /** The engine's memory, where it is shared with this thread. */
  readonly memory?: WebAssembly.Memory | undefined;
}

/** Where a corpus will lie: frames count from the memory's first byte in its own format. */
interface Place {
  readonly start: Frames;
  readonly format: CorpusFormat;
}

export class CorpusDelivery {
  readonly #outlets: DeliveryOutlets;
  readonly #bytes: number;
  #generation = 0;
  #marks = 0;
  /** Told when the engine has taken over the newest table, or has copied up to a mark. */
  #taken: (() => void) | undefined;
  readonly #copied = new Map<number, () => void>();
  /** What is loaded now, in bytes; what lies from `limit` on may still sound. */
  #from = 0;
  #to = 0;
  #limit = 0;
  /** Where it lies: sounds count from `start`. */
  #laid: (Place & { readonly offsets: Map<Sound, Frames> }) | undefined;

  /** `capacity` is the engine's corpus memory in frames of float32. */
  constructor(outlets: DeliveryOutlets, capacity: Frames) {
    this.#outlets = outlets;
    this.#bytes = capacity * BYTES.float32;
  }

  /** The engine has taken over that table. */
  arrived(generation: number): void {
    if (generation === this.#generation) this.#taken?.();
  }

  /** The engine has copied all that was sent before that mark. */
  marked(mark: number): void {
    this.#copied.get(mark)?.();
    this.#copied.delete(mark);
  }

  /**
   * Sends samples, then the unit table, and waits until the engine plays from it: no word may come before.
   * Throws one sentence when the corpus is larger than the engine's memory.
   */
  async deliver(corpus: Corpus, job: Job): Promise<void> {
    const { offsets, frames } = soundOffsets(corpus);
    const beside = this.#beside(frames);
    const place = beside ?? this.#instead(frames);
    if (!place) {
      const minutes = (n: Frames) => (n / corpus.sampleRate / 60).toFixed(1);
      throw new Error(
        `"${corpus.name}" is ${minutes(frames)} minutes long, but there is room for ${minutes(this.#bytes / BYTES.int16)}. Choose fewer sounds.`,
      );
    }
    if (!beside) {
      this.#outlets.post({ type: "release" }, []);
      await this.#outlets.wait(FALL);
    }
    const { start, format } = place;
    const laid = new Map(corpus.sounds.map((sound, i) => [sound, offsets[i]]));
    await this.#load(corpus, corpus.sounds, { ...place, offsets: laid }, job);
    const before = this.#from;
    this.#laid = { ...place, offsets: laid };
    this.#from = start * BYTES[format];
    this.#to = (start + frames) * BYTES[format];
    this.#limit = beside && before >= this.#to ? before : this.#bytes;
  }

  /**
   * The corpus delivered last, with sounds that joined it or without some that left: what is loaded stays where it lies,
   * what is new comes behind it. Where there is no room all of it is delivered anew.
   */
  async grow(corpus: Corpus, job: Job): Promise<void> {
    const laid = this.#laid;
    if (!laid) return this.deliver(corpus, job);
    const { start, format } = laid;
    const offsets = new Map(laid.offsets);
    const fresh = corpus.sounds.filter((sound) => !offsets.has(sound));
    let next = this.#to / BYTES[format] - start;
    for (const sound of fresh) {
      offsets.set(sound, next);
      next = behind(next, sound.samples.length);
    }
    if ((start + next) * BYTES[format] > this.#limit) return this.deliver(corpus, job);
    await this.#load(corpus, fresh, { start, format, offsets }, job);
    this.#laid = { start, format, offsets };
    this.#to = (start + next) * BYTES[format];
  }

  /** Sends those sounds, then the table of the corpus, and waits until the engine plays from it. */
  async #load(
    corpus: Corpus,
    sounds: readonly Sound[],
    laid: Place & { readonly offsets: ReadonlyMap<Sound, Frames> },
    job: Job,
  ): Promise<void> {
    const generation = ++this.#generation;
    const { start, format, offsets } = laid;
    await this.#samples(sounds, laid, generation, job);
    const taken = new Promise<void>((resolve) => (this.#taken = resolve));
    const places = corpus.sounds.map((sound) => offsets.get(sound) ?? 0);
    this.#outlets.post({ type: "units", generation, table: { ...unitTable(corpus, places, start), format } }, []);
    // An engine that never answers (its context was closed) must not hold the learning up for ever.
    await Promise.race([taken, this.#outlets.wait(PATIENCE)]);
  }

  async #samples(
    sounds: readonly Sound[],
    { start, format, offsets }: Place & { readonly offsets: ReadonlyMap<Sound, Frames> },
    generation: number,
    job: Job,
  ): Promise<void> {
    const { memory } = this.#outlets;
    const writer = memory && new CorpusWriter(memory, format);
    let sent = 0;
    let copied = Promise.resolve();
    for (const sound of sounds) {
      for (let from = 0; from < sound.samples.length; from += PIECE) {
        const samples = sound.samples.subarray(from, from + PIECE);
        const at = start + (offsets.get(sound) ?? 0) + from;
        if (writer) writer.write(at, samples);
        else {
          const own = samples.slice();
          this.#outlets.post({ type: "samples", generation, at, samples: own, format }, [own.buffer]);
          sent += own.length;
          if (sent >= UNDER_WAY / 2) {
            sent = 0;
            await copied;
            copied = this.#mark();
          }
        }
        await job.breathe();
      }
    }
  }

  /** Resolves when the engine has copied all that was sent so far. */
  #mark(): Promise<void> {
    const mark = ++this.#marks;
    const copied = new Promise<void>((resolve) => this.#copied.set(mark, resolve));
    this.#outlets.post({ type: "mark", mark }, []);
    return Promise.race([copied, this.#outlets.wait(PATIENCE)]);
  }

  /** Behind or before what is loaded now, floats if they fit; undefined when there is no room beside it. */
  #beside(frames: Frames): Place | undefined {
    for (const format of ["float32", "int16"] as const) {
      const size = frames * BYTES[format];
      // Both begin on a boundary of the engine's vectors.
      const behind = Math.ceil(this.#to / 64) * 64;
      if (this.#from >= size) return { start: 0, format };
      if (this.#bytes - behind >= size) return { start: behind / BYTES[format], format };
    }
    return undefined;
  }

  /** Over what is loaded now. */
  #instead(frames: Frames): Place | undefined {
    for (const format of ["float32", "int16"] as const)
      if (this.#bytes >= frames * BYTES[format]) return { start: 0, format };
    return undefined;
  }
}

/** A delivery over the direct line to the worklet; takes over what the port hears. */
export function deliveryOver(
  port: MessagePort,
  memory: WebAssembly.Memory | undefined,
  capacity: Frames,
): CorpusDelivery {
  const wait = (duration: Seconds): Promise<void> => new Promise((resolve) => setTimeout(resolve, duration * 1000));
  const post = (message: ToEngine, transfer: Transferable[]): void => port.postMessage(message, transfer);
  const delivery = new CorpusDelivery({ post, wait, memory }, capacity);
  port.onmessage = ({ data }: MessageEvent<FromEngine>) => {
    if (data.type === "loaded") delivery.arrived(data.generation);
    else if (data.type === "marked") delivery.marked(data.mark);
  };
  return delivery;
}
