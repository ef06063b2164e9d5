/** The sounds in use: loads the built-in corpus or the performer's files, with progress, cancel and what was skipped. */
import type { Instrument } from "../instrument";
import type { LearnOptions, LearnReport, Progress, SourceFile } from "../protocol";
import type { UnitMode } from "../types";
import { corpusName, type PickedFile } from "./files";

/** How sounds are cut and which silences are left out. */
export interface Cutting {
  readonly unit: UnitMode;
  readonly trimSilence: boolean;
  readonly dropSilent: boolean;
}

const BUILTIN_NAME = "built-in sounds";

/** A first map of it is there at once; the best one is made beside the playing. */
const MAPPING = "relational";

/** Thread: main. `changed` is called whenever something is to be drawn anew. */
export class Library {
  readonly #instrument: Instrument;
  readonly #changed: () => void;
  readonly #seed: number;
  #files: readonly PickedFile[] | undefined;
  #run = 0;

  cutting: Cutting = { unit: "onset", trimSilence: true, dropSilent: true };
  /** What is played now; undefined until the first corpus is there. */
  report: LearnReport | undefined;
  /** What is being loaded now. */
  loading: { readonly name: string; readonly progress: Progress } | undefined;

  constructor(instrument: Instrument, seed: number, changed: () => void) {
    this.#instrument = instrument;
    this.#seed = seed;
    this.#changed = changed;
  }

  /** quick: playable at once · refining: the best map is being made beside the playing · best. */
  map: "quick" | "refining" | "best" = "quick";

  /** Whether the performer's own sounds are in use. */
  get own(): boolean {
    return this.#files !== undefined;
  }

  builtin(): Promise<boolean> {
    return this.#load(undefined, this.cutting);
  }

  /** Reads and learns files; resolves to false when it was cancelled. Rejects with one sentence. */
  import(files: readonly PickedFile[]): Promise<boolean> {
    if (files.length === 0) {
      return Promise.reject(new Error("No sound file was found there. Drop WAV, AIFF, FLAC, MP3, Ogg or M4A files."));
    }
    return this.#load(files, this.cutting);
  }

  /** Cuts the sounds in use differently. */
  recut(cutting: Cutting): Promise<boolean> {
    return this.#load(this.#files, cutting);
  }

  /** Makes the best map in the background. Words played until then keep their sounds; later ones get the better map. */
  async refine(): Promise<void> {
    if (!this.report || this.map !== "quick") return;
    this.#show("refining");
    try {
      await this.#instrument.refine(MAPPING, this.#seed, () => undefined);
      this.#show("best");
    } catch {
      // Cancelled, or overtaken by other sounds: the quick map stays.
      this.#show("quick");
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

  #show(map: typeof this.map): void {
    this.map = map;
    this.#changed();
  }

  async #load(files: readonly PickedFile[] | undefined, cutting: Cutting): Promise<boolean> {
    const run = ++this.#run;
    const name = files ? corpusName(files) : BUILTIN_NAME;
    const options: LearnOptions = {
      name,
      ...cutting,
      mapping: MAPPING,
      soundEncoder: "descriptors",
      seed: this.#seed,
    };
    const progress = (p: Progress): void => {
      if (run !== this.#run) return;
      this.loading = { name, progress: p };
      this.#changed();
    };
    try {
      const report = files
        ? await this.#instrument.learn(await read(files, progress, () => run === this.#run), options, progress)
        : await this.#instrument.learnBuiltin(options, progress);
      if (run !== this.#run) return false;
      this.#files = files;
      this.cutting = cutting;
      this.report = report;
      this.loading = undefined;
      this.#show("quick");
      return true;
    } catch (error) {
      // Cancelled, or overtaken by a later load: the error is the cancellation itself.
      if (run !== this.#run) return false;
      this.loading = undefined;
      this.#changed();
      throw error;
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
