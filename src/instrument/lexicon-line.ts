/** The line to the lexicon worker: starts it, speaks comlink with it, ends it. */
import { proxy, type Remote, releaseProxy, transfer, wrap } from "comlink";
import type {
  BounceOrder,
  Explanation,
  LearnOptions,
  LearnReport,
  LexiconApi,
  MapScores,
  Progress,
  ProjectOptions,
  SourceFile,
  SynthesisOrder,
  Triad,
  WordsReport,
  WordsWish,
} from "../protocol";
import type { Frames, Hertz } from "../types";
import { ASSETS, compile, VERSION } from "./assets";
import { platformDecoder } from "./decode";
import { startWorker } from "./thread";

/** Thread: main. */
export class LexiconLine {
  readonly #worker: Worker;
  readonly #sampleRate: Hertz;
  #second: Worker | undefined;
  readonly api: Remote<LexiconApi>;

  private constructor(worker: Worker, sampleRate: Hertz) {
    this.#worker = worker;
    this.#sampleRate = sampleRate;
    this.api = wrap<LexiconApi>(worker);
  }

  /** `port` leads straight to the worklet. `wordsUrl`: the built-in word space. Rejects with one sentence. */
  static async open(options: {
    readonly wordsUrl: string;
    readonly sampleRate: Hertz;
    readonly frames: Frames;
    readonly port: MessagePort;
    /** The engine's memory, where it is shared. */
    readonly memory: WebAssembly.Memory | undefined;
  }): Promise<LexiconLine> {
    const worker = startWorker(ASSETS.lexicon, "lexigrain");
    const broken = new Promise<never>((_, reject) => {
      worker.onerror = (event) => {
        const cause = event.message ? ` (${event.message})` : "";
        reject(new Error(`The part that places words could not be started${cause}. Reload the page.`));
      };
    });
    const line = new LexiconLine(worker, options.sampleRate);
    const opened = (async () => {
      const kernels = await compile(ASSETS.kernels);
      const { wordsUrl, sampleRate, frames, port, memory } = options;
      await line.api.open({ wordsUrl, kernels, sampleRate, frames, version: VERSION });
      await line.api.connect(transfer(port, [port]), memory);
    })();
    try {
      await Promise.race([opened, broken]);
      return line;
    } catch (error) {
      opened.catch(() => undefined);
      line.close();
      throw error;
    }
  }

  /** Two workers make the sounds; where the second one cannot start, the first makes them all. */
  async learnBuiltin(options: LearnOptions, progress: (p: Progress) => void): Promise<LearnReport> {
    const { port1, port2 } = new MessageChannel();
    const second = startWorker(ASSETS.builtin, "lexigrain-sounds");
    const order: SynthesisOrder = { sampleRate: this.#sampleRate, port: port1 };
    second.postMessage(order, [port1]);
    this.#second = second;
    const told = (p: Progress): void => {
      if (p.stage !== "decode") second.terminate();
      progress(p);
    };
    try {
      return await this.api.learnBuiltin(options, transfer(port2, [port2]), proxy(told));
    } finally {
      second.terminate();
    }
  }

  learn(files: readonly SourceFile[], options: LearnOptions, progress: (p: Progress) => void): Promise<LearnReport> {
    const decode = platformDecoder(this.#sampleRate);
    const answer = async (bytes: Uint8Array, file: string) => {
      const { channels, sampleRate } = await decode(bytes, file);
      return { channels: [...channels], sampleRate };
    };
    return this.api.learn(files, options, proxy(answer), proxy(progress));
  }

  refine(mapping: string, seed: number, progress: (p: Progress) => void): Promise<void> {
    return this.api.refine(mapping, seed, proxy(progress));
  }

  remap(mapping: string, seed: number, progress: (p: Progress) => void): Promise<void> {
    return this.api.remap(mapping, seed, proxy(progress));
  }

  /** Other relations between words. Rejects with one sentence, or when it was cancelled. */
  relate(wish: WordsWish, mapping: string, seed: number, progress: (p: Progress) => void): Promise<WordsReport> {
    return this.api.relate(wish, mapping, seed, proxy(progress));
  }

  /** How well that method keeps the relations between words on these sounds. Rejects when it was cancelled. */
  scores(mapping: string, seed: number, progress: (p: Progress) => void): Promise<MapScores> {
    return this.api.scores(mapping, seed, proxy(progress));
  }

  /** Blind questions for a listener. Rejects when it was cancelled. */
  triads(mapping: string, count: number, seed: number, progress: (p: Progress) => void): Promise<Triad[]> {
    return this.api.triads(mapping, count, seed, proxy(progress));
  }

  /** A `.lxg` file in place of the sounds in use. Rejects with one sentence. */
  learnProject(bytes: Uint8Array, options: ProjectOptions, progress: (p: Progress) => void) {
    return this.api.learnProject(bytes, options, proxy(progress));
  }

  bounce(order: BounceOrder, progress: (p: Progress) => void): Promise<Float32Array<ArrayBuffer>[]> {
    return this.api.bounce(order, proxy(progress));
  }

  /** What a word is taken for, and the n nearest words with their sounds. */
  explain(token: string, n: number): Promise<Explanation> {
    return this.api.explain(token, n);
  }

  close(): void {
    this.#second?.terminate();
    this.api[releaseProxy]();
    this.#worker.terminate();
  }
}
