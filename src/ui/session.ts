/** One life of the element: opens the instrument and its sounds, unlocks it, closes it. No DOM: the elements draw it. */
import { Instrument, type Modulators } from "../instrument";
import type { Tokenise } from "../input";
import type { Cutting, EngineStatus } from "../protocol";
import { type Dropped, hearingOf, type PickedFile, projectOf } from "./files";
import { hearingFrom } from "./hearing";
import { Keeper } from "./keeper";
import { lay, takeOut } from "./laid";
import { Library } from "./library";
import { BridgeLine } from "./bridge";
import { Live } from "./live";
import type { Look } from "./look";
import { MapHand } from "./map-hand";
import { Midi } from "./midi";
import { modulatorsOf } from "./moving";
import { Performance } from "./performance";
import { Relations } from "./relations";
import { Shaping } from "./shaping";

/** loading: nothing to play with yet · gate: waiting for a gesture · playing · failed: `failure` says why. */
export type Phase = "loading" | "gate" | "playing" | "failed";

const SEED = 1;
/** A second Escape within this many milliseconds silences at once. */
const PANIC_WITHIN = 600;

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Thread: main. */
export class Session {
  readonly shaping: Shaping;
  readonly performance: Performance;
  readonly keeper: Keeper | undefined;
  readonly midi: Midi;
  readonly modulators: Modulators;
  readonly hand: MapHand;
  readonly live: Live;
  readonly bridge: BridgeLine;
  /** How the element shows itself; the element lays it here. */
  look: Look | undefined;
  readonly relations: Relations;
  readonly #changed: () => void;
  readonly #latency: "lowest" | "interactive";
  #opening: Promise<void> | undefined;
  #opened: Promise<void> | undefined;
  #unlocking = false;
  #closed = false;
  #escapedAt = -Infinity;

  instrument: Instrument | undefined;
  library: Library | undefined;
  unlocked = false;
  /** For good: nothing can be played. */
  failure: string | undefined;
  /** In passing: what did not work, until the next thing does. */
  problem: string | undefined;
  status: EngineStatus | undefined;

  /** `changed`: draw anew. `keep`: the name under which everything is kept in this browser; "" keeps nothing. */
  constructor(tokenise: Tokenise, draw: () => void, keep = "", latency: "lowest" | "interactive" = "lowest") {
    this.#latency = latency;
    const changed = (): void => {
      this.keeper?.touch();
      draw();
    };
    this.#changed = changed;
    this.midi = new Midi(this, changed);
    this.bridge = new BridgeLine(this, changed);
    this.keeper = keep === "" ? undefined : new Keeper(this, keep);
    this.shaping = new Shaping(SEED, changed, (routes) => (this.modulators.routes = routes));
    this.modulators = modulatorsOf(this);
    this.live = new Live({
      shaping: this.shaping,
      instrument: () => this.instrument,
      report: (report) => this.library?.grew(report),
      keep: (files) => this.keeper?.live(files),
      problem: (error) => this.#trouble(error),
      changed,
    });
    this.hand = new MapHand(this, changed);
    this.relations = new Relations({
      load: (job) => this.load(job),
      problem: (error) => this.#trouble(error),
      keep: async (used) => this.keeper?.words(used),
      kept: async () => this.keeper?.wordsAgain(),
      changed,
    });
    this.performance = new Performance(tokenise, this.shaping, {
      ready: () => (this.ready ? this.instrument : undefined),
      changed,
      grid: (division) => this.midi.clock.next(this.instrument?.now ?? 0, division),
      problem: (error) => this.#trouble(error),
    });
  }

  get phase(): Phase {
    if (this.failure !== undefined) return "failed";
    if (this.unlocked) return "playing";
    return this.library?.report ? "gate" : "loading";
  }

  /** Whether words can sound now. */
  get ready(): boolean {
    return this.unlocked && this.library?.report !== undefined;
  }

  /** Loads the instrument and its first sounds. Never rejects: `failure` says what went wrong. */
  open(): Promise<void> {
    this.midi.gamepads.open();
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** From a gesture: lets the sound out. Repeatable when it failed. */
  async start(): Promise<void> {
    if (this.unlocked || this.#unlocking) return;
    this.#unlocking = true;
    try {
      // A context that is not there yet is unlocked as soon as it is: the gesture counts for the page.
      if (!this.instrument) await this.#instrumentOpened();
      await this.instrument?.unlock();
      this.unlocked = this.instrument !== undefined;
      this.look?.awake.want(this.unlocked);
      this.problem = undefined;
      this.performance.run();
    } catch (error) {
      this.#trouble(error);
    } finally {
      this.#unlocking = false;
      this.#changed();
    }
  }

  /** Escape: everything releases; a second one soon after silences at once. `time` in milliseconds. */
  escape(time: number): void {
    if (time - this.#escapedAt < PANIC_WITHIN) this.performance.panic();
    else this.performance.stop();
    this.#escapedAt = time;
  }

  async load(job: (library: Library) => Promise<boolean>): Promise<boolean> {
    if (!this.library) return false;
    try {
      this.problem = undefined;
      const done = await job(this.library);
      if (done) this.performance.run();
      return done;
    } catch (error) {
      this.#trouble(error);
      return false;
    } finally {
      // Other sounds or another map: the hand lies on them too.
      void this.hand.apply();
      // Whatever came in between, the best map is still wanted.
      void this.library.refine();
      this.#changed();
    }
  }

  /** Sounds among what was dropped are imported; without any, it is what relates words. */
  drop({ sounds, words }: Dropped): Promise<boolean> {
    return sounds.length > 0 || words.length === 0 ? this.import(sounds) : this.relations.take(words);
  }

  async import(files: readonly PickedFile[]): Promise<boolean> {
    const heard = hearingOf(files);
    if (heard) return this.load(async (library) => library.hear(await hearingFrom(heard)));
    const done = await this.load((library) => library.import(files));
    if (!done || !this.library) return done;
    if (projectOf(files)) this.live.forget();
    takeOut(this.library.laid, this);
    this.library.laid = undefined;
    void this.keeper?.sounds(files).then(this.#changed);
    return done;
  }

  /** Sounds, text, knobs and presets as one `.lxg` file. */
  async project(): Promise<Blob | undefined> {
    let file: Blob | undefined;
    await this.attempt(async ({ lexicon }) => {
      file = new Blob([(await lexicon.api.project(lay(this))) as Uint8Array<ArrayBuffer>]);
    });
    return file;
  }

  /** Lets go of sounds used lately. */
  async forget(name: string): Promise<void> {
    await this.keeper?.forget(name);
    this.#changed();
  }

  async builtin(): Promise<boolean> {
    const done = await this.load((library) => library.builtin());
    if (done) void this.keeper?.sounds([]).then(this.#changed);
    return done;
  }

  recut(cutting: Cutting): Promise<boolean> {
    return this.load((library) => library.recut(cutting));
  }

  /** Asks for MIDI devices; says in `problem` when there are none to be had. */
  async openMidi(): Promise<void> {
    await this.midi.devices.open().catch((error: unknown) => this.#trouble(error));
  }

  /** Does something with the instrument; what goes wrong is said in `problem`. Resolves to whether it was done. */
  async attempt(deed: (instrument: Instrument) => Promise<void>): Promise<boolean> {
    try {
      if (!this.instrument) return false;
      this.problem = undefined;
      await deed(this.instrument);
      return true;
    } catch (error) {
      this.#trouble(error);
      return false;
    } finally {
      this.#changed();
    }
  }

  /** Does something with the page; what goes wrong is said in `problem`. Must begin within the gesture. */
  async try(deed: () => Promise<void> | void): Promise<void> {
    try {
      this.problem = undefined;
      await deed();
    } catch (error) {
      this.#trouble(error);
    }
    this.#changed();
  }

  /** Ends context and worker; nothing is called back afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    this.look?.close();
    this.performance.close();
    this.modulators.close();
    this.midi.close();
    this.bridge.close();
    this.keeper?.close();
    await this.live.close();
    await this.instrument?.close();
  }

  async #open(): Promise<void> {
    try {
      this.#opened = this.#openInstrument();
      await this.#opened;
      await this.#firstSounds((await this.keeper?.restore()) ?? []);
      this.performance.run();
      if (!this.#closed) void this.relations.again();
    } catch (error) {
      if (!this.#closed) this.failure = sentence(error);
    }
    this.#changed();
  }

  /** The performer's own from last time, where they can still be read; else the built-in ones. */
  async #firstSounds(files: readonly PickedFile[]): Promise<void> {
    const own = files.length > 0 && (await this.library?.again(files).catch(() => false));
    if (!own && !this.#closed) await this.library?.builtin();
    void this.live.restore(this.keeper?.liveAgain ?? []);
    void this.hand.apply();
    void this.library?.refine();
  }

  async #instrumentOpened(): Promise<void> {
    void this.open();
    await this.#opened?.catch(() => undefined);
  }

  async #openInstrument(): Promise<void> {
    const instrument = await Instrument.open({
      seed: SEED,
      latency: this.#latency,
      knobs: this.shaping.knobs,
      onCloud: (id, state, frame) => {
        this.midi.cloud(id, state);
        if (state === "started") this.bridge.started(id);
        this.performance.cloud(id, state, frame, this.instrument?.context.sampleRate ?? 48_000);
      },
      onStatus: (status) => {
        this.status = status;
        this.#changed();
      },
      onFailure: (problem) => this.#trouble(problem),
    });
    // Removed from the page while it loaded.
    if (this.#closed) return await instrument.close();
    this.instrument = instrument;
    this.library = new Library(instrument, SEED, this.#changed);
    this.#changed();
  }

  #trouble(error: unknown): void {
    this.problem = sentence(error);
    this.#changed();
  }
}
