/** A performance: typed words become clouds; lines loop as voices; what was played can be played again. No DOM. */
import { type Instrument, type Recorded, Sequence, Transport } from "../instrument";
import { type Tokenise, Typing, type TypingEvent } from "../input";
import type { Frames, Seconds } from "../types";
import type { Shaping } from "./shaping";
import { Voices, type VoiceSettings } from "./voices";
import { type Word, Words } from "./words";

/** Voices of the engine; lines beyond share them. */
const VOICES = 64;
const PUMP_EVERY = 100;
/** Steps a quarter note, by the value of the control "quantise". */
const DIVISIONS = [0, 1, 2, 4, 3, 6];

export interface PerformanceOutlets {
  /** The instrument, when words can sound now. */
  ready(): Instrument | undefined;
  changed(): void;
  /** The next step of the clock's grid, in engine time; now when there is no clock. */
  grid(division: number): Seconds;
  problem(error: unknown): void;
}

/** Thread: main. */
export class Performance {
  readonly typing: Typing;
  readonly words = new Words();
  readonly voices: Voices;
  readonly transport: Transport<Word>;
  readonly #tokenise: Tokenise;
  readonly #shaping: Shaping;
  readonly #outlets: PerformanceOutlets;
  readonly #sequence: Sequence<Word>;
  /** Clouds of words that were typed just now: their onsets are the recording. */
  readonly #typed = new Set<number>();
  #record: Recorded<Word>[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  /** The newest word that began to sound. */
  latest: Word | undefined;

  constructor(tokenise: Tokenise, shaping: Shaping, outlets: PerformanceOutlets) {
    this.#tokenise = tokenise;
    this.#shaping = shaping;
    this.#outlets = outlets;
    this.typing = new Typing(tokenise);
    const now = (): Seconds => outlets.ready()?.now ?? 0;
    const duration = (word: Word) => this.#durationOf(word);
    const play = (word: Word, at: Seconds) => void this.#play(word, at);
    this.#sequence = new Sequence<Word>({ now, duration, play });
    this.transport = new Transport<Word>({ now, play });
    this.voices = new Voices({
      now,
      duration,
      play,
      words: (line) => this.words.inLine(line),
      stop: (line) => outlets.ready()?.stop(line % VOICES),
    });
  }

  /** Words that are still to sound. */
  get waiting(): number {
    return this.#sequence.length;
  }

  /** When each typed word began to sound, in seconds from the first. */
  get record(): readonly Recorded<Word>[] {
    return this.#record;
  }

  /** What typing had to say. One word sounds at once; many follow one another. `stamp`: of the key, milliseconds. */
  take(events: readonly TypingEvent[], stamp?: number): void {
    const ended: Word[] = [];
    for (const event of events) {
      if (event.type === "partial") this.#outlets.ready()?.expect(event.token);
      else if (event.type === "word") ended.push(this.words.add(event.token, event.shown));
      else this.words.endLine();
    }
    if (ended.length === 1 && this.waiting === 0 && this.#outlets.ready()) this.sound(ended[0], stamp);
    else this.#queue(ended);
    if (ended.length > 0) this.#typedDeed(ended);
    this.#outlets.changed();
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
  sound(word: Word, stamp?: number): void {
    if (!this.#outlets.ready()) return this.#queue([word]);
    const cloud = this.#play(word, this.#onGrid(0), 0, stamp);
    if (cloud !== undefined) this.#typed.add(cloud);
  }

  /** A key of a keyboard plays the word that is so many words from the first; each word has one key. */
  key(offset: number, velocity: number): void {
    const words = [...new Map(this.words.all.map((word) => [word.token.toLowerCase(), word])).values()];
    const word = words[((offset % words.length) + words.length) % words.length];
    if (word) this.#play(word, this.#onGrid(0), 20 * Math.log10(Math.max(0.02, velocity)));
  }

  /** Backspace in an empty field: the last word comes back to be typed again, and is silent. */
  takeBack(): void {
    const word = this.words.takeBack();
    if (!word) return;
    this.#outlets.ready()?.stop(word.line % VOICES);
    this.take(this.typing.edit(word.shown, 0));
  }

  /** A voice turned by hand: can be undone. */
  turnVoice(line: number, change: Partial<VoiceSettings>): void {
    const before = this.voices.get(line);
    const turn = (settings: Partial<VoiceSettings>): void => {
      this.voices.set(line, settings);
      this.run();
      this.#outlets.changed();
    };
    turn(change);
    const key = `voice ${line} ${Object.keys(change).join()}`;
    this.#shaping.did({ key, label: `voice ${line + 1}`, undo: () => turn(before), redo: () => turn(change) });
  }

  /** All lines begin to loop together, or all stop. */
  stanza(): void {
    const lines = [...new Set(this.words.all.map(({ line }) => line))];
    this.voices.together(lines, !this.voices.looping);
    this.run();
    this.#outlets.changed();
  }

  /** Plays what was typed again, with its own times; stops when it plays already. */
  replay(): void {
    if (this.transport.playing) return this.stop();
    const stretch = this.#shaping.knobs.get("stretch") / 100;
    this.transport.looping = this.#shaping.knobs.get("replayLoop") === 1;

    this.transport.start(this.#record, { stretch, tail: this.#tail() });
    this.run();
    this.#outlets.changed();
  }

  stop(): void {
    this.#silence();
    this.#outlets.ready()?.stop();
    this.#outlets.changed();
  }

  panic(): void {
    this.#silence();
    this.#outlets.ready()?.panic();
    this.#outlets.changed();
  }

  /** An empty page; nothing sounds. */
  clear(): void {
    this.stop();
    this.voices.clear();
    this.words.clear();
    this.#record = [];
    this.latest = undefined;
    this.#outlets.changed();
  }

  /** Text that was here before, silent until it is asked for. */
  restore(lines: readonly string[]): void {
    const typing = new Typing(this.#tokenise);
    for (const line of lines) {
      for (const event of typing.edit(`${line} `, 0))
        if (event.type === "word") this.words.add(event.token, event.shown).state = "heard";
      this.words.endLine();
    }
    this.words.showLast();
    this.#outlets.changed();
  }

  cloud(id: number, state: "started" | "ended", frame: Frames, rate: number): void {
    if (state === "ended") this.words.ended(id);
    else {
      const word = this.words.started(id);
      if (word) this.latest = word;
      if (word && this.#typed.delete(id)) this.#note(word, frame / rate);
    }
    this.#outlets.changed();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#silence();
  }

  /** Keeps everything going that plays by itself, as long as there is anything. */
  run(): void {
    if (this.#timer !== undefined || !this.#outlets.ready()) return;
    const busy = (): boolean => this.waiting > 0 || this.voices.looping || this.transport.playing;
    const pump = (): void => {
      if (this.waiting > 0) void this.#sequence.pump();
      this.voices.pump();
      this.transport.pump();
      if (busy()) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#outlets.changed();
    };
    if (!busy()) return;
    this.#timer = setInterval(pump, PUMP_EVERY);
    pump();
  }

  #silence(): void {
    this.#sequence.clear();
    this.voices.stop();
    this.transport.stop();
  }

  #queue(words: readonly Word[]): void {
    this.#sequence.add(words);
    this.run();
  }

  /** The recording begins with the first word; a long rest is kept, it is part of it. */
  #note(word: Word, time: Seconds): void {
    const origin = this.#origin ?? time;
    if (this.#record.length === 0) this.#origin = time;
    this.#record.push({ at: this.#record.length === 0 ? 0 : time - origin, item: word });
  }
  #origin: Seconds | undefined;

  /** A loop begins anew when the last word has sounded. */
  #tail(): Seconds {
    const last = this.#record.at(-1)?.item.placed;
    return (last && this.#outlets.ready()?.durationOf(last)) ?? 0.5;
  }

  #typedDeed(words: readonly Word[]): void {
    const label = words.length === 1 ? `"${words[0].shown}"` : `${words.length} words`;
    this.#shaping.did({
      label,
      undo: () => {
        for (const word of words) this.words.remove(word);
      },
      redo: () => {
        for (const word of words) this.words.putBack(word);
      },
    });
  }

  async #durationOf(word: Word): Promise<Seconds | undefined> {
    const instrument = this.#outlets.ready();
    const placed = await instrument?.place(word.token).catch(() => undefined);
    if (!placed) word.state = "failed";
    return placed && instrument?.durationOf(placed);
  }

  /** With a clock and a division: the next step of its grid. */
  #onGrid(at: Seconds): Seconds {
    const division = DIVISIONS[this.#shaping.knobs.get("quantise")] ?? 0;
    return division === 0 ? at : this.#outlets.grid(division);
  }

  /** `softer`: dB below what the knobs say. */
  #play(word: Word, at: Seconds, softer = 0, stamp?: number): number | undefined {
    const knob = (id: string): number => this.#shaping.knobs.get(id) + (id === "gain" ? softer : 0);
    const own = this.voices.overrides(word.line, knob);
    const set = softer === 0 || own["gain"] !== undefined ? own : { ...own, gain: Math.max(-60, knob("gain")) };
    const played = this.#outlets.ready()?.play(word.token, { voice: word.line % VOICES, at, set, stamp });
    if (!played) return undefined;
    this.words.bind(played.id, word);
    played.placed.then(
      (placed) => {
        word.placed = placed;
        this.#outlets.changed();
      },
      (error: unknown) => {
        word.state = "failed";
        this.#outlets.problem(error);
      },
    );
    return played.id;
  }
}
