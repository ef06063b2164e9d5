/** Lines as voices: each may loop, be muted, heard alone, levelled and placed; a looping line follows its own edits. */
import { Sequence } from "../instrument";
import type { ControlValues } from "../protocol";
import type { Decibels, Seconds } from "../types";
import type { Word } from "./words";

export interface VoiceSettings {
  readonly looping: boolean;
  readonly muted: boolean;
  readonly alone: boolean;
  /** Added to the gain of every word of the line. */
  readonly gain: Decibels;
  /** −100 left … 100 right, added to the pan. */
  readonly pan: number;
  /** Which loudspeakers it goes to: a value of the control "route"; 0: as the knob says. */
  readonly route: number;
  /** Its loop sounds so many milliseconds later. */
  readonly shift: number;
}

const PLAIN: VoiceSettings = { looping: false, muted: false, alone: false, gain: 0, pan: 0, route: 0, shift: 0 };

export interface VoiceOutlets {
  now(): Seconds;
  duration(word: Word): Promise<Seconds | undefined>;
  play(word: Word, at: Seconds): void;
  /** The words of a line as they stand now. */
  words(line: number): readonly Word[];
  /** Lets what sounds in a line release. */
  stop(line: number): void;
}

/** Loops that begin at one press begin at one time. */
const TOGETHER: Seconds = 0.08;

/** No DOM. Call `pump` about ten times a second while `looping`. */
export class Voices {
  readonly #outlets: VoiceOutlets;
  readonly #settings = new Map<number, VoiceSettings>();
  readonly #loops = new Map<number, Sequence<Word>>();

  constructor(outlets: VoiceOutlets) {
    this.#outlets = outlets;
  }

  /** Whether any line loops. */
  get looping(): boolean {
    return this.#loops.size > 0;
  }

  get(line: number): VoiceSettings {
    return this.#settings.get(line) ?? PLAIN;
  }

  /** All lines with settings of their own. */
  get all(): ReadonlyMap<number, VoiceSettings> {
    return this.#settings;
  }

  set(line: number, change: Partial<VoiceSettings>): void {
    const before = this.get(line);
    const after = { ...before, ...change };
    this.#settings.set(line, after);
    if (after.looping !== before.looping) this.#loop([line], after.looping);
    for (const other of this.#settings.keys()) if (!this.audible(other)) this.#outlets.stop(other);
  }

  /** A stanza: these lines begin to loop at one time, or all stop. */
  together(lines: readonly number[], looping: boolean): void {
    for (const line of lines) this.#settings.set(line, { ...this.get(line), looping });
    this.#loop(lines, looping);
  }

  /** Not muted, and not left out by another line heard alone. */
  audible(line: number): boolean {
    const { muted, alone } = this.get(line);
    return !muted && (alone || ![...this.#settings.values()].some((voice) => voice.alone));
  }

  /** What a line adds to the knobs, per cloud. */
  overrides(line: number, knob: (id: string) => number): ControlValues {
    const { gain, pan, route } = this.get(line);
    return {
      ...(gain === 0 ? {} : { gain: Math.min(24, Math.max(-60, knob("gain") + gain)) }),
      ...(pan === 0 ? {} : { pan: Math.min(100, Math.max(-100, knob("pan") + pan)) }),
      ...(route === 0 ? {} : { route }),
    };
  }

  pump(): void {
    for (const loop of this.#loops.values()) void loop.pump();
  }

  /** Ends every loop; other settings stay. */
  stop(): void {
    this.together([...this.#loops.keys()], false);
  }

  clear(): void {
    this.stop();
    this.#settings.clear();
  }

  #loop(lines: readonly number[], looping: boolean): void {
    const at = this.#outlets.now() + TOGETHER;
    for (const line of lines) {
      this.#loops.get(line)?.clear();
      this.#loops.delete(line);
      if (!looping) continue;
      const loop = new Sequence<Word>({
        now: () => this.#outlets.now(),
        duration: (word) => this.#outlets.duration(word),
        play: (word, time) => {
          if (this.audible(line)) this.#outlets.play(word, time + this.get(line).shift / 1000);
        },
        refill: () => this.#outlets.words(line),
      });
      loop.from(at);
      this.#loops.set(line, loop);
    }
    this.pump();
  }
}
