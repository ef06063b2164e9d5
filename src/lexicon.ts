/**
 * Words → placements: a corpus, its sound space, a word space and the map between them, frozen while it is played.
 * Thread: none of its own; the lexicon worker and the command line are shells around it.
 */
import { loadKernels, type Kernels } from "./math";
import { fitMapping, MappingNameError, METHODS, parseMappingName, restoreMapping } from "./mapping";
import { openSoundSpace, parseEncoderName } from "./sound";
import { openBuiltinWords, tokenise } from "./text";
import type { Corpus, Job, Mapping, Placement, SoundSpace, WeightedUnit, WordSpace, WordVector } from "./types";

export {
  fitMapping,
  loadKernels,
  MappingNameError,
  METHODS,
  openBuiltinWords,
  openSoundSpace,
  parseEncoderName,
  parseMappingName,
  tokenise,
};

export { openTextEncoder } from "./text";

/** What a lexicon is learned with besides the corpus. */
export interface LexiconSetup {
  readonly words: WordSpace;
  readonly kernels: Kernels;
  /** Encoder name, see sound/. */
  readonly soundEncoder: string;
  /** Method with options, "identity:dimensions=5"; see mapping/. */
  readonly mapping: string;
  /** Reads the cards and models that an encoder names. */
  readonly readFile?: (path: string) => Promise<Uint8Array>;
}

/** What was learned earlier of the very same sounds, words and options. */
interface Known {
  readonly sounds?: SoundSpace | undefined;
  /** A map of the setup's method, serialised. */
  readonly map?: ArrayBuffer | undefined;
}

/** A word near in meaning, and the first unit it has. */
export interface Neighbour {
  readonly word: string;
  readonly similarity: number;
  readonly unit: number;
}

/** The form a token is placed by: one for all capitalisations and Unicode compositions. */
const foldToken = (token: string): string => token.normalize("NFC").toLowerCase();

/** Immutable but for its record of placed words, which only ever grows. */
export class Lexicon {
  readonly corpus: Corpus;
  readonly words: WordSpace;
  readonly sounds: SoundSpace;
  readonly mapping: Mapping;
  /** Folded token → what it was given; a placed word keeps its units until the performer refits. */
  readonly #record: Map<string, readonly WeightedUnit[]>;

  private constructor(
    corpus: Corpus,
    words: WordSpace,
    sounds: SoundSpace,
    mapping: Mapping,
    record: Map<string, readonly WeightedUnit[]>,
  ) {
    this.corpus = corpus;
    this.words = words;
    this.sounds = sounds;
    this.mapping = mapping;
    this.#record = record;
  }

  /**
   * Describes, encodes and fits a first map within about a second; `refine` makes the best one. What is `known` is
   * taken as it is. Throws one sentence.
   */
  static async learn(corpus: Corpus, setup: LexiconSetup, job: Job, known: Known = {}): Promise<Lexicon> {
    if (corpus.units.length === 0) {
      throw new Error(`No sound of "${corpus.name}" can be used: every file was skipped. Choose a folder with sounds.`);
    }
    const sounds =
      known.sounds ??
      (await openSoundSpace(corpus, setup.soundEncoder, setup.kernels, part(job, 0, 0.6), setup.readFile));
    const mapping = known.map
      ? restoreMapping(known.map)
      : await fitMapping(setup.mapping, setup.words, sounds, { quality: "quick" }, part(job, 0.6, 1));
    return new Lexicon(corpus, setup.words, sounds, mapping, new Map());
  }

  /** The best map of the method over the same spaces. Words placed so far keep their units; later ones get the better map. */
  async refine(mapping: string, job: Job): Promise<Lexicon> {
    const best = await fitMapping(mapping, this.words, this.sounds, { quality: "best" }, job);
    // The map, not the record: a word placed while this ran is taken over too.
    return new Lexicon(this.corpus, this.words, this.sounds, best, this.#record);
  }

  /** Another map over the same spaces, with an empty record: every word is placed anew. */
  async refit(mapping: string, job: Job): Promise<Lexicon> {
    const other = await fitMapping(mapping, this.words, this.sounds, { quality: "quick" }, job);
    return new Lexicon(this.corpus, this.words, this.sounds, other, new Map());
  }

  /** Puts together what was learned before: the record is kept only by this lexicon. */
  static of(corpus: Corpus, words: WordSpace, sounds: SoundSpace, mapping: Mapping): Lexicon {
    return new Lexicon(corpus, words, sounds, mapping, new Map());
  }

  /** The token's point in the word space. */
  lookup(token: string): WordVector {
    return this.words.lookup(foldToken(token));
  }

  /** Where a token sounds; the same answer for the same token as long as this lexicon lives. Never throws. */
  place(token: string): Placement {
    const key = foldToken(token);
    let units = this.#record.get(key);
    if (!units) {
      units = this.mapping.place(this.words.lookup(key).vector);
      this.#record.set(key, units);
    }
    return { word: token, units };
  }

  /** "Why this sound": the n known words nearest to the token, and the first unit each of them has. */
  explain(token: string, n: number): Neighbour[] {
    const { vector } = this.lookup(token);
    return this.words.nearest(vector, n).map(({ word, similarity }) => ({
      word,
      similarity,
      // Looked at, not played: a neighbour is not entered in the record.
      unit: (this.#record.get(foldToken(word)) ?? this.mapping.place(this.words.lookup(word).vector))[0].unit,
    }));
  }

  /** A grown corpus takes over the words placed so far, where their units still exist (same audio, same bounds). */
  adopt(earlier: Lexicon): void {
    const place = new Map(this.corpus.units.map((unit, i) => [unitKey(this.corpus, unit), i]));
    for (const [word, units] of earlier.#record) {
      const moved = units.map(({ unit, weight }) => ({
        unit: place.get(unitKey(earlier.corpus, earlier.corpus.units[unit])) ?? -1,
        weight,
      }));
      if (moved.every(({ unit }) => unit >= 0)) this.#record.set(word, moved);
    }
  }
}

const unitKey = (corpus: Corpus, unit: Corpus["units"][number]): string =>
  `${corpus.sounds[unit.sound].hash}:${unit.start}:${unit.length}`;

/** A job that reports into the part from..to of another. */
export function part(job: Job, from: number, to: number): Job {
  return {
    seed: job.seed,
    progress: (fraction, note) => job.progress(from + (to - from) * fraction, note),
    breathe: () => job.breathe(),
  };
}
