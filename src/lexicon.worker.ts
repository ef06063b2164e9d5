/**
 * The lexicon's thread: a comlink shell around `Lexicon`, with a direct line to the worklet.
 * Runs in a dedicated worker; nothing here is known to the audio thread but the messages of protocol/.
 */
import { expose, transfer } from "comlink";
import { explained, inSentence, learnReport, nearUnits, placedWord } from "./answers";
import { Bouncing } from "./bouncing";
import { breathingJob } from "./breathing";
import { buildCorpus } from "./corpus";
import { type CorpusDelivery, deliveryOver } from "./delivery";
import type { FetchedWords } from "./fetch-words";
import { HandedLexicon } from "./handed-lexicon";
import { contents, reader } from "./handed-files";
import { scores, triads } from "./judging";
import { fitMapping, Lexicon, part, unitFiles } from "./lexicon";
import { LiveLexicon } from "./live-lexicon";
import { type Built, type Opened, openedFrom } from "./opened";
import { openProject, projectState } from "./open-project";
import { openOwnWords } from "./own-words";
import { Recall, type Setup } from "./recall";
import { KeptSounds, writeProject } from "./store";
import { Training } from "./training";
import type {
  BounceOrder,
  CloudEvent,
  Explanation,
  Hand,
  LearnOptions,
  LearnReport,
  LexiconApi,
  LiveReport,
  MapScores,
  NearUnit,
  PlacedWord,
  Progress,
  ProjectOptions,
  SourceFile,
  Triad,
  WordsReport,
  WordsWish,
} from "./protocol";
import type { Frames, Job, Json } from "./types";

type Report = (p: Progress) => void;

class LexiconHost implements LexiconApi {
  readonly #kept = new KeptSounds();
  readonly #training = new Training();
  readonly #bouncing = new Bouncing();
  #recall = new Recall("");
  #opened: Opened | undefined;
  readonly #live = new LiveLexicon(() => this.#ready().kernels);
  readonly #handed: HandedLexicon = new HandedLexicon((method, { words, fitted, corpus }) => {
    const wanted = (): boolean => fitted === this.#handed.base?.fitted;
    const files = unitFiles(corpus).slice(0, fitted.vectors.rows);
    return fitMapping(method, words, fitted, { quality: "quick", files }, this.#aside(wanted, "fit"));
  });
  #delivery: CorpusDelivery | undefined;
  /** The performer's own words, in place of the built-in ones. */
  #own: FetchedWords | undefined;
  #line: MessagePort | undefined;
  #frames: Frames = 0;
  /** Counts the learns; a job whose number is no longer this one was cancelled. */
  #current = 0;

  async open(assets: Parameters<LexiconApi["open"]>[0]): Promise<void> {
    this.#frames = assets.frames;
    this.#recall = new Recall(assets.version);
    this.#opened = openedFrom(assets);
  }

  connect(port: MessagePort, memory: WebAssembly.Memory | undefined): void {
    this.#line = port;
    this.#delivery = deliveryOver(port, memory, this.#frames);
  }

  learnBuiltin(options: LearnOptions, second: MessagePort, progress: Report): Promise<LearnReport> {
    return this.#learn(options, progress, async (job) => {
      const { sampleRate, kernels } = this.#ready();
      return { corpus: await this.#recall.builtinCorpus(second, sampleRate, options.unit, kernels, job) };
    });
  }

  learn(
    files: Parameters<LexiconApi["learn"]>[0],
    options: LearnOptions,
    decode: Parameters<LexiconApi["learn"]>[2],
    progress: Report,
  ): Promise<LearnReport> {
    const { sampleRate, kernels } = this.#ready();
    const cut = { ...options, sampleRate, kernels };
    return this.#learn(options, progress, async (job) => ({
      corpus: await buildCorpus(files, { ...cut, platform: decode, cache: this.#kept, count: files.length }, job),
    }));
  }

  async learnProject(
    bytes: Uint8Array,
    options: ProjectOptions,
    progress: Report,
  ): Promise<{ report: LearnReport; state: unknown }> {
    const { sampleRate, kernels } = this.#ready();
    let state: unknown;
    const report = await this.#learn(options, progress, async (job) => {
      const opened = await openProject(
        bytes,
        options,
        { sampleRate, kernels, find: (_, hash, rate) => this.#kept.get(hash, rate) },
        job,
      );
      state = opened.state;
      return { ...opened, alone: true };
    });
    return { report, state };
  }

  /** Not the map, which the same sounds, words and seed give again, but the words placed so far. */
  async project(state: Json): Promise<Uint8Array> {
    const { corpus, sounds, placed } = this.#handed.base ?? this.#learned();
    const bytes = writeProject({ corpus, sounds, state: projectState(state, placed) });
    return transfer(bytes, [bytes.buffer]);
  }

  async nearestUnits(unit: number, n: number): Promise<NearUnit[]> {
    return nearUnits(this.#learned(), unit, n);
  }

  async refine(mapping: string, seed: number, progress: Report): Promise<void> {
    const best = await this.#ground().refine(mapping, this.#job(seed, progress));
    await this.#map(best);
    this.#recall.keepMap(best, true);
  }

  async remap(mapping: string, seed: number, progress: Report): Promise<void> {
    await this.#map(await this.#ground().refit(mapping, this.#job(seed, progress, "fit")));
    const { taught } = this.#recall;
    if (taught) this.#recall.taught = { ...taught, setup: { ...taught.setup, mapping, seed } };
  }

  async relate(wish: WordsWish, mapping: string, seed: number, progress: Report): Promise<WordsReport> {
    const { words, wordsUrl } = this.#ready();
    const job = this.#job(seed, progress, "fit");
    const wished = await openOwnWords(wish, words, wordsUrl, part(job, 0, 0.6));
    const related = await this.#ground().relate(wished.space, mapping, part(job, 0.6, 1));
    this.#own = wished;
    await this.#map(related);
    if (this.#recall.taught) this.#recall.taught = { ...this.#recall.taught, words: wished.hash };
    return wished.report;
  }

  async scores(mapping: string, seed: number, progress: Report): Promise<MapScores> {
    return scores(this.#learned(), mapping, this.#job(seed, progress, "fit"));
  }

  async triads(mapping: string, count: number, seed: number, progress: Report): Promise<Triad[]> {
    return triads(this.#learned(), mapping, count, this.#job(seed, progress, "fit"));
  }

  async live(names: readonly string[], added: readonly SourceFile[]): Promise<LiveReport> {
    const before = this.#live.hashes.length;
    const units = await this.#live.hear(names, added, this.#aside(), async (grown, shrunk) => {
      if (shrunk) this.#handed.grow(grown);
      await this.#delivery?.grow(grown.corpus, this.#aside());
      if (!shrunk) this.#handed.grow(grown);
    });
    const { hashes } = this.#live;
    if (before === 0) this.#ground().recall(await this.#recall.placedLive(hashes));
    this.#recall.keepLive(hashes, this.#ground().placed);
    const { corpus } = this.#handed.base ?? this.#learned();
    return { units, report: learnReport(corpus, "quick") };
  }

  liveShare(share: number): Promise<void> {
    return this.#live.share(share, this.#aside(), async (grown) => this.#handed.grow(grown));
  }

  cancel(): void {
    this.#current++;
  }

  pause(paused: boolean): void {
    this.#training.pause(paused);
  }

  enough(): void {
    this.#training.end();
  }

  async trained(): Promise<SourceFile | undefined> {
    return this.#training.trained;
  }

  handle(hand: Hand): Promise<(string | undefined)[]> {
    return this.#handed.handle(hand);
  }

  async place(token: string): Promise<PlacedWord> {
    await inSentence(this.#learned(), token);
    return placedWord(this.#learned(), token);
  }

  async play(token: string, cloud: Omit<CloudEvent, "units">, line?: readonly string[]): Promise<PlacedWord> {
    const lexicon = this.#learned();
    const placed = placedWord(lexicon, token, await inSentence(lexicon, token, line));
    this.#line?.postMessage({ type: "cloud", cloud: { ...cloud, units: placed.units } });
    return placed;
  }

  async bounce(order: BounceOrder, progress: Report): Promise<Float32Array<ArrayBuffer>[]> {
    return this.#bouncing.run(this.#learned().corpus, order, progress);
  }

  cancelBounce(): void {
    this.#bouncing.cancel();
  }

  async explain(token: string, n: number): Promise<Explanation> {
    await inSentence(this.#learned(), token);
    return explained(this.#learned(), token, n);
  }

  async #learn(options: ProjectOptions, report: Report, build: (job: Job) => Promise<Built>): Promise<LearnReport> {
    const opened = this.#ready();
    const { mapping, soundEncoder, models = [], seed } = options;
    const job = this.#job(seed, report);
    const built = await build(part(job, 0, 0.5));
    const { corpus } = built;
    const words = this.#own ?? (await opened.words);
    const setup: Setup = { mapping, seed, soundEncoder: soundEncoder + (await contents(models)) };
    const known = await this.#recall.of(corpus, setup, words.hash);
    const lexicon = await Lexicon.learn(
      corpus,
      {
        words: words.space,
        kernels: opened.kernels,
        mapping,
        soundEncoder,
        io: this.#training.io(reader(models), report),
      },
      part(job, 0.5, 1),
      {
        sounds: built.sounds ?? known.sounds,
        map: known.map?.data,
        placed: [...(known.map?.placed ?? []), ...(built.placed ?? [])],
      },
    );
    await job.breathe();
    // Only now, with everything learned, does the old corpus give way: a failed or cancelled import loses nothing.
    await this.#live.use(lexicon, options.cutting, built.alone ?? false, job, async (grown) => {
      await this.#delivery?.deliver(grown.corpus, job);
      this.#handed.use(grown);
    });
    this.#recall.taught = { key: known.key, setup, words: words.hash };
    if (!known.sounds) void this.#recall.keepSpace(known.key, lexicon.sounds);
    if (!known.map) this.#recall.keepMap(lexicon, false);
    return learnReport((this.#handed.base ?? lexicon).corpus, known.map?.best ? "best" : "quick");
  }

  /** Another map of what was learned; live input lies over it as it did. */
  #map(ground: Lexicon): Promise<void> {
    return this.#live.map(ground, this.#aside(), async (grown) => this.#handed.use(grown));
  }

  /** A job beside the long ones: it neither ends them nor is ended by them. */
  #aside(wanted = (): boolean => true, stage: Progress["stage"] = "describe"): Job {
    return breathingJob(this.#recall.taught?.setup.seed ?? 0, () => undefined, wanted, stage);
  }

  /** A job that ends when a later one begins or cancel is called. */
  #job(seed: number, report: Report, stage?: Progress["stage"]): Job {
    const mine = ++this.#current;
    this.#training.begin();
    return breathingJob(
      seed,
      report,
      () => mine === this.#current,
      stage,
      () => this.#training.paused,
    );
  }

  #ready(): Opened {
    if (!this.#opened) throw new Error("The lexicon is not open yet. Wait for the instrument to load.");
    return this.#opened;
  }

  #learned(): Lexicon {
    const { played } = this.#handed;
    if (!played) throw new Error("No sounds are loaded yet. Wait for them, or choose a folder.");
    return played;
  }

  /** The same without the performer's hand and without live input. */
  #ground(): Lexicon {
    return this.#live.ground ?? this.#learned();
  }
}

expose(new LexiconHost());
