/** What the lexicon's worker recalls of earlier visits: the built-in sounds, units as points, maps. */
import { builtinCorpus, builtinCount, builtinFile, sha256 } from "./corpus";
import type { LearnOptions, MadeSound } from "./protocol";
import type { Lexicon, Placed } from "./lexicon";
import type { Kernels } from "./math";
import { KeptLearning, type KeptMap } from "./store";
import type { Corpus, Hertz, Job, SoundSpace, UnitMode } from "./types";

/** What decides over points and map besides the corpus. */
export type Setup = Pick<LearnOptions, "mapping" | "soundEncoder" | "seed">;

/** Under which names the lexicon in use is recalled. */
interface Taught {
  readonly key: string;
  readonly setup: Setup;
  /** "": words that are not recalled. */
  readonly words: string;
}

/** What is known of a corpus. */
interface Recalled {
  /** Names corpus, cutting and encoder. */
  readonly key: string;
  readonly sounds: SoundSpace | undefined;
  readonly map: KeptMap | undefined;
}

/** Never fails: what cannot be recalled is learned anew. Thread: worker. */
export class Recall {
  readonly #kept: KeptLearning;
  /** Under which names what is in use is recalled. */
  taught: Taught | undefined;

  /** `version` names the code that learns; "" recalls nothing. */
  constructor(version: string) {
    this.#kept = new KeptLearning(version);
  }

  /** What is known of that very corpus; `words` names the word space by its content. */
  async of(corpus: Corpus, setup: Setup, words: string): Promise<Recalled> {
    const units = corpus.units.map(({ sound, start, length }) => `${corpus.sounds[sound].hash}:${start}:${length}`);
    const all = `${corpus.sampleRate} ${setup.soundEncoder} ${units.join(" ")}`;
    const key = await sha256(new TextEncoder().encode(all));
    const [sounds, map] = await Promise.all([this.#kept.space(key), this.#kept.map(key, methodKey(setup, words))]);
    // A map without its points was left by a browser that took them away.
    return { key, sounds, map: sounds && map };
  }

  keepSpace(key: string, sounds: SoundSpace): Promise<void> {
    return this.#kept.putSpace(key, sounds);
  }

  /** The map of what is in use; the best one with the words that the quick one had placed. */
  keepMap({ mapping, placed, corpus }: Lexicon, best: boolean): void {
    const { key, setup, words = "" } = this.taught ?? {};
    if (!key || !setup || words === "") return;
    // Live input is laid over the sounds anew on the next visit: its words are kept with it.
    const own = placed.filter(([, units]) => units.every(({ unit }) => unit < corpus.units.length));
    const map = { data: mapping.serialise(), best, placed: best ? own : [] };
    void this.#kept.putMap(key, methodKey(setup, words), map);
  }

  /** The words placed so far over those recorded sounds, by their hashes. */
  keepLive(live: readonly string[], placed: Placed): void {
    const { key, setup, words = "" } = this.taught ?? {};
    if (!key || !setup || words === "") return;
    const map = { data: new ArrayBuffer(0), best: false, placed, live };
    void this.#kept.putMap(key, `live ${methodKey(setup, words)}`, map);
  }

  /** The words that were placed over those very sounds; none when they are others. */
  async placedLive(live: readonly string[]): Promise<Placed> {
    const { key, setup, words = "" } = this.taught ?? {};
    if (!key || !setup || words === "" || live.length === 0) return [];
    const known = await this.#kept.map(key, `live ${methodKey(setup, words)}`);
    return known?.live?.join() === live.join() ? known.placed : [];
  }

  /** The built-in sounds, made here and by a second hand (see MadeSound) unless an earlier visit made them. */
  async builtinCorpus(
    second: MessagePort,
    sampleRate: Hertz,
    unit: UnitMode,
    kernels: Kernels,
    job: Job,
  ): Promise<Corpus> {
    const before = await this.#builtin(sampleRate);
    const corpus = await builtinCorpus(sampleRate, unit, job, kernels, {
      begin: (_, made) => {
        if (before) return before.forEach((samples, i) => made(i, samples));
        second.onmessage = ({ data }: MessageEvent<MadeSound>) => made(data.index, data.samples);
        second.postMessage("begin");
      },
      end: () => second.close(),
    });
    if (!before) void this.#keepBuiltin(corpus);
    return corpus;
  }

  /** By number, when all of them were made before. */
  async #builtin(sampleRate: Hertz): Promise<readonly Float32Array[] | undefined> {
    const sounds = await this.#kept.audio(`built-in ${sampleRate}`);
    return sounds?.length === builtinCount ? sounds : undefined;
  }

  async #keepBuiltin({ sounds, sampleRate }: Corpus): Promise<void> {
    const made = new Map(sounds.map(({ file, samples }) => [file, samples]));
    const all = Array.from({ length: builtinCount }, (_, i) => made.get(builtinFile(i))).filter((s) => s !== undefined);
    if (all.length === builtinCount) await this.#kept.putAudio(`built-in ${sampleRate}`, all);
  }
}

const methodKey = ({ mapping, seed }: Setup, words: string): string => `${mapping} ${seed} ${words}`;
