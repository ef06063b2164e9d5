/** What the lexicon's worker answers the page about words and units. */
import { type Lexicon, nearestUnits } from "./lexicon";
import type { Explanation, NearUnit, PlacedWord } from "./protocol";
import type { Corpus } from "./types";

const fileOf = (corpus: Corpus, unit: number): string => corpus.sounds[corpus.units[unit].sound].file;

/** Places a word, as the page draws it. */
export function placedWord(lexicon: Lexicon, token: string): PlacedWord {
  const { word, units } = lexicon.place(token);
  const { source, of } = lexicon.lookup(token);
  const { corpus } = lexicon;
  const [{ unit }] = units;
  const length = corpus.units[unit].length / corpus.sampleRate;
  return { word, units, file: fileOf(corpus, unit), length, source, of };
}

/** "Why this sound": the n nearest words and their sounds. */
export function explained(lexicon: Lexicon, token: string, n: number): Explanation {
  const { source, of } = lexicon.lookup(token);
  const neighbours = lexicon.explain(token, n).map(({ word, similarity, unit }) => ({
    word,
    similarity,
    file: fileOf(lexicon.corpus, unit),
  }));
  return { word: token, source, of, neighbours };
}

/** The n units nearest to that one in the sound space, itself first. */
export function nearUnits({ corpus, sounds }: Lexicon, unit: number, n: number): NearUnit[] {
  return nearestUnits(sounds, unit, n).map(({ unit: near, distance }) => ({
    unit: near,
    file: fileOf(corpus, near),
    at: corpus.units[near].start / corpus.sampleRate,
    duration: corpus.units[near].length / corpus.sampleRate,
    distance,
  }));
}
