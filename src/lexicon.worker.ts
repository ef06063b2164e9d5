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
import { fetchWords, type FetchedWords } from "./fetch-words";
import { HandedLexicon } from "./handed-lexicon";
import { contents, reader } from "./handed-files";
import { scores, triads } from "./judging";
import { fitMapping, Lexicon, loadKernels, part, type Placed, unitFiles } from "./lexicon";
import { openProject, projectState } from "./open-project";
import { openOwnWords } from "./own-words";
import { Recall, type Setup, type Taught } from "./recall";
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
import type { Corpus, Frames, Hertz, Job, Json, SoundSpace } from "./types";

/** What `open` laid ready. */
interface Opened {
  /** Still being opened while the sounds are made. */
  readonly words: Promise<FetchedWords>;
  readonly wordsUrl: string;
  readonly kernels: ReturnType<typeof loadKernels>;
  readonly sampleRate: Hertz;
}

type Report = (p: Progress) => void;

/** Sounds ready to be learned; `sounds`: as points, where they are known already. */
interface Built {
  readonly corpus: Corpus;
  readonly sounds?: SoundSpace | undefined;
  readonly placed?: Placed | undefined;
}

class LexiconHost implements LexiconApi {
  readonly #kept = new KeptSounds();
  readonly #training = new Training();
  readonly #bouncing = new Bouncing();
  #recall = new Recall("");
  #taught: Taught | undefined;
  #opened: Opened | undefined;
  readonly #handed: HandedLexicon = new HandedLexicon((method, { words, sounds, corpus }) => {
    const wanted = (): boolean => sounds === this.#handed.base?.sounds;
    const job = breathingJob(this.#taught?.setup.seed ?? 0, () => undefined, wanted, "fit");
    return fitMapping(method, words, sounds, { quality: "quick", files: unitFiles(corpus) }, job);
  });
  #delivery: CorpusDelivery | undefined;
  /** The performer's own words, in place of the built-in ones. */
  #own: FetchedWords | undefined;
  #line: MessagePort | undefined;
  #frames: Frames = 0;
  /** Counts the learns; a job whose number is no longer this one was cancelled. */
  #current = 0;

  async open(assets: Parameters<LexiconApi["open"]>[0]): Promise<void> {
    const words = fetchWords(assets.wordsUrl);
    // Whoever learns hears of a failure; until then it must not count as unhandled.
    words.catch(() => undefined);
    this.#frames = assets.frames;
    this.#recall = new Recall(assets.version);
    this.#opened = {
      words,
      wordsUrl: assets.wordsUrl,
      kernels: loadKernels(assets.kernels),
      sampleRate: assets.sampleRate,
    };
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
      return opened;
    });
    return { report, state };
  }

  /** Not the map, which the same sounds, words and seed give again, but the words placed so far. */
  async project(state: Json): Promise<Uint8Array> {
    const { corpus, sounds, placed } = this.#base();
    const bytes = writeProject({ corpus, sounds, state: projectState(state, placed) });
    return transfer(bytes, [bytes.buffer]);
  }

  async nearestUnits(unit: number, n: number): Promise<NearUnit[]> {
    return nearUnits(this.#learned(), unit, n);
  }

  async refine(mapping: string, seed: number, progress: Report): Promise<void> {
    this.#handed.use(await this.#base().refine(mapping, this.#job(seed, progress)));
    this.#keepMap(true);
  }

  async remap(mapping: string, seed: number, progress: Report): Promise<void> {
    this.#handed.use(await this.#base().refit(mapping, this.#job(seed, progress, "fit")));
    if (this.#taught) this.#taught = { ...this.#taught, setup: { ...this.#taught.setup, mapping, seed } };
  }

  async relate(wish: WordsWish, mapping: string, seed: number, progress: Report): Promise<WordsReport> {
    const { words, wordsUrl } = this.#ready();
    const job = this.#job(seed, progress, "fit");
    const wished = await openOwnWords(wish, words, wordsUrl, part(job, 0, 0.6));
    const related = await this.#base().relate(wished.space, mapping, part(job, 0.6, 1));
    this.#own = wished;
    this.#handed.use(related);
    if (this.#taught) this.#taught = { ...this.#taught, words: wished.hash };
    return wished.report;
  }

  async scores(mapping: string, seed: number, progress: Report): Promise<MapScores> {
    return scores(this.#learned(), mapping, this.#job(seed, progress, "fit"));
  }

  async triads(mapping: string, count: number, seed: number, progress: Report): Promise<Triad[]> {
    return triads(this.#learned(), mapping, count, this.#job(seed, progress, "fit"));
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

  async #learn(
    options: Omit<ProjectOptions, "cutting">,
    report: Report,
    build: (job: Job) => Promise<Built>,
  ): Promise<LearnReport> {
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
    await this.#delivery?.deliver(corpus, job);
    this.#handed.use(lexicon);
    this.#taught = { key: known.key, setup, words: words.hash };
    if (!known.sounds) void this.#recall.keepSpace(known.key, lexicon.sounds);
    if (!known.map) this.#keepMap(false);
    return learnReport(corpus, known.map?.best ? "best" : "quick");
  }

  #keepMap(best: boolean): void {
    const { base } = this.#handed;
    const { key, setup, words = "" } = this.#taught ?? {};
    if (!key || !setup || !base || words === "") return;
    const { mapping, placed } = base;
    void this.#recall.keepMap(key, setup, words, { data: mapping.serialise(), best, placed: best ? placed : [] });
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

  /** The same without the performer's hand. */
  #base(): Lexicon {
    return this.#handed.base ?? this.#learned();
  }
}

expose(new LexiconHost());
