/**
 * A sequence: words that came faster than they can sound (a paste, words typed before the sounds were there),
 * played one after the other. It schedules a little ahead of the clock, so that neither a busy page nor ten
 * thousand words at once ever hold anything up. Pure: clock, placing and playing are handed in.
 */
import type { Seconds } from "../types";

/** Words are scheduled this far ahead of the clock: longer than the page's own hiccups. */
const AHEAD: Seconds = 2.5;

/** But never more words than this ahead, so that stop and a new corpus meet few scheduled clouds. */
const MOST_AHEAD = 24;

/** No word takes less time than this. */
const SHORTEST: Seconds = 0.05;

export interface SequenceOutlets<Word> {
  /** Engine time now. */
  now(): Seconds;
  /** How long the word will sound; undefined when it cannot be placed, so that it is passed over. */
  duration(word: Word): Promise<Seconds | undefined>;
  play(word: Word, at: Seconds): void;
  /** Asked when it has run dry: the words of the next round, in a loop. */
  refill?(): readonly Word[];
}

/** Thread: main. Call `pump` about ten times a second while `length` is above zero. */
export class Sequence<Word> {
  readonly #outlets: SequenceOutlets<Word>;
  #words: Word[] = [];
  #next = 0;
  #at: Seconds = 0;
  /** Onsets already scheduled and still ahead. */
  #ahead: Seconds[] = [];
  #pumping = false;
  #run = 0;

  constructor(outlets: SequenceOutlets<Word>) {
    this.#outlets = outlets;
  }

  /** Words not yet scheduled. */
  get length(): number {
    return this.#words.length - this.#next;
  }

  add(words: readonly Word[]): void {
    // A loop, not push(...words): ten thousand arguments can overflow the stack.
    for (const word of words) this.#words.push(word);
  }

  /** Forgets everything not yet scheduled. */
  clear(): void {
    this.#run++;
    this.#words = [];
    this.#next = 0;
    this.#ahead = [];
    this.#at = 0;
  }

  /** Nothing sounds before that engine time: sequences given one time begin together. */
  from(at: Seconds): void {
    this.#at = at;
  }

  /** Schedules what is due; a call while one is under way does nothing. */
  async pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    const run = this.#run;
    // Words that cannot be placed take no time: a round of nothing else would never end.
    let idle = 0;
    try {
      while (run === this.#run && idle <= MOST_AHEAD) {
        if (this.length === 0) {
          this.#words = [...(this.#outlets.refill?.() ?? [])];
          this.#next = 0;
          if (this.length === 0) break;
        }
        const now = this.#outlets.now();
        this.#ahead = this.#ahead.filter((at) => at > now);
        if (this.#at > now + AHEAD || this.#ahead.length >= MOST_AHEAD) break;
        const word = this.#words[this.#next++];
        const duration = await this.#outlets.duration(word);
        if (run !== this.#run) break;
        if (duration === undefined) {
          idle++;
          continue;
        }
        idle = 0;
        const at = Math.max(this.#at, this.#outlets.now());
        this.#outlets.play(word, at);
        this.#ahead.push(at);
        this.#at = at + Math.max(SHORTEST, duration);
      }
    } finally {
      this.#pumping = false;
    }
  }
}
