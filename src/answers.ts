/** What the lexicon's worker answers the page about words and units. */
import { type Lexicon, nearestUnits } from "./lexicon";
import type { Explanation, LearnReport, NearUnit, PlacedWord } from "./protocol";
import type { Corpus, WordVector } from "./types";

/** Models read a few hundred tokens; a line is longer only when it never ends. */
const CONTEXT = 100;

const fileOf = (corpus: Corpus, unit: number): string => corpus.sounds[corpus.units[unit].sound].file;

/** What was learned. */
export function learnReport(
  { name, sounds, units, sampleRate, skipped, unit }: Corpus,
  map: LearnReport["map"],
): LearnReport {
  const frames = units.reduce((sum, { length }) => sum + length, 0);
  return { name, sounds: sounds.length, units: units.length, seconds: frames / sampleRate, skipped, unit, map };
}

/** Places a word, as the page draws it; `point`: where its sentence puts it. */
export function placedWord(lexicon: Lexicon, token: string, point?: WordVector): PlacedWord {
  const { word, units } = point ? lexicon.placeAt(token, point) : lexicon.place(token);
  const { source, of } = point ?? lexicon.lookup(token);
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

/**
 * A token's point in its sentence, `line` being the tokens before it; undefined where the sentence does not count. Asks a
 * model for what it has not embedded yet, so that the token can be looked up afterwards; other words answer at once.
 */
export async function inSentence(
  { words }: Lexicon,
  token: string,
  line?: readonly string[],
): Promise<WordVector | undefined> {
  if (line && words.inContext) return (await words.inContext([...line.slice(-CONTEXT), token])).at(-1);
  await words.prepare?.([token]);
  return undefined;
}
