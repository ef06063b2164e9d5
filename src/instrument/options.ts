/** What an instrument is opened with, and how a word is played on it. */
import type { ControlValues, EngineStatus, PlacedWord } from "../protocol";
import type { Frames, Seconds } from "../types";
import type { LatencyHint } from "./graph";
import type { Knobs } from "./knobs";

export interface InstrumentOptions {
  readonly seed: number;
  readonly latency: LatencyHint;
  /** Turned by whoever holds them; the instrument listens until it is closed. */
  readonly knobs: Knobs;
  /** A cloud's first grain was read, at that frame of the context; or its last one ended (frame 0). */
  readonly onCloud: (id: number, state: "started" | "ended", frame: Frames) => void;
  readonly onStatus: (status: EngineStatus) => void;
  /** Something went wrong for good or in passing: one sentence. */
  readonly onFailure: (sentence: string) => void;
}

/** How a word is to be played. */
export interface PlayOptions {
  readonly voice: number;
  /** Engine time; 0 = at once. */
  readonly at?: Seconds;
  /** Time stamp of the key that ended the word, milliseconds of the page: its way is measured, and kept even if so set. */
  readonly stamp?: number | undefined;
  /** Per-cloud values over the global ones. */
  readonly set?: ControlValues;
  /** Which draw of chance it has; the same number, the same grains. Absent: the next one. */
  readonly chance?: number | undefined;
  /** The tokens before it on its line: what the word means there, where the words in use know contexts. */
  readonly line?: () => readonly string[];
}

/** A played word: the id that `onCloud` will name, and its place as soon as it is known. */
export interface Played {
  readonly id: number;
  readonly placed: Promise<PlacedWord>;
}

/** A word of a bounce. */
export interface Bounced {
  readonly token: string;
  /** As it was placed when it played. */
  readonly placed?: PlacedWord | undefined;
  /** From the beginning; ascending. */
  readonly at: Seconds;
  readonly voice: number;
  readonly set: ControlValues;
  readonly chance: number;
  /** Nothing sounds at this moment: what sounds in the voice is let go. */
  readonly hush: boolean;
}
