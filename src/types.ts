/**
 * Units of measure and the shapes that more than one folder speaks of. Types only: this file compiles to nothing.
 */

/** A time or a duration. */
export type Seconds = number;
/** A count or an index of samples at the corpus rate. */
export type Frames = number;
export type Hertz = number;
export type Decibels = number;
/** Linear amplitude; 1 is unchanged. */
export type Gain = number;

/** Row-major numbers: row r, column c stands at data[r * columns + c]. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/** One decoded audio file before mixing: one array a channel, all of the same length. */
export interface DecodedAudio {
  readonly channels: readonly Float32Array[];
  readonly sampleRate: Hertz;
}

/** Turns the bytes of a compressed file into audio; rejects with an Error whose message is one sentence. */
export type PlatformDecoder = (bytes: Uint8Array, file: string) => Promise<DecodedAudio>;

/** One file of a corpus: mono, at the corpus rate. */
export interface Sound {
  /** Path relative to the chosen folder, "/" between its parts. */
  readonly file: string;
  readonly samples: Float32Array;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
}

/** How sounds are cut: whole, at onsets, or every MS milliseconds. */
export type UnitMode = "full" | "onset" | number;

/** One choosable segment of a sound. */
export interface Unit {
  /** Index into Corpus.sounds. */
  readonly sound: number;
  /** First frame within the sound. */
  readonly start: Frames;
  readonly length: Frames;
  /** Loudness gain (BS.1770) that makes every unit speak equally loud. */
  readonly gain: Gain;
  /**
   * Where the unit sounds: pairs (start, length) in frames from the unit's start, ascending, disjoint, never empty.
   * A stretch holds every 40 ms that lies at most 40 dB below the unit's loudest 40 ms.
   */
  readonly stretches: Uint32Array;
}

/** A file that could not be used, and why: one clear sentence. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

/** An immutable set of sounds, cut into units. */
export interface Corpus {
  readonly name: string;
  readonly sampleRate: Hertz;
  readonly unit: UnitMode;
  readonly sounds: readonly Sound[];
  readonly units: readonly Unit[];
  readonly skipped: readonly Skipped[];
}

/** A unit with its share of a cloud; the weights of a placement are sorted downwards, sum to 1, the first is at least 0.5. */
export interface WeightedUnit {
  /** Index into Corpus.units. */
  readonly unit: number;
  readonly weight: number;
}

/** How a token came to its vector. */
export type WordSource =
  "known" | "inflection" | "function" | "phrase" | "number" | "emoji" | "arithmetic" | "spelling";

/** A token's point in the word space. Never absent: every token has one, always the same. */
export interface WordVector {
  /** Unit length, WordSpace.dimensions numbers. Not to be written to. */
  readonly vector: Float32Array;
  readonly source: WordSource;
  /** Known words it was made from ("running" ← ["run"]), best first; [itself] when known. */
  readonly of: readonly string[];
}

/** A fitted, immutable word space. Thread: any. */
export interface WordSpace {
  readonly name: string;
  readonly dimensions: number;
  /** Known words, most important first; row i of `vectors` is words[i], unit length. */
  readonly words: readonly string[];
  readonly vectors: Matrix;
  /** The first n rows of `vectors`, where all of them would have to be made first. */
  readonly leading?: (n: number) => Matrix;
  /** A token already cut by tokenise; case is folded inside. Never throws, never NaN. */
  lookup(token: string): WordVector;
  /** The n known words nearest by cosine, best first. */
  nearest(vector: Float32Array, n: number): readonly { readonly word: string; readonly similarity: number }[];
  /** Contextual models only: after it, `lookup` of these tokens gives the model's own vectors. */
  readonly prepare?: (tokens: readonly string[]) => Promise<void>;
  /** Contextual models only, where the sentence is to count: every token of a line in the context of the others. */
  readonly inContext?: (line: readonly string[]) => Promise<readonly WordVector[]>;
}

/** Units as points. Row i belongs to Corpus.units[i]. */
export interface SoundSpace {
  readonly name: string;
  readonly vectors: Matrix;
  /** All plain descriptors, raw (not standardised), one row a unit; columns named by `descriptorNames`. */
  readonly descriptors: Matrix;
  readonly descriptorNames: readonly string[];
  /** The fixed, versioned vector of the evaluation (docs: "sound distance for evaluation"). */
  readonly ear: Matrix;
}

/** What every long computation is handed: seed, progress, a way to be cancelled, and a way to let others run. */
export interface Job {
  readonly seed: number;
  /** fraction 0..1, note = what is being done now. Cheap; the job limits nothing itself. */
  progress(fraction: number, note: string): void;
  /** Lets other messages be served when about 10 ms have passed; throws Cancelled when the job was cancelled. Await it in every outer loop. */
  breathe(): Promise<void>;
}

/** A fitted map from word vectors to units. Immutable; place is pure: what was placed before never matters. */
export interface Mapping {
  readonly name: string;
  /** A unit-length vector of the word space. NaN-free. Sorted, sums to 1, first >= 0.5. */
  place(vector: Float32Array): WeightedUnit[];
  /** Everything needed to restore it bit for bit (magic, version); see mapping/registry restore. */
  serialise(): ArrayBuffer;
}

/** Where a token sounds. */
export interface Placement {
  /** As typed. */
  readonly word: string;
  readonly units: readonly WeightedUnit[];
}

/** Data that survives JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
