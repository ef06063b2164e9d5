/** Keeps a session as it is, a moment after each change, and brings it back after a reload or a crash. */
import type { Instrument } from "../instrument";
import { Keep, type KeptCorpus, type KeptFile, type KeptState, type KeptWords, type Room } from "./keep";
import { corpusName, type PickedFile } from "./files";
import { keepWords, wordsAgain } from "./kept-words";
import { linesOf } from "./laid";
import type { Midi } from "./midi";
import type { KeptParts } from "./parts";
import type { RelationsUsed } from "./relations";
import { layVoices, voicesAsKept } from "./voice-settings";

/** Changes are gathered for so long before they are written, milliseconds. */
const GATHER = 400;
/** Sounds used lately are kept for so many corpora. */
const CORPORA = 6;

type Kept = KeptParts & { readonly midi: Midi; readonly instrument: Instrument | undefined };

/** Thread: main. Without storage (private windows, strict settings) everything works and nothing is kept. */
export class Keeper {
  readonly #session: Kept;
  readonly #name: string;
  #keep: Keep | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sounds: KeptState["sounds"] = [];
  /** Recorded files; the promise is of their having been kept. */
  #live: readonly KeptFile[] = [];
  #keeping: Promise<unknown> = Promise.resolve();
  #words: KeptWords | undefined;
  /** Counts what was handed to `words`: only the newest is kept. */
  #turns = 0;
  #last = "";
  #restored = false;

  /** Sounds used lately, newest first. */
  corpora: readonly KeptCorpus[] = [];
  /** What the browser has room for; shown beside the sounds. */
  room: Room | undefined;

  constructor(session: Kept, name: string) {
    this.#session = session;
    this.#name = name;
  }

  /** Brings back what was kept; returns the performer's own sounds, to be learned in place of the built-in ones. */
  async restore(): Promise<readonly PickedFile[]> {
    try {
      this.#keep = await Keep.open(this.#name);
      const state = await this.#keep.load();
      this.room = await this.#keep.room();
      if (!state) return [];
      const { shaping, performance, library, midi, hand, instrument } = this.#session;
      shaping.knobs.assign(state.values);
      shaping.own = state.presets;
      shaping.routes = state.routes ?? [];
      midi.bindings = state.midi;
      if (state.devices) midi.settings = state.devices;
      hand.wishes = state.wishes ?? [];
      performance.restore(state.lines);
      layVoices(state.voices, performance.voices);
      if (state.outputs) void instrument?.outputs.restore(state.outputs);
      if (library) library.cutting = state.cutting;
      if (library && state.encoder !== undefined) library.hearing = { soundEncoder: state.encoder, models: [] };
      this.#sounds = state.sounds;
      this.#live = state.live ?? [];
      this.#words = state.words;
      this.corpora = state.corpora ?? [];
      return this.files(state);
    } catch {
      return [];
    } finally {
      this.#restored = true;
    }
  }

  /** Something changed: write it down in a moment. */
  touch(): void {
    if (!this.#keep || !this.#restored) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#save();
    }, GATHER);
  }

  /** The performer's own sounds were learned (none: the built-in ones are in use again). */
  async sounds(files: readonly PickedFile[]): Promise<void> {
    const keep = this.#keep;
    if (!keep) return;
    const kept: { file: string; hash: string }[] = [];
    try {
      for (const sound of files) kept.push({ file: sound.file, hash: await keep.add(await sound.read()) });
    } catch {
      // No room, or no hashing on an insecure page: next time the built-in sounds are there.
      kept.length = 0;
    }
    this.#sounds = kept;
    if (kept.length > 0) {
      const name = corpusName(files);
      const others = this.corpora.filter((corpus) => corpus.name !== name);
      this.corpora = [{ name, sounds: kept }, ...others].slice(0, CORPORA);
    }
    await this.#settle(keep);
  }

  /** Live input as it is now; one call after the other, each file written once. */
  live(files: readonly PickedFile[]): void {
    const keep = this.#keep;
    if (!keep) return;
    this.#keeping = this.#keeping.then(async () => {
      const known = new Map(this.#live.map((kept) => [kept.file, kept]));
      const kept: KeptFile[] = [];
      // No room: what could be kept is.
      for (const one of files) {
        const hash = known.get(one.file)?.hash ?? (await keep.add(await one.read()).catch(() => undefined));
        if (hash !== undefined) kept.push({ file: one.file, hash });
      }
      this.#live = kept;
      await this.#settle(keep);
    });
  }

  /** The live input of the last visit. */
  get liveAgain(): readonly PickedFile[] {
    return this.files({ sounds: this.#live });
  }

  /** Other words are in use (undefined: the built-in ones as shipped). Resolves to why they are not kept. */
  async words(used: RelationsUsed | undefined): Promise<string | undefined> {
    const keep = this.#keep;
    const turn = ++this.#turns;
    let kept: KeptWords | undefined;
    let problem: string | undefined;
    try {
      if (used && !keep) throw new Error("These words are not kept for the next visit: this browser keeps nothing.");
      if (used && keep) kept = await keepWords(keep, used.files, used.knobs);
    } catch (error) {
      problem = (error as Error).message;
    }
    if (turn !== this.#turns) return undefined;
    this.#words = kept;
    if (keep) await this.#settle(keep);
    return problem;
  }

  /** The words of the last visit; undefined: the built-in ones. Rejects with one sentence when they are gone. */
  async wordsAgain(): Promise<RelationsUsed | undefined> {
    const kept = this.#words;
    return kept && this.#keep && { files: await wordsAgain(this.#keep, kept), knobs: kept.knobs };
  }

  /** The files of a kept corpus. */
  files({ sounds }: Pick<KeptCorpus, "sounds">): readonly PickedFile[] {
    const keep = this.#keep;
    return keep ? sounds.map(({ file, hash }) => ({ file, read: () => keep.bytes(hash) })) : [];
  }

  /** Lets go of a kept corpus; what is in use stays until it is not. */
  async forget(name: string): Promise<void> {
    this.corpora = this.corpora.filter((corpus) => corpus.name !== name);
    if (this.#keep) await this.#settle(this.#keep);
  }

  async #settle(keep: Keep): Promise<void> {
    await this.#save();
    await keep.sweep();
    this.room = await keep.room();
  }

  close(): void {
    clearTimeout(this.#timer);
    void this.#save().then(() => this.#keep?.close());
  }

  async #save(): Promise<void> {
    const { shaping, performance, library, midi, hand, instrument } = this.#session;
    const voices = voicesAsKept(performance.voices);
    const state: KeptState = {
      version: 1,
      lines: linesOf(performance),
      ...(voices.length > 0 && { voices }),
      ...(instrument && { outputs: instrument.outputs.wish }),
      values: shaping.knobs.values,
      presets: shaping.own,
      routes: shaping.routes,
      cutting: library?.cutting ?? { unit: "onset", trimSilence: true, dropSilent: true },
      sounds: this.#sounds,
      ...(this.#live.length > 0 && { live: this.#live }),
      corpora: this.corpora,
      // A model is not kept: next time the plain encoder hears.
      ...(library && library.hearing.models.length === 0 ? { encoder: library.hearing.soundEncoder } : {}),
      midi: midi.bindings,
      devices: midi.settings,
      wishes: hand.wishes,
      ...(this.#words && { words: this.#words }),
    };
    const written = JSON.stringify(state);
    if (written === this.#last) return;
    this.#last = written;
    await this.#keep?.save(state).catch(() => undefined);
  }
}
