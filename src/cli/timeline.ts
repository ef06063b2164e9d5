/** The timeline document that `render --timeline` writes and `place` prints. All times in seconds. */
import type { Corpus, Frames, Seconds, Skipped } from "../types";
import type { ScoredWord } from "./score";
import type { Settings } from "./settings";

interface TimelineUnit {
  /** Relative to the folder of sounds. */
  readonly file: string;
  /** The unit's own bounds in its file. */
  readonly start: Seconds;
  readonly length: Seconds;
  readonly weight: number;
}

interface TimelineWord {
  readonly word: string;
  readonly at: Seconds;
  readonly duration: Seconds;
  readonly units: readonly TimelineUnit[];
}

export interface Timeline {
  readonly words: readonly TimelineWord[];
  readonly seed: number;
  readonly sampleRate: number;
  readonly mapping: string;
  readonly unit: string | number;
  readonly skipped: readonly Skipped[];
}

/** Writes the score down in seconds. */
export function timelineOf(score: readonly ScoredWord[], corpus: Corpus, settings: Settings): Timeline {
  const seconds = (frames: Frames): Seconds => frames / corpus.sampleRate;
  return {
    words: score.map(({ word, start, length, units }) => ({
      word,
      at: seconds(start),
      duration: seconds(length),
      units: units.map(({ unit, weight }) => {
        const { sound, start: from, length: frames } = corpus.units[unit];
        return { file: corpus.sounds[sound].file, start: seconds(from), length: seconds(frames), weight };
      }),
    })),
    seed: settings.seed,
    sampleRate: corpus.sampleRate,
    mapping: settings.mapping,
    unit: corpus.unit,
    skipped: corpus.skipped,
  };
}
