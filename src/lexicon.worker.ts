/**
 * The lexicon's thread: a comlink shell around `Lexicon`, with a direct line to the worklet.
 * Runs in a dedicated worker; nothing here is known to the audio thread but the messages of protocol.ts.
 */
import { expose } from "comlink";
import { builtinCorpus, buildCorpus } from "./corpus";
import { CorpusDelivery } from "./delivery";
import { drawTriads, evaluateMapping } from "./evaluation";
import { fitMapping, Lexicon, loadKernels, openBuiltinWords, part } from "./lexicon";
import { KeptSounds } from "./store";
import type {
  CloudEvent,
  Explanation,
  FromEngine,
  LearnOptions,
  LearnReport,
  LexiconApi,
  MadeSound,
  MapScores,
  PlacedWord,
  Progress,
  Triad,
} from "./protocol";
import type { Corpus, Frames, Hertz, Job, WordSpace } from "./types";

/** Thrown out of a computation that the performer cancelled. */
class Cancelled extends Error {
  constructor() {
    super("Cancelled: nothing was changed.");
    this.name = "Cancelled";
  }
}

/** What `open` laid ready. */
interface Opened {
  /** Still being opened while the sounds are made. */
  readonly words: Promise<WordSpace>;
  readonly kernels: ReturnType<typeof loadKernels>;
  readonly sampleRate: Hertz;
}

type Report = (p: Progress) => void;

const BREATH = 10;

class LexiconHost implements LexiconApi {
  readonly #kept = new KeptSounds();
  #opened: Opened | undefined;
  #lexicon: Lexicon | undefined;
  #delivery: CorpusDelivery | undefined;
  #line: MessagePort | undefined;
  #frames: Frames = 0;
  /** Counts the learns; a job whose number is no longer this one was cancelled. */
  #current = 0;

  async open(assets: Parameters<LexiconApi["open"]>[0]): Promise<void> {
    const words = fetchWords(assets.wordsUrl);
    // Whoever learns hears of a failure; until then it must not count as unhandled.
    words.catch(() => undefined);
    this.#frames = assets.frames;
    this.#opened = { words, kernels: loadKernels(assets.kernels), sampleRate: assets.sampleRate };
  }

  connect(port: MessagePort): void {
    this.#line = port;
    port.onmessage = ({ data }: MessageEvent<FromEngine>) => {
      if (data.type === "loaded") this.#delivery?.arrived(data.generation);
    };
    this.#delivery = new CorpusDelivery(
      (message, transfer) => port.postMessage(message, transfer),
      this.#frames,
      (duration) => new Promise((resolve) => setTimeout(resolve, duration * 1000)),
    );
  }

  learnBuiltin(options: LearnOptions, second: MessagePort, progress: Report): Promise<LearnReport> {
    return this.#learn(options, progress, (job) => {
      const { sampleRate, kernels } = this.#ready();
      return builtinCorpus(sampleRate, options.unit, job, kernels, {
        begin: (_, made) => {
          second.onmessage = ({ data }: MessageEvent<MadeSound>) => made(data.index, data.samples);
        },
        end: () => second.close(),
      });
    });
  }

  learn(
    files: Parameters<LexiconApi["learn"]>[0],
    options: LearnOptions,
    decode: Parameters<LexiconApi["learn"]>[2],
    progress: Report,
  ): Promise<LearnReport> {
    const sources = async function* () {
      yield* files;
    };
    return this.#learn(options, progress, (job) =>
      buildCorpus(
        sources(),
        {
          name: options.name,
          sampleRate: this.#ready().sampleRate,
          unit: options.unit,
          trimSilence: options.trimSilence,
          dropSilent: options.dropSilent,
          platform: decode,
          kernels: this.#ready().kernels,
          cache: this.#kept,
          count: files.length,
        },
        job,
      ),
    );
  }

  async refine(mapping: string, seed: number, progress: Report): Promise<void> {
    this.#lexicon = await this.#learned().refine(mapping, this.#job(seed, progress));
  }

  async remap(mapping: string, seed: number, progress: Report): Promise<void> {
    this.#lexicon = await this.#learned().refit(mapping, this.#job(seed, progress, "fit"));
  }

  async scores(mapping: string, seed: number, progress: Report): Promise<MapScores> {
    const { words, sounds } = this.#learned();
    const now = (): number => performance.now();
    return evaluateMapping(mapping, words, sounds, { now }, this.#job(seed, progress, "fit"));
  }

  async triads(mapping: string, count: number, seed: number, progress: Report): Promise<Triad[]> {
    const { words, sounds, mapping: present } = this.#learned();
    const job = this.#job(seed, progress, "fit");
    const identity = await fitMapping("identity", words, sounds, {}, part(job, 0, 0.8));
    const random = await fitMapping("random", words, sounds, {}, part(job, 0.8, 1));
    return drawTriads(words, { [mapping]: present, identity, random }, count, seed);
  }

  cancel(): void {
    this.#current++;
  }

  async place(token: string): Promise<PlacedWord> {
    return this.#placed(token);
  }

  async play(token: string, cloud: Omit<CloudEvent, "units">): Promise<PlacedWord> {
    const placed = this.#placed(token);
    this.#line?.postMessage({ type: "cloud", cloud: { ...cloud, units: placed.units } });
    return placed;
  }

  async explain(token: string, n: number): Promise<Explanation> {
    const lexicon = this.#learned();
    const { source, of } = lexicon.lookup(token);
    const neighbours = lexicon.explain(token, n).map(({ word, similarity, unit }) => ({
      word,
      similarity,
      file: fileOf(lexicon.corpus, unit),
    }));
    return { word: token, source, of, neighbours };
  }

  async #learn(options: LearnOptions, report: Report, build: (job: Job) => Promise<Corpus>): Promise<LearnReport> {
    const { words, kernels } = this.#ready();
    const job = this.#job(options.seed, report);
    const corpus = await build(part(job, 0, 0.5));
    const setup = { words: await words, kernels, mapping: options.mapping, soundEncoder: options.soundEncoder };
    const lexicon = await Lexicon.learn(corpus, setup, part(job, 0.5, 1));
    await job.breathe();
    // Only now, with everything learned, does the old corpus give way: a failed or cancelled import loses nothing.
    await this.#delivery?.deliver(corpus, job);
    this.#lexicon = lexicon;
    const frames = corpus.units.reduce((sum, unit) => sum + unit.length, 0);
    return {
      name: corpus.name,
      sounds: corpus.sounds.length,
      units: corpus.units.length,
      seconds: frames / corpus.sampleRate,
      skipped: corpus.skipped,
    };
  }

  #placed(token: string): PlacedWord {
    const lexicon = this.#learned();
    const { word, units } = lexicon.place(token);
    const { source, of } = lexicon.lookup(token);
    const first = lexicon.corpus.units[units[0].unit];
    return {
      word,
      units,
      file: lexicon.corpus.sounds[first.sound].file,
      length: first.length / lexicon.corpus.sampleRate,
      source,
      of,
    };
  }

  /** A job that ends when a later one begins or cancel is called, and lets other messages in every 10 ms. */
  #job(seed: number, report: Report, stage?: Progress["stage"]): Job {
    const mine = ++this.#current;
    let last = performance.now();
    let told = 0;
    return {
      seed,
      progress: (fraction, note) => {
        const now = performance.now();
        if (now - told < 50 && fraction < 1) return;
        told = now;
        report({ stage: stage ?? (fraction < 0.5 ? "decode" : "fit"), fraction, note });
      },
      breathe: async () => {
        if (performance.now() - last > BREATH) {
          await new Promise<void>((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              port1.close();
              resolve();
            };
            port2.postMessage(null);
          });
          last = performance.now();
        }
        if (mine !== this.#current) throw new Cancelled();
      },
    };
  }

  #ready(): Opened {
    if (!this.#opened) throw new Error("The lexicon is not open yet. Wait for the instrument to load.");
    return this.#opened;
  }

  #learned(): Lexicon {
    if (!this.#lexicon) throw new Error("No sounds are loaded yet. Wait for them, or choose a folder.");
    return this.#lexicon;
  }
}

async function fetchWords(url: string): Promise<WordSpace> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok)
    throw new Error(`The word space ${url} cannot be read (${response?.status ?? "no answer"}). Reload the page.`);
  return openBuiltinWords(new Uint8Array(await response.arrayBuffer()));
}

const fileOf = (corpus: Corpus, unit: number): string => corpus.sounds[corpus.units[unit].sound].file;

expose(new LexiconHost());
