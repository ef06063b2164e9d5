/** What was played, with its times: words, words taken back, every keystroke; kept while it is typed. Pure. */
import type { Recorded } from "../instrument";
import type { Keystroke } from "../input";
import type { Seconds } from "../types";
import { type Back, readScore, type ScoreFile } from "./score-file";
import type { Word, Words } from "./words";

/** A word began, or was taken back: what became of its sound then. */
export interface Moment {
  readonly word: Word;
  readonly back?: Back;
}

/** Where somebody goes on after a score was opened: so long after its last word. */
const GAP: Seconds = 1;

/** What was typed by hand: each word with the time of its onset from the first, each key likewise; ascending. */
export class Score {
  #entries: Recorded<Moment>[] = [];
  #strokes: Keystroke[] = [];
  /** Keys before the first word, in engine time. */
  #early: Keystroke[] = [];
  /** Engine time of the first word. */
  #origin: Seconds | undefined;
  readonly #taken = new Set<Word>();

  get entries(): readonly Recorded<Moment>[] {
    return this.#entries;
  }

  /** Every key, in seconds from the first word. */
  get strokes(): readonly Keystroke[] {
    return this.#strokes;
  }

  /** That word began at that engine time. A long rest is kept, it is part of the performance. */
  note(word: Word, time: Seconds): void {
    this.#insert({ word }, this.#from(time));
  }

  /** That word was taken back at that engine time, and is part of the performance; one that never sounded is not. */
  takenBack(word: Word, back: Back, time: Seconds): void {
    if (!this.#entries.some(({ item }) => item.word === word)) return;
    this.#taken.add(word);
    this.#insert({ word, back }, this.#from(time));
  }

  /** Whether the word was taken back while it was played. */
  hasTakenBack(word: Word): boolean {
    return this.#taken.has(word);
  }

  /** A key was pressed at that engine time. */
  stroke(stroke: Keystroke): void {
    const begun = this.#origin !== undefined || this.#entries.length > 0;
    if (begun) this.#strokes.push({ ...stroke, at: this.#from(stroke.at) });
    else this.#early.push(stroke);
  }

  /** The unfinished text at that time from the first word. */
  textAt(at: Seconds): string {
    return this.#strokes.findLast((stroke) => stroke.at <= at)?.text ?? "";
  }

  clear(): void {
    [this.#entries, this.#strokes, this.#early, this.#origin] = [[], [], [], undefined];
    this.#taken.clear();
  }

  /** The file's text. Words that were taken away later are left out; those taken back while playing are not. */
  write(words: readonly Word[]): string {
    const gone = [...this.#taken].filter((word) => !words.includes(word));
    const index = new Map([...words, ...gone].map((word, i) => [word, i]));
    const bare = ({ token, shown, line }: Word) => ({ token, shown, line });
    const file: ScoreFile = {
      lexigrain: "score",
      version: 1,
      words: [...words.map(bare), ...gone.map((word) => ({ ...bare(word), gone: true as const }))],
      onsets: this.#entries.flatMap(({ at, item: { word: played, back } }): ScoreFile["onsets"] => {
        const word = index.get(played);
        if (played.whisper) return [{ at, whisper: played.token }];
        return word === undefined ? [] : [{ at, word, ...(back ? { back } : {}) }];
      }),
      keys: this.#strokes,
    };
    return `${JSON.stringify(file, null, 1)}\n`;
  }

  /** Lays a score's words into `words`, which must be empty. Throws one sentence, before anything is changed. */
  read(text: string, words: Words): void {
    const file = readScore(text);
    const laid = file.words.map(({ token, shown, line, gone }) => {
      words.goTo(line);
      const word = words.add(token, shown);
      word.state = "heard";
      if (gone) words.remove(word);
      return word;
    });
    words.endLine();
    words.showLast();
    this.clear();
    this.#strokes = [...(file.keys ?? [])];
    this.#entries = file.onsets.map(({ at, word, whisper, back }) => {
      const played = word === undefined ? words.whisper(whisper ?? "") : laid[word];
      if (back) this.#taken.add(played);
      return { at, item: { word: played, ...(back ? { back } : {}) } };
    });
  }

  /** Seconds from the first word, which this may be; the keys before it get their times then. */
  #from(time: Seconds): Seconds {
    if (this.#origin === undefined) {
      const last = this.#entries.at(-1)?.at;
      const origin = last === undefined ? time : time - last - GAP;
      this.#origin = origin;
      this.#strokes.push(...this.#early.map((stroke) => ({ ...stroke, at: stroke.at - origin })));
      this.#early = [];
    }
    return time - this.#origin;
  }

  /** What the engine tells late has its own place all the same. */
  #insert(item: Moment, at: Seconds): void {
    const after = this.#entries.findLastIndex((entry) => entry.at <= at);
    this.#entries.splice(after + 1, 0, { at: Math.max(0, at), item });
  }
}
