/**
 * Words → placements: a corpus, its sound space, a word space and the map between them, frozen while it is played.
 * Thread: none of its own; the lexicon worker and the command line are shells around it.
 */
import { loadKernels, type Kernels } from "./math";
import {
  adjust,
  checkEdit,
  type Edit,
  fitMapping,
  MappingNameError,
  METHODS,
  morphMaps,
  Newcomers,
  parseMappingName,
  RedirectedMapping,
  restoreMapping,
} from "./mapping";
import { nearestUnits, openSoundSpace, parseEncoderName, pointDistance, searchMetric, type EncoderIo } from "./sound";
import { openBuiltinWords, tokenise } from "./text";
import type { Corpus, Job, Mapping, Placement, SoundSpace, WeightedUnit, WordSpace, WordVector } from "./types";

export {
  checkEdit,
  type Edit,
  fitMapping,
  loadKernels,
  MappingNameError,
  METHODS,
  nearestUnits,
  Newcomers,
  openBuiltinWords,
  openSoundSpace,
  parseEncoderName,
  parseMappingName,
  pointDistance,
  RedirectedMapping,
  searchMetric,
  tokenise,
};

export { openTextEncoder } from "./text";
export type { FitOptions } from "./mapping";
export type { EncoderIo } from "./sound";

/** What a lexicon is learned with besides the corpus. */
export interface LexiconSetup {
  readonly words: WordSpace;
  readonly kernels: Kernels;
  /** Encoder name, see sound/. */
  readonly soundEncoder: string;
  /** Method with options, "identity:dimensions=5"; see mapping/. */
  readonly mapping: string;
  /** Files that an encoder names, and who looks on while it learns. */
  readonly io?: EncoderIo;
}

/** What was learned earlier of the very same sounds, words and options. */
interface Known {
  readonly sounds?: SoundSpace | undefined;
  /** A map of the setup's method, serialised. */
  readonly map?: ArrayBuffer | undefined;
  /** Words that keep the units they were given; units of this very corpus. */
  readonly placed?: Placed | undefined;
}

/** Folded words and what they were given. */
export type Placed = readonly (readonly [word: string, units: readonly WeightedUnit[]])[];

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
  /** The points that the map was fitted on: those of the first units, all of them unless others joined later. */
  readonly fitted: SoundSpace;
  /** Folded token → what it was given; a placed word keeps its units until the performer refits. */
  readonly #record: Map<string, readonly WeightedUnit[]>;
  /** The same without the performer's hand, where that lies over it. */
  readonly #beneath: Lexicon | undefined;

  private constructor(
    corpus: Corpus,
    words: WordSpace,
    sounds: SoundSpace,
    mapping: Mapping,
    record: Map<string, readonly WeightedUnit[]>,
    beneath?: Lexicon,
    fitted = beneath?.fitted ?? sounds,
  ) {
    this.corpus = corpus;
    this.words = words;
    this.sounds = sounds;
    this.mapping = mapping;
    this.#record = record;
    this.#beneath = beneath;
    this.fitted = fitted;
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
      known.sounds ?? (await openSoundSpace(corpus, setup.soundEncoder, setup.kernels, part(job, 0, 0.6), setup.io));
    const mapping = known.map
      ? restoreMapping(known.map)
      : await fitMapping(
          setup.mapping,
          setup.words,
          sounds,
          { quality: "quick", files: unitFiles(corpus) },
          part(job, 0.6, 1),
        );
    return new Lexicon(corpus, setup.words, sounds, mapping, new Map(known.placed));
  }

  /** The best map of the method over the same spaces. Words placed so far keep their units; later ones get the better map. */
  async refine(mapping: string, job: Job): Promise<Lexicon> {
    const how = { quality: "best" as const, files: unitFiles(this.corpus) };
    const best = await fitMapping(mapping, this.words, this.sounds, how, job);
    // The map, not the record: a word placed while this ran is taken over too.
    return new Lexicon(this.corpus, this.words, this.sounds, best, this.#record);
  }

  /** Other words over the same sounds, quickly mapped by that method. Words placed so far keep their units. */
  async relate(words: WordSpace, mapping: string, job: Job): Promise<Lexicon> {
    const how = { quality: "quick" as const, files: unitFiles(this.corpus) };
    const other = await fitMapping(mapping, words, this.sounds, how, job);
    return new Lexicon(this.corpus, words, this.sounds, other, this.#record);
  }

  /** Another map over the same spaces, with an empty record: every word is placed anew. */
  async refit(mapping: string, job: Job): Promise<Lexicon> {
    const how = { quality: "quick" as const, files: unitFiles(this.corpus) };
    const other = await fitMapping(mapping, this.words, this.sounds, how, job);
    return new Lexicon(this.corpus, this.words, this.sounds, other, new Map());
  }

  /** Puts together what was learned before: the record is kept only by this lexicon. */
  static of(corpus: Corpus, words: WordSpace, sounds: SoundSpace, mapping: Mapping): Lexicon {
    return new Lexicon(corpus, words, sounds, mapping, new Map());
  }

  /** The words placed so far. */
  get placed(): Placed {
    return [...this.#record];
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
      units = this.#fresh(key);
      this.#record.set(key, units);
    }
    return { word: token, units };
  }

  /** Where a token sounds in the sentence that gave it this point; what it sounds like elsewhere is not asked. */
  placeAt(token: string, { vector }: WordVector): Placement {
    return { word: token, units: this.mapping.place(vector) };
  }

  /**
   * The same under the performer's hand: `toward` lies between this map (share 0) and another of the same corpus (1),
   * `edits` on top. Words that it does not touch keep the units they have here, played now or later.
   * Throws one sentence on what cannot be done.
   */
  under(edits: readonly Edit[], toward?: { readonly map: Mapping; readonly share: number }): Lexicon {
    const morphed = toward ? morphMaps(this.mapping, toward.map, toward.share) : this.mapping;
    const handed = adjust(morphed, edits, this.sounds.vectors);
    return new Lexicon(this.corpus, this.words, this.sounds, handed, new Map(), this);
  }

  #fresh(key: string): readonly WeightedUnit[] {
    const { vector } = this.words.lookup(key);
    const units = this.mapping.place(vector);
    const beneath = this.#beneath;
    if (!beneath) return units;
    // What the hand moved away from counts as touched also where an earlier map had placed it otherwise.
    return sameUnits(units, beneath.mapping.place(vector)) ? beneath.place(key).units : units;
  }

  /** "Why this sound": the n known words nearest to the token, and the first unit each of them has. */
  explain(token: string, n: number): Neighbour[] {
    const { vector } = this.lookup(token);
    return this.words.nearest(vector, n).map(({ word, similarity }) => ({
      word,
      similarity,
      // Looked at, not played: a neighbour is not entered in the record.
      unit: this.#glance(foldToken(word))[0].unit,
    }));
  }

  #glance(key: string): readonly WeightedUnit[] {
    const recorded = this.#record.get(key);
    if (recorded) return recorded;
    const { vector } = this.words.lookup(key);
    const units = this.mapping.place(vector);
    const beneath = this.#beneath;
    return beneath && sameUnits(units, beneath.mapping.place(vector)) ? beneath.#glance(key) : units;
  }

  /**
   * The same words over a corpus with further units behind those there are, and a map that knows them. The record is one:
   * words placed here or there keep their units in both.
   */
  grown(corpus: Corpus, sounds: SoundSpace, mapping: Mapping): Lexicon {
    return new Lexicon(corpus, this.words, sounds, mapping, this.#record, undefined, this.fitted);
  }

  /** Units are counted anew, for every lexicon with this record; a word with one that is gone (−1) is placed anew. */
  recount(place: (unit: number) => number): void {
    for (const [word, units] of this.#record) {
      const moved = units.map(({ unit, weight }) => ({ unit: place(unit), weight }));
      if (moved.every(({ unit }) => unit >= 0)) this.#record.set(word, moved);
      else this.#record.delete(word);
    }
  }

  /** Words that were placed on an earlier visit; those placed since keep what they have. */
  recall(placed: Placed): void {
    for (const [word, units] of placed) if (!this.#record.has(word)) this.#record.set(word, units);
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

const sameUnits = (a: readonly WeightedUnit[], b: readonly WeightedUnit[]): boolean =>
  a.length === b.length && a.every(({ unit, weight }, i) => unit === b[i].unit && weight === b[i].weight);

/** File of each unit. */
export const unitFiles = (corpus: Corpus): readonly string[] =>
  corpus.units.map(({ sound }) => corpus.sounds[sound].file);

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
