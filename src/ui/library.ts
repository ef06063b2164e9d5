/** The sounds in use: loads the built-in corpus or the performer's files, with progress, cancel and what was skipped. */
import type { Instrument } from "../instrument";
import type {
  Cutting,
  EpochLoss,
  LearnOptions,
  LearnReport,
  MapScores,
  Progress,
  SourceFile,
  Triad,
  WordsReport,
  WordsWish,
} from "../protocol";
import { corpusName, type PickedFile, projectOf } from "./files";

const BUILTIN_NAME = "built-in sounds";

/** The ways from words to sounds that the page offers; the command line has more. */
export const METHODS = ["relational", "identity", "cluster", "random"] as const;
export type Method = (typeof METHODS)[number];

/** Of this one a first map is there at once; the best one is made beside the playing. */
const REFINED: Method = "relational";

/** What "alike" means between sounds: an encoder by name, and the files of its model. */
export interface Hearing {
  readonly soundEncoder: string;
  readonly models: readonly SourceFile[];
}

const PLAIN: Hearing = { soundEncoder: "descriptors", models: [] };

/** Thread: main. `changed` is called whenever something is to be drawn anew. */
export class Library {
  readonly #instrument: Instrument;
  readonly #changed: () => void;
  readonly #seed: number;
  #files: readonly PickedFile[] | undefined;
  #run = 0;
  /** Counts the maps. */
  #maps = 0;
  /** Long jobs under way, overtaken ones included. */
  #jobs = 0;

  cutting: Cutting = { unit: "onset", trimSilence: true, dropSilent: true };
  hearing: Hearing = PLAIN;
  /** What a page laid into the project that was opened last, until somebody takes it; to be checked. */
  laid: unknown;
  /** What is played now; undefined until the first corpus is there. */
  report: LearnReport | undefined;
  /** How words find their sounds. */
  method: Method = "relational";
  /** What the present map was measured to keep; undefined until it was measured. */
  scores: MapScores | undefined;
  /** What relates words; undefined: the built-in English. */
  words: WordsReport | undefined;
  /** What is being loaded now. */
  loading: { readonly name: string; readonly progress: Progress } | undefined;
  /** Losses of the encoder that learns now, or learned last, epoch by epoch. */
  losses: readonly EpochLoss[] = [];
  /** Whether the job under way was told to wait. */
  paused = false;

  constructor(instrument: Instrument, seed: number, changed: () => void) {
    this.#instrument = instrument;
    this.#seed = seed;
    this.#changed = changed;
  }

  /** quick: playable at once · refining: the best map is being made beside the playing · best. */
  map: "quick" | "refining" | "best" = "quick";

  /** Live input came or went: the sounds in use are these. */
  grew(report: LearnReport): void {
    if (this.report) this.report = { ...report, map: this.report.map };
  }

  /** Whether the performer's own sounds are in use. */
  get own(): boolean {
    return this.#files !== undefined;
  }

  builtin(): Promise<boolean> {
    return this.#load(undefined, this.cutting);
  }

  /**
   * Reads and learns files, or one project file as it was cut; resolves to false when it was cancelled. Rejects with one
   * sentence.
   */
  import(files: readonly PickedFile[]): Promise<boolean> {
    if (files.length === 0) {
      return Promise.reject(new Error("No sound file was found there. Drop WAV, AIFF, FLAC, MP3, Ogg or M4A files."));
    }
    return this.#load(files, projectOf(files) ? undefined : this.cutting);
  }

  /** The same files as on an earlier visit, cut as they were then. */
  again(files: readonly PickedFile[]): Promise<boolean> {
    return this.#load(files, this.cutting, this.hearing, true);
  }

  /** The sounds in use, heard otherwise: every word is placed anew. */
  hear(hearing: Hearing): Promise<boolean> {
    return this.#load(this.#files, this.cutting, hearing);
  }

  /** Cuts the sounds in use differently. */
  recut(cutting: Cutting): Promise<boolean> {
    return this.#load(this.#files, cutting);
  }

  /** Another way from words to sounds: every word is placed anew. Resolves to false when it was cancelled. */
  choose(method: Method): Promise<boolean> {
    return this.#busy(`the map “${method}”`, async (progress) => {
      await this.#instrument.remap(method, this.#seed, progress);
      return () => {
        this.method = method;
        this.#mapped("quick");
      };
    });
  }

  /** Other relations between words, over the same sounds; placed words keep theirs. Resolves to false when it was cancelled. */
  relate(name: string, wish: WordsWish): Promise<boolean> {
    return this.#busy(name, async (progress) => {
      const words = await this.#instrument.relate(wish, this.method, this.#seed, progress);
      return () => {
        this.words = words;
        this.#mapped("quick");
      };
    });
  }

  /** Measures what the method keeps of the relations on these sounds. Resolves to false when it was cancelled. */
  measure(): Promise<boolean> {
    return this.#busy("how the relations are kept", async (progress) => {
      const scores = await this.#instrument.lexicon.scores(this.method, this.#seed, progress);
      return () => {
        this.scores = scores;
        this.#changed();
      };
    });
  }

  /** Questions of a listening test, `count` for each of three maps; undefined when it was cancelled. */
  async triads(count: number, seed: number): Promise<Triad[] | undefined> {
    let drawn: Triad[] | undefined;
    await this.#busy("the listening test", async (progress) => {
      const triads = await this.#instrument.lexicon.triads(this.method, count, seed, progress);
      return () => {
        drawn = triads;
        this.#changed();
      };
    });
    return drawn;
  }

  /** Makes the best map in the background. Words played until then keep their sounds; later ones get the better map. */
  async refine(): Promise<void> {
    // The worker has one job at a time: the best map must not overtake what the performer asked for.
    if (!this.report || this.map !== "quick" || this.#jobs > 0) return;
    const [map, run] = [this.#maps, this.#run];
    this.#show("refining");
    try {
      await this.#instrument.refine(this.method, this.#seed, () => undefined);
      if (map === this.#maps) this.#show("best");
    } catch {
      // Cancelled, or overtaken by another job: the quick map stays, unless there is another map by now.
      if (map !== this.#maps) return;
      this.#show("quick");
      if (run !== this.#run) void this.refine();
    }
  }

  /** What plays goes on with the sounds it had. */
  cancel(): void {
    if (!this.loading) return;
    this.#run++;
    this.loading = undefined;
    this.#instrument.cancel();
    this.#changed();
  }

  /** The job under way waits, or goes on. */
  pause(paused: boolean): void {
    this.paused = paused;
    void this.#instrument.lexicon.api.pause(paused);
    this.#changed();
  }

  /** The training under way ends after its epoch, with what was learned. */
  enough(): void {
    this.paused = false;
    void this.#instrument.lexicon.api.enough();
    this.#changed();
  }

  /** The encoder that was trained last, as a file. */
  trained(): Promise<SourceFile | undefined> {
    return this.#instrument.lexicon.api.trained();
  }

  #show(map: typeof this.map): void {
    this.map = map;
    this.#changed();
  }

  /** A new map is in use. */
  #mapped(map: LearnReport["map"]): void {
    this.#maps++;
    this.scores = undefined;
    this.#show(this.method === REFINED ? map : "best");
  }

  /** `cutting`: undefined for a project as it was cut. */
  #load(
    files: readonly PickedFile[] | undefined,
    cutting?: Cutting,
    hearing = this.hearing,
    again = false,
  ): Promise<boolean> {
    const name = files ? corpusName(files) : BUILTIN_NAME;
    const heard = { mapping: this.method, ...hearing, seed: this.#seed };
    const project = files && projectOf(files);
    return this.#busy(name, async (progress, wanted) => {
      const learn = async (): Promise<{ readonly report: LearnReport; readonly state: unknown }> => {
        if (project) {
          const options = cutting ? { ...heard, cutting, again } : heard;
          progress({ stage: "read", fraction: 0, note: name });
          return this.#instrument.learnProject(await project.read(), options, progress);
        }
        const options: LearnOptions = { name, ...(cutting ?? this.cutting), ...heard };
        const report = files
          ? await this.#instrument.learn(await read(files, progress, wanted), options, progress)
          : await this.#instrument.learnBuiltin(options, progress);
        return { report, state: undefined };
      };
      const { report, state } = await learn();
      return () => {
        this.#files = files;
        this.hearing = hearing;
        this.cutting = { ...(cutting ?? this.cutting), unit: report.unit };
        this.report = report;
        if (!cutting) this.laid = state;
        this.#mapped(report.map);
      };
    });
  }

  /**
   * One long job at a time, with progress under `name`: what it returns is done unless it was cancelled or overtaken
   * meanwhile. Resolves to whether it was done; rejects with the job's own sentence.
   */
  async #busy(
    name: string,
    job: (progress: (p: Progress) => void, wanted: () => boolean) => Promise<() => void>,
  ): Promise<boolean> {
    const run = ++this.#run;
    this.paused = false;
    const progress = (p: Progress): void => {
      if (run !== this.#run) return;
      if (p.loss) this.losses = p.loss.epoch === 1 ? [p.loss] : [...this.losses, p.loss];
      this.loading = { name, progress: p };
      this.#changed();
    };
    this.#jobs++;
    try {
      const finish = await job(progress, () => run === this.#run);
      if (run !== this.#run) return false;
      this.loading = undefined;
      finish();
      return true;
    } catch (error) {
      // Cancelled, or overtaken by a later load: the error is the cancellation itself.
      if (run !== this.#run) return false;
      this.loading = undefined;
      this.#changed();
      throw error;
    } finally {
      this.#jobs--;
    }
  }
}

/** Reads one file after the other; an unreadable one is handed on empty, to be reported by name. */
async function read(
  files: readonly PickedFile[],
  progress: (p: Progress) => void,
  wanted: () => boolean,
): Promise<SourceFile[]> {
  const sources: SourceFile[] = [];
  for (const [i, source] of files.entries()) {
    if (!wanted()) throw new Error("Cancelled: nothing was changed.");
    progress({ stage: "read", fraction: i / files.length, note: source.file });
    sources.push({ file: source.file, bytes: await source.read().catch(() => new Uint8Array()) });
  }
  return sources;
}
