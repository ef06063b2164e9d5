/** A replay: the score of what was typed, played again, gone through, saved and opened. No DOM. */
import { Transport } from "../instrument";
import { KeyLog } from "../input";
import type { PlacedWord } from "../protocol";
import type { Seconds } from "../types";
import { type Moment, Score } from "./score";
import { BACKS } from "./score-file";
import { type Word, Words } from "./words";

export interface ReplayOutlets {
  readonly now: () => Seconds;
  /** `chance`: the n-th entry's own draw, so that every replay is the same. */
  readonly play: (word: Word, at: Seconds, chance: number) => void;
  /** Plays a word backwards, as when it is taken back. */
  readonly reverse: (word: Word, at: Seconds, chance?: number) => void;
  /** Length of a quantum: a replay begins on one. */
  readonly tick: () => Seconds;
  /** Lets what sounds release: all, or one line. */
  readonly hush: (line?: number) => void;
  /** Engine time of a time stamp of the page; undefined while there is no engine. */
  readonly timeOf: (stamp: number) => Seconds | undefined;
}

/** Thread: main. */
export class Replay {
  readonly score = new Score();
  readonly transport: Transport<Moment>;
  readonly keys: KeyLog;
  readonly #words: Words;
  readonly #outlets: ReplayOutlets;
  /** Words that are to be hushed in the next moments. */
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(words: Words, outlets: ReplayOutlets) {
    this.#words = words;
    this.#outlets = outlets;
    this.keys = new KeyLog(outlets.timeOf, (stroke) => this.score.stroke(stroke));
    const { now, tick } = outlets;
    this.transport = new Transport<Moment>({ now, tick, play: (moment, at, i) => this.#again(moment, at, i + 1) });
  }

  /** Plays it; `stretch` 2 takes twice as long; a loop begins anew when the last word, which `lasts` so long, has sounded. */
  start(stretch: number, looping: boolean, lasts: (placed: PlacedWord) => Seconds | undefined): void {
    const last = this.score.entries.at(-1)?.item.word.placed;
    this.transport.looping = looping;
    this.transport.start(this.score.entries, { stretch, tail: (last && lasts(last)) ?? 0.5 });
  }

  /** The text that was being typed at this moment of the replay. */
  get ghost(): string {
    return this.transport.playing ? this.score.textAt(this.transport.position) : "";
  }

  /** The last word was taken back, and its sound treated as the control "backspace" says. In a replay that is an edit. */
  tookBack(word: Word, control: number): void {
    const back = BACKS[control] ?? "leave";
    if (back === "hush") this.#outlets.hush(word.line);
    if (back === "reverse") this.#outlets.reverse(word, 0);
    if (!this.transport.playing) this.score.takenBack(word, back, this.#outlets.now());
  }

  /** While a replay plays: so many words on or back. Returns whether one plays. */
  scrub(steps: number): boolean {
    if (!this.transport.playing) return false;
    this.#forget();
    this.#outlets.hush();
    this.transport.scrub(steps);
    return true;
  }

  stop(): void {
    this.transport.stop();
    this.#forget();
  }

  /** The text with its times, as a file's text. */
  save(): string {
    this.keys.flush();
    return this.score.write(this.#words.all);
  }

  /** A saved score in place of the text; `clear` empties the page. Throws one sentence, before anything is changed. */
  open(text: string, clear: () => void): void {
    new Score().read(text, new Words());
    clear();
    this.score.read(text, this.#words);
  }

  clear(): void {
    this.score.clear();
    this.keys.clear();
  }

  /** The text may be edited while it plays: what was taken away since is silent. */
  lives(word: Word): boolean {
    return word.whisper === true || this.#words.has(word) || this.score.hasTakenBack(word);
  }

  #again({ word, back }: Moment, at: Seconds, chance: number): void {
    const { play, reverse, hush, now } = this.#outlets;
    if (!this.lives(word)) return;
    if (back === undefined) return play(word, at, chance);
    if (back === "reverse") return reverse(word, at, chance);
    if (back !== "hush") return;
    const due = setTimeout(
      () => {
        this.#timers.delete(due);
        hush(word.line);
      },
      1000 * Math.max(0, at - now()),
    );
    this.#timers.add(due);
  }

  #forget(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
