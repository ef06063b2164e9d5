/** What was played, with its times: kept while it is typed, written as a score file and read from one. Pure. */
import type { Recorded } from "../instrument";
import type { Seconds } from "../types";
import type { Word, Words } from "./words";

/** A score file, as JSON. Times in seconds from the first word. */
interface ScoreFile {
  readonly lexigrain: "score";
  readonly version: 1;
  /** Every word of the text, in the order of the page. */
  readonly words: readonly { readonly token: string; readonly shown: string; readonly line: number }[];
  /** What sounded: `word` is an index into `words`; half-typed words are named themselves. */
  readonly onsets: readonly { readonly at: Seconds; readonly word?: number; readonly whisper?: string }[];
}

/** More words than anyone types; a file with more is no score of ours. */
const MOST = 200_000;
const REFUSED = "That file is no Lexigrain score. Choose one that was saved here.";

/** The words that were typed by hand, each with the time of its onset from the first; ascending. */
export class Score {
  #entries: Recorded<Word>[] = [];
  #origin: Seconds | undefined;

  get entries(): readonly Recorded<Word>[] {
    return this.#entries;
  }

  /** That word began at that engine time. A long rest is kept, it is part of the performance. */
  note(word: Word, time: Seconds): void {
    this.#origin ??= time;
    this.#entries.push({ at: time - this.#origin, item: word });
  }

  clear(): void {
    this.#entries = [];
    this.#origin = undefined;
  }

  /** The file's text. Words that were taken away are left out. */
  write(words: readonly Word[]): string {
    const index = new Map(words.map((word, i) => [word, i]));
    const file: ScoreFile = {
      lexigrain: "score",
      version: 1,
      words: words.map(({ token, shown, line }) => ({ token, shown, line })),
      onsets: this.#entries.flatMap(({ at, item }): ScoreFile["onsets"] => {
        const word = index.get(item);
        if (item.whisper) return [{ at, whisper: item.token }];
        return word === undefined ? [] : [{ at, word }];
      }),
    };
    return `${JSON.stringify(file, null, 1)}\n`;
  }

  /** Lays a score's words into `words`, which must be empty. Throws one sentence, before anything is changed. */
  read(text: string, words: Words): void {
    const file = parse(text);
    const laid = file.words.map(({ token, shown, line }) => {
      words.goTo(line);
      const word = words.add(token, shown);
      word.state = "heard";
      return word;
    });
    words.endLine();
    words.showLast();
    this.#origin = undefined;
    this.#entries = file.onsets.map(({ at, word, whisper }) => ({
      at,
      item: word === undefined ? words.whisper(whisper ?? "") : laid[word],
    }));
  }
}

function parse(text: string): ScoreFile {
  let file: Partial<ScoreFile>;
  try {
    file = JSON.parse(text) as Partial<ScoreFile>;
  } catch {
    throw new Error(REFUSED);
  }
  const { lexigrain, version, words, onsets } = file ?? {};
  if (lexigrain !== "score" || !Array.isArray(words) || !Array.isArray(onsets)) throw new Error(REFUSED);
  if (version !== 1) throw new Error("That score was saved by a newer Lexigrain. Open it there.");
  const whole = (value: unknown, below: number): boolean =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) < below;
  const short = (value: unknown): boolean => typeof value === "string" && value !== "" && value.length <= 400;
  let last = 0;
  const laid = words as readonly (Partial<ScoreFile["words"][number]> | null)[];
  const begun = onsets as readonly (Partial<ScoreFile["onsets"][number]> | null)[];
  const sound =
    laid.length <= MOST &&
    begun.length <= MOST &&
    laid.every((word) => short(word?.token) && short(word?.shown) && whole(word?.line, MOST)) &&
    begun.every((onset) => {
      const at = onset?.at;
      if (at === undefined || !Number.isFinite(at) || at < last) return false;
      last = at;
      return onset?.word === undefined ? short(onset?.whisper) : whole(onset.word, laid.length);
    });
  if (!sound) throw new Error(REFUSED);
  return file as ScoreFile;
}
