/** What the lexicon worker answers: placed words, why they sound so, how well a map keeps relations. */
import type { Seconds, WeightedUnit, WordSource } from "../types";

/** A unit beside another one. */
export interface NearUnit {
  readonly unit: number;
  readonly file: string;
  /** Within the file. */
  readonly at: Seconds;
  readonly duration: Seconds;
  /** Euclid in the sound space in use. */
  readonly distance: number;
}

/** A placed word as the page draws it. */
export interface PlacedWord {
  readonly word: string;
  readonly units: readonly WeightedUnit[];
  /** File of the first unit, and the length of it in seconds. */
  readonly file: string;
  readonly length: Seconds;
  readonly source: WordSource;
  readonly of: readonly string[];
}

/** "Why this sound": the words nearest in meaning, and the sounds they have. */
export interface Explanation {
  readonly word: string;
  readonly source: WordSource;
  readonly of: readonly string[];
  readonly neighbours: readonly { readonly word: string; readonly similarity: number; readonly file: string }[];
}

/** How a map keeps the relations between 600 words that its fit never saw; definitions in docs/mapping.md. */
export interface MapScores {
  /** Spearman's rank correlation of all word distances with all sound distances, −1..1; chance 0. */
  readonly rho: number;
  /** How often a word's near word sounds nearer than another one, 0..1; chance ½. */
  readonly nearTriplets: number;
  /** Shared tenths of the ten nearest, 0..1. */
  readonly overlap10: number;
  /** Different sounds over words, 0..1. */
  readonly distinct: number;
  /** Words of the 600 served by the most used unit. */
  readonly largestHub: number;
}

/** A question of the listening test: which of two sounds belongs with the first? */
export interface Triad {
  readonly map: string;
  readonly words: readonly [a: string, near: string, far: string];
  readonly first: readonly WeightedUnit[];
  readonly choices: readonly [readonly WeightedUnit[], readonly WeightedUnit[]];
  /** Which choice is the near word's. */
  readonly near: 0 | 1;
}
