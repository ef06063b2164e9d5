/** A score as a file: its form, and the one reader that trusts nothing in it. Pure. */
import type { Keystroke } from "../input";
import type { Seconds } from "../types";

/** What became of a word's sound when it was taken back, in the order of the control "backspace". */
export const BACKS = ["hush", "reverse", "leave"] as const;
export type Back = (typeof BACKS)[number];

/** A score file, as JSON. Times in seconds from the first word. */
export interface ScoreFile {
  readonly lexigrain: "score";
  readonly version: 1;
  /** Every word of the text, in the order of the page; `gone`: it was taken back while it was played. */
  readonly words: readonly {
    readonly token: string;
    readonly shown: string;
    readonly line: number;
    readonly gone?: true;
  }[];
  /** What sounded: `word` is an index into `words`; half-typed words are named themselves. `back`: taken back then. */
  readonly onsets: readonly {
    readonly at: Seconds;
    readonly word?: number;
    readonly whisper?: string;
    readonly back?: Back;
  }[];
  /** Every keystroke, those before the first word with negative times; absent: written by an earlier version. */
  readonly keys?: readonly Keystroke[];
}

/** More words than anyone types; a file with more is no score of ours. */
const MOST = 200_000;
const MOST_KEYS = 2_000_000;
/** An unfinished word, an unfinished pasted line. */
const LONGEST = 400;
const LONGEST_TEXT = 10_000;
const REFUSED = "That file is no Lexigrain score. Choose one that was saved here.";

type Partly<Row> = readonly (Partial<Row> | null)[];

const whole = (value: unknown, below: number): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < below;
const short = (value: unknown): boolean => typeof value === "string" && value !== "" && value.length <= LONGEST;

/** Whether all times are numbers, from `first` on, none before the one before it. */
function ascending(rows: Partly<{ at: Seconds }>, first: Seconds): boolean {
  let last = first;
  return rows.every((row) => {
    const at = row?.at;
    if (at === undefined || !Number.isFinite(at) || at < last) return false;
    last = at;
    return true;
  });
}

/** Throws one sentence when the text is no score. */
export function readScore(text: string): ScoreFile {
  let file: Partial<ScoreFile>;
  try {
    file = JSON.parse(text) as Partial<ScoreFile>;
  } catch {
    throw new Error(REFUSED);
  }
  const { lexigrain, version, words, onsets, keys = [] } = file ?? {};
  if (lexigrain !== "score" || !Array.isArray(words) || !Array.isArray(onsets) || !Array.isArray(keys))
    throw new Error(REFUSED);
  if (version !== 1) throw new Error("That score was saved by a newer Lexigrain. Open it there.");
  const laid = words as Partly<ScoreFile["words"][number]>;
  const begun = onsets as Partly<ScoreFile["onsets"][number]>;
  const pressed = keys as Partly<Keystroke>;
  const sound =
    laid.length <= MOST &&
    begun.length <= MOST &&
    pressed.length <= MOST_KEYS &&
    laid.every((word) => short(word?.token) && short(word?.shown) && whole(word?.line, MOST)) &&
    ascending(begun, 0) &&
    begun.every((onset) => (onset?.word === undefined ? short(onset?.whisper) : whole(onset.word, laid.length))) &&
    begun.every((onset) => onset?.back === undefined || (onset.word !== undefined && BACKS.includes(onset.back))) &&
    pressed.every((stroke) => Number.isFinite(stroke?.at) && short(stroke?.key)) &&
    pressed.every((stroke) => typeof stroke?.text === "string" && stroke.text.length <= LONGEST_TEXT);
  if (!sound) throw new Error(REFUSED);
  return file as ScoreFile;
}
