/** A performance: what is typed, what sounds, and the instrument that plays it. No DOM: the elements draw it. */
import { Instrument, Sequence } from "../instrument";
import { Typing, type Tokenise, type TypingEvent } from "../input";
import type { EngineStatus } from "../protocol";
import type { PickedFile } from "./files";
import { type Cutting, Library } from "./library";
import { Shaping } from "./shaping";
import { type Word, Words } from "./words";

/** loading: nothing to play with yet · gate: waiting for a gesture · playing · failed: `failure` says why. */
export type Phase = "loading" | "gate" | "playing" | "failed";

const SEED = 1;
const VOICES = 64;
const PUMP_EVERY = 100;
const PANIC_WITHIN = 600;

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Thread: main. `changed`: draw anew; `say`: tell a screen reader. */
export class Session {
  readonly typing: Typing;
  readonly words = new Words();
  readonly shaping: Shaping;
  readonly #tokenise: Tokenise;
  readonly #changed: () => void;
  readonly #sequence: Sequence<Word>;
  #timer: ReturnType<typeof setInterval> | undefined;
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
  /** The newest word that began to sound. */
  latest: Word | undefined;

  constructor(tokenise: Tokenise, changed: () => void) {
    this.#tokenise = tokenise;
    this.#changed = changed;
    this.typing = new Typing(tokenise);
    this.shaping = new Shaping(SEED, changed);
    this.#sequence = new Sequence<Word>({
      now: () => this.instrument?.now ?? 0,
      duration: (word) => this.#durationOf(word),
      play: (word, at) => this.#play(word, at),
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

  /** Words that are still to sound. */
  get waiting(): number {
    return this.#sequence.length;
  }

  /** Loads the instrument and its first sounds. Never rejects: `failure` says what went wrong. */
  open(): Promise<void> {
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
      this.problem = undefined;
      this.#run();
    } catch (error) {
      this.problem = sentence(error);
    } finally {
      this.#unlocking = false;
      this.#changed();
    }
  }

  /** What typing had to say. One word sounds at once; many follow one another. */
  take(events: readonly TypingEvent[]): void {
    const ended: Word[] = [];
    for (const event of events) {
      if (event.type === "partial") this.instrument?.expect(event.token);
      else if (event.type === "word") ended.push(this.words.add(event.token, event.shown));
      else this.words.endLine();
    }
    if (ended.length === 1 && this.waiting === 0 && this.ready) this.sound(ended[0]);
    else this.#queue(ended);
    this.#changed();
  }

  /** Text from elsewhere, as many lines as it has. */
  paste(text: string): void {
    const [first = "", ...rest] = text.split(/\r\n?|\n/);
    const ended: TypingEvent[] = this.typing.edit(this.typing.text + first, 0);
    for (const line of rest) ended.push(...this.typing.line(), ...this.typing.edit(line, 0));
    // Pasted text is finished text: its last word does not wait for a space.
    if (this.#tokenise(this.typing.text).length > 0) ended.push(...this.typing.edit(`${this.typing.text} `, 0));
    this.take(ended);
  }

  /** Sounds a word now, whether it is new or was clicked. */
  sound(word: Word): void {
    if (!this.ready) this.#queue([word]);
    else this.#play(word, 0);
  }

  /** Backspace in an empty field: the last word comes back to be typed again, and is silent. */
  takeBack(): string {
    const word = this.words.takeBack();
    if (!word) return "";
    this.instrument?.stop(word.line % VOICES);
    this.take(this.typing.edit(word.shown, 0));
    return word.shown;
  }

  /** Escape: everything releases; a second one soon after silences at once. */
  escape(time: number): void {
    if (time - this.#escapedAt < PANIC_WITHIN) this.panic();
    else this.stop();
    this.#escapedAt = time;
  }

  stop(): void {
    this.#sequence.clear();
    this.instrument?.stop();
    this.#changed();
  }

  panic(): void {
    this.#sequence.clear();
    this.instrument?.panic();
    this.#changed();
  }

  async load(job: (library: Library) => Promise<boolean>): Promise<boolean> {
    if (!this.library) return false;
    try {
      this.problem = undefined;
      const done = await job(this.library);
      if (done) this.#run();
      return done;
    } catch (error) {
      this.problem = sentence(error);
      return false;
    } finally {
      this.#changed();
    }
  }

  import(files: readonly PickedFile[]): Promise<boolean> {
    return this.load((library) => library.import(files));
  }

  recut(cutting: Cutting): Promise<boolean> {
    return this.load((library) => library.recut(cutting));
  }

  /** Ends context and worker; nothing is called back afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#sequence.clear();
    await this.instrument?.close();
  }

  async #open(): Promise<void> {
    try {
      this.#opened = this.#openInstrument();
      await this.#opened;
      await this.library?.builtin();
    } catch (error) {
      if (!this.#closed) this.failure = sentence(error);
    }
    this.#changed();
  }

  /** The graph and the worker, without sounds. */
  async #instrumentOpened(): Promise<void> {
    void this.open();
    await this.#opened?.catch(() => undefined);
  }

  async #openInstrument(): Promise<void> {
    const instrument = await Instrument.open({
      seed: SEED,
      knobs: this.shaping.knobs,
      onCloud: (id, state) => this.#cloud(id, state),
      onStatus: (status) => {
        this.status = status;
        this.#changed();
      },
      onFailure: (problem) => {
        this.problem = problem;
        this.#changed();
      },
    });
    // Removed from the page while it loaded.
    if (this.#closed) return await instrument.close();
    this.instrument = instrument;
    this.library = new Library(instrument, SEED, this.#changed);
    this.#changed();
  }

  #cloud(id: number, state: "started" | "ended"): void {
    if (state === "started") this.latest = this.words.started(id) ?? this.latest;
    else this.words.ended(id);
    this.#changed();
  }

  #queue(words: readonly Word[]): void {
    if (words.length === 0) return;
    this.#sequence.add(words);
    this.#run();
  }

  /** Keeps the sequence going while it has words and may sound. */
  #run(): void {
    if (!this.ready || this.waiting === 0) return;
    void this.#sequence.pump();
    this.#timer ??= setInterval(() => {
      void this.#sequence.pump();
      if (this.waiting > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    }, PUMP_EVERY);
  }

  async #durationOf(word: Word): Promise<number | undefined> {
    const placed = await this.instrument?.place(word.token).catch(() => undefined);
    if (!placed) word.state = "failed";
    return placed && this.instrument?.durationOf(placed);
  }

  #play(word: Word, at: number): void {
    const played = this.instrument?.play(word.token, { voice: word.line % VOICES, at });
    if (!played) return;
    this.words.bind(played.id, word);
    played.placed.then(
      (placed) => {
        word.placed = placed;
        this.#changed();
      },
      (error: unknown) => {
        word.state = "failed";
        this.problem = sentence(error);
        this.#changed();
      },
    );
  }
}
