/**
 * What typing says beyond its words: capitals, marks, drawn-out letters, speed and weight of the keys, as changes to
 * one cloud. Pure: times are handed over. At the defaults pitch, filter and window stay as the knobs say.
 */
import type { ControlValues } from "../protocol";
import type { Decibels, Seconds } from "../types";

/** Keys of the last seconds tell the pace, so many at most. */
const PACE: Seconds = 2;
const PACED = 12;

/** How a word was typed; absent fields are not known (a paste, a score). */
export interface Touch {
  /** Letters a second, from its first to its last key. */
  readonly speed?: number;
  /** Silence of the keys before its first one. */
  readonly rest?: Seconds;
  /** How long its keys were held down, on average. */
  readonly held?: Seconds;
}

/** Letters a second at which speed changes nothing: an easy hand. */
const EASY = 6;
/** A key that is let go sooner than this is not held. */
const TAP: Seconds = 0.09;
/** A rest at least this long is a breath. */
const BREATH: Seconds = 1.5;

/** Whether a word is shouted: two capitals or more and no small letter, or an exclamation mark at its end. */
function shouted(shown: string): boolean {
  return /!["'”’)]*$/u.test(shown) || (/\p{Lu}.*\p{Lu}/u.test(shown) && !/\p{Ll}/u.test(shown));
}

/** Letters beyond the second of each run: "sooo" has one, "noooo" two, "tree" none. */
function drawn(shown: string): number {
  return [...shown.matchAll(/(\p{L})\1{2,}/giu)].reduce((sum, [run]) => sum + [...run].length - 2, 0);
}

/** What the typed form adds to the knobs of that word's cloud: only what differs. `knob` tells a control's value. */
export function touched(shown: string, touch: Touch, knob: (id: string) => number): ControlValues {
  let gain: Decibels = shouted(shown) ? knob("accent") : 0;
  if (touch.speed !== undefined) gain += knob("haste") * Math.max(-1, Math.min(1, Math.log2(touch.speed / EASY)));
  const letters = drawn(shown) * knob("drawl");
  const held = Math.max(0, (touch.held ?? 0) - TAP) * 1000 * (knob("weight") / 100);
  const attack = (touch.rest ?? 0) >= BREATH ? knob("breath") : 0;
  const pitch = /\?["'”’)]*$/u.test(shown) ? knob("question") : 0;
  const added: Record<string, number> = { gain, hold: letters + held, attack, pitch };
  return Object.fromEntries(
    Object.entries(added)
      .filter(([, more]) => more !== 0)
      .map(([id, more]) => [id, knob(id) + more]),
  );
}

/** The rest that a mark at a word's end asks for where words follow by themselves: a full stop's is whole, a comma's half. */
export function restAfter(shown: string, whole: Seconds): Seconds {
  if (/[.!?…][^\p{L}\p{N}]*$/u.test(shown)) return whole;
  return /[,;:—–-][^\p{L}\p{N}]*$/u.test(shown) ? whole / 2 : 0;
}

/** Follows the keys of the word being typed. Thread: main. */
export class Keystrokes {
  #first: Seconds | undefined;
  #last: Seconds | undefined;
  #rest: Seconds | undefined;
  #keys = 0;
  readonly #down = new Map<string, Seconds>();
  #held: Seconds[] = [];
  #recent: readonly Seconds[] = [];

  /** A key went down at that time. */
  down(code: string, at: Seconds): void {
    this.#down.set(code, at);
    if (this.#first === undefined) {
      this.#first = at;
      this.#rest = this.#last === undefined ? undefined : at - this.#last;
    }
    this.#keys++;
    this.#recent = [...this.#recent.slice(1 - PACED), at];
    this.#last = at;
  }

  /** Letters a second just now: of the last few keys; a rest lets it fall. */
  pace(at: Seconds): number {
    const keys = this.#recent.filter((time) => at - time < PACE);
    return keys.length < 2 ? 0 : (keys.length - 1) / Math.max(0.05, at - keys[0]);
  }

  up(code: string, at: Seconds): void {
    const since = this.#down.get(code);
    this.#down.delete(code);
    if (since !== undefined) this.#held.push(at - since);
  }

  /** All keys are up: whoever left the page takes none along. */
  lost(): void {
    this.#down.clear();
  }

  /** The word has ended: how it was typed. */
  take(): Touch {
    const span = (this.#last ?? 0) - (this.#first ?? 0);
    const speed = this.#keys > 1 && span > 0 ? (this.#keys - 1) / span : undefined;
    const held = this.#held.length > 0 ? this.#held.reduce((sum, s) => sum + s, 0) / this.#held.length : undefined;
    const rest = this.#rest;
    [this.#first, this.#rest, this.#keys, this.#held] = [undefined, undefined, 0, []];
    return {
      ...(speed === undefined ? {} : { speed }),
      ...(rest === undefined ? {} : { rest }),
      ...(held === undefined ? {} : { held }),
    };
  }
}
