/** A performance: typed words become clouds; lines loop as voices; what was played can be played again. No DOM. */
import { type Bounced, type Recorded, Sequence, type Transport } from "../instrument";
import { Keystrokes, restAfter, type Tokenise, Typing, type TypingEvent } from "../input";
import type { PlacedWord } from "../protocol";
import type { Frames, Seconds } from "../types";
import { bounced } from "./bounced";
import { cloudSettings } from "./cloud-settings";
import { DIVISIONS, type PerformanceOutlets, type Strike, VOICES } from "./performance-outlets";
import { pasted } from "./pasted";
import { Pump } from "./pump";
import { Recital } from "./recital";
import { Replay } from "./replay";
import { restoreText } from "./restore-text";
import type { Moment } from "./score";
import type { Shaping } from "./shaping";
import { Voices, type VoiceSettings } from "./voices";
import { type Word, Words } from "./words";

/** Values of the controls "trigger", "enter" and "paste". */
const [EACH_KEY, EACH_LINE, LOOPS, WAITS] = [1, 2, 1, 1];

/** Thread: main. */
export class Performance {
  readonly typing: Typing;
  readonly words = new Words();
  readonly voices: Voices;
  readonly keystrokes = new Keystrokes();
  readonly player: Replay;
  readonly #tokenise: Tokenise;
  readonly #shaping: Shaping;
  readonly #outlets: PerformanceOutlets;
  readonly #sequence: Sequence<Word>;
  readonly #recital: Recital;
  /** Clouds of words that were typed just now: their onsets are the recording. */
  readonly #typed = new Set<number>();
  readonly #pump = new Pump({
    busy: () => this.waiting > 0 || this.voices.looping || this.transport.playing,
    pump: () => {
      if (this.waiting > 0) void this.#sequence.pump();
      this.voices.pump();
      this.transport.pump();
      // The letters of a replay are drawn as they were typed.
      if (this.transport.playing) this.#outlets.changed();
    },
    idle: () => this.#outlets.changed(),
  });

  /** The newest word that began to sound. */
  latest: Word | undefined;

  constructor(tokenise: Tokenise, shaping: Shaping, outlets: PerformanceOutlets) {
    this.#tokenise = tokenise;
    this.#shaping = shaping;
    this.#outlets = outlets;
    this.typing = new Typing(tokenise);
    this.#recital = new Recital(this.words, tokenise);
    const now = (): Seconds => outlets.ready()?.now ?? 0;
    const duration = (word: Word) => this.#durationOf(word);
    const play = (word: Word, at: Seconds) => void this.#play(word, at);
    this.#sequence = new Sequence<Word>({ now, duration, play: (word, at) => this.#flow(word, at) });
    this.player = new Replay(this.words, {
      now,
      tick: () => outlets.ready()?.tick ?? 0,
      play: (word, at, chance) => void this.#play(word, at, { chance }),
      reverse: (word, at, chance) => void this.#play(word, at, { own: { reverse: 100 }, ...(chance && { chance }) }),
      hush: (line) => outlets.ready()?.stop(line === undefined ? line : line % VOICES),
      timeOf: (stamp) => outlets.ready()?.timing.timeOf(stamp),
    });
    this.voices = new Voices({
      now,
      duration,
      play,
      words: (line) => this.words.inLine(line),
      stop: (line) => outlets.ready()?.stop(line % VOICES),
    });
  }

  get transport(): Transport<Moment> {
    return this.player.transport;
  }

  /** Words that are still to sound. */
  get waiting(): number {
    return this.#sequence.length;
  }

  /** When each typed word began, in seconds from the first. */
  get record(): readonly Recorded<Moment>[] {
    return this.player.score.entries;
  }

  /** What typing had to say. One word sounds at once; many follow one another. `stamp`: of the key, milliseconds. */
  take(events: readonly TypingEvent[], stamp?: number): void {
    const trigger = this.#shaping.knobs.get("trigger");
    const ended: Word[] = [];
    const recited = this.#recital.next(events);
    if (recited.length > 0) return this.#queue(recited);
    for (const event of events) {
      if (event.type === "word") ended.push(this.#ended(event.token, event.shown));
      else if (event.type === "line") this.#endLine();
      else this.#outlets.ready()?.expect(event.token);
    }
    const [only] = events;
    if (trigger === EACH_KEY && events.length === 1 && only.type === "partial" && only.token !== "")
      this.sound(this.words.whisper(only.token), stamp);
    if (trigger === EACH_LINE) this.#byLine(ended, events);
    else if (ended.length === 1 && this.waiting === 0 && this.#outlets.ready()) this.sound(ended[0], stamp);
    else this.#queue(ended);
    if (ended.length > 0) this.#shaping.did(this.words.deed(ended));
    this.#outlets.changed();
  }

  /** Text from elsewhere, as many lines as it has: played at once, or laid to be performed line by line. */
  paste(text: string): void {
    if (this.#shaping.knobs.get("paste") !== WAITS) return this.take(pasted(text, this.typing, this.#tokenise));
    const laid = this.#recital.lay(text);
    if (laid.length > 0) this.#shaping.did(this.words.deed(laid));
    this.#outlets.changed();
  }

  /** Sounds a word now, new or clicked. */
  sound(word: Word, stamp?: number): void {
    if (!this.#outlets.ready()) return this.#queue([word]);
    this.#flow(word, this.#onGrid(0), stamp);
  }

  /** A word from elsewhere than the text's own flow, on the grid; gives its cloud. */
  strike(word: Word, strike: Strike): number | undefined {
    return this.#play(word, this.#onGrid(0), strike);
  }

  /** Backspace in an empty field: the last word comes back to be typed again, and is silent, or as the control says. */
  takeBack(): void {
    const word = this.words.takeBack();
    if (!word) return;
    this.player.tookBack(word, this.#shaping.knobs.get("backspace"));
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
    this.voices.together([...new Set(this.words.all.map(({ line }) => line))], !this.voices.looping);
    this.run();
    this.#outlets.changed();
  }

  /** Plays what was typed again, with its own times; stops when it plays already. */
  replay(): void {
    if (this.transport.playing) return this.stop();
    const { knobs } = this.#shaping;
    const lasts = (placed: PlacedWord) => this.#outlets.ready()?.durationOf(placed);
    this.player.start(knobs.get("stretch") / 100, knobs.get("replayLoop") === 1, lasts);
    this.run();
    this.#outlets.changed();
  }

  /** What a replay would play, to be bounced; the text in its order where nothing was played. */
  bounced(): Promise<Bounced[]> {
    return bounced(this, this.#shaping.knobs, (word) => this.#durationOf(word));
  }

  /** A saved score in place of the text. Throws one sentence and leaves everything as it is when it is none. */
  openScore(text: string): void {
    this.player.open(text, () => this.clear());
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
    this.#recital.clear();
    this.player.clear();
    this.latest = undefined;
    this.#outlets.changed();
  }

  /** Text that was here before, silent until it is asked for. */
  restore(lines: readonly string[]): void {
    restoreText(lines, this.words, this.#tokenise);
    this.#outlets.changed();
  }

  cloud(id: number, state: "started" | "ended", frame: Frames, rate: number): void {
    if (state === "ended") this.words.ended(id);
    else {
      const word = this.words.started(id);
      if (word && !word.whisper) this.latest = word;
      if (word && this.#typed.delete(id)) this.player.score.note(word, frame / rate);
    }
    this.#outlets.changed();
  }

  close(): void {
    this.#pump.close();
    this.#silence();
  }

  /** Keeps everything going that plays by itself, as long as there is anything. */
  run(): void {
    if (this.#outlets.ready()) this.#pump.run();
  }

  #ended(token: string, shown: string): Word {
    return Object.assign(this.words.add(token, shown), { touch: this.keystrokes.take() });
  }

  #endLine(): void {
    const { line } = this.words;
    this.words.endLine();
    const { looping } = this.voices.get(line);
    const loops = this.#shaping.knobs.get("enter") === LOOPS && !looping && this.words.inLine(line).length > 0;
    if (loops) this.turnVoice(line, { looping: true });
  }

  /** Words wait for the end of their line. */
  #byLine(ended: readonly Word[], events: readonly TypingEvent[]): void {
    this.#held.push(...ended);
    if (!events.some(({ type }) => type === "line")) return;
    this.#queue(this.#held.filter((word) => this.words.has(word)));
    this.#held = [];
  }
  #held: Word[] = [];
  #silence(): void {
    this.#sequence.clear();
    this.voices.stop();
    this.player.stop();
  }

  /** A word of the text's own flow: its onset belongs to the performance, where its entry will have this draw of chance. */
  #flow(word: Word, at: Seconds, stamp?: number): void {
    const cloud = this.#play(word, at, { stamp, chance: this.record.length + this.#typed.size + 1 });
    if (cloud !== undefined) this.#typed.add(cloud);
  }

  #queue(words: readonly Word[]): void {
    this.#sequence.add(words);
    this.run();
  }

  async #durationOf(word: Word): Promise<Seconds | undefined> {
    const instrument = this.#outlets.ready();
    const placed = await instrument?.place(word.token).catch(() => undefined);
    if (!placed) word.state = "failed";
    if (!placed || !instrument) return undefined;
    return instrument.durationOf(placed) + restAfter(word.shown, this.#shaping.knobs.get("rest") / 1000);
  }

  /** With a clock and a division: the next step of its grid. */
  #onGrid(at: Seconds): Seconds {
    const division = DIVISIONS[this.#shaping.knobs.get("quantise")] ?? 0;
    return division === 0 ? at : this.#outlets.grid(division);
  }

  #play(word: Word, at: Seconds, how: Partial<Strike> = {}): number | undefined {
    const { softer = 0, own = {}, stamp, chance, voice = word.line % VOICES } = how;
    const set = cloudSettings(word, this.#shaping.knobs.heard, this.voices, softer, own);
    const line = () => this.words.before(word);
    const played = this.#outlets.ready()?.play(word.token, { voice, at, set, stamp, chance, line });
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
