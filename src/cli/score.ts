/** When each word sounds: placements → a score in frames. Pure; render and place share it. */
import { UsageError } from "./failure";
import type { Frames, Hertz, Placement, Seconds, WeightedUnit } from "../types";

/** A placed word and the line of text it stands in. */
export interface LinedPlacement extends Placement {
  /** 0 for the first line. */
  readonly line: number;
}

/** One word of the score. */
export interface ScoredWord {
  readonly word: string;
  readonly units: readonly WeightedUnit[];
  readonly voice: number;
  readonly start: Frames;
  readonly length: Frames;
}

export interface ScoreOptions {
  /** How long every word sounds; "natural": its first unit's length. */
  readonly wordDuration: Seconds | "natural";
  /** Overlap of natural words; never more than half of either. */
  readonly crossfade: Seconds;
  /** Each line is a voice of its own, starting at 0. */
  readonly voices: boolean;
  readonly sampleRate: Hertz;
  /** Length of a unit at the sample rate. */
  unitLength(unit: number): Frames;
}

/** The engine knows so many voices. */
const VOICES = 64;

/**
 * Words of one voice in reading order. A fixed duration S gives word i exactly the frames [round(i·S·rate),
 * round((i+1)·S·rate)), so that no rounding adds up; natural words overlap by the crossfade.
 */
function scoreVoice(words: readonly LinedPlacement[], voice: number, options: ScoreOptions): ScoredWord[] {
  const { wordDuration, sampleRate } = options;
  if (wordDuration !== "natural") {
    const frame = (i: number): Frames => Math.round(i * wordDuration * sampleRate);
    return words.map(({ word, units }, i) => ({
      word,
      units,
      voice,
      start: frame(i),
      length: frame(i + 1) - frame(i),
    }));
  }
  const lengths = words.map(({ units }) => options.unitLength(units[0].unit));
  const most = Math.round(options.crossfade * sampleRate);
  let start = 0;
  return words.map(({ word, units }, i) => {
    if (i > 0) start += lengths[i - 1] - Math.min(most, lengths[i - 1] >> 1, lengths[i] >> 1);
    return { word, units, voice, start, length: lengths[i] };
  });
}

/**
 * The whole score in order of time; words that begin together stay in reading order. Throws UsageError when more lines
 * are to be voices than the engine has.
 */
export function makeScore(words: readonly LinedPlacement[], options: ScoreOptions): ScoredWord[] {
  if (!options.voices) return scoreVoice(words, 0, options);
  const lines = new Map<number, LinedPlacement[]>();
  for (const word of words) {
    const line = lines.get(word.line);
    if (line) line.push(word);
    else lines.set(word.line, [word]);
  }
  if (lines.size > VOICES) {
    throw new UsageError(
      `--voices: the text has ${lines.size} lines with words, and at most ${VOICES} sound together.`,
    );
  }
  const scored = [...lines.values()].flatMap((line, i) => scoreVoice(line, i, options));
  return scored.sort((a, b) => a.start - b.start);
}

/** Frames until the last word has ended. */
export const scoreLength = (score: readonly ScoredWord[]): Frames =>
  score.reduce((end, { start, length }) => Math.max(end, start + length), 0);
