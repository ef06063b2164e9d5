/** The performer's hand on the map: pins, what is forbidden, what is nudged, spread and morph. */
import type { Seconds } from "../types";

/** A sound as the performer's hand names it: found again after a reload, in a grown corpus, cut otherwise. */
export interface SoundPlace {
  readonly file: string;
  /** Where its unit begins within the file. */
  readonly at: Seconds;
}

/** One wish of the performer's hand. */
export type Wish =
  /** The word sounds as this; words near in meaning move along. */
  | { readonly kind: "pin"; readonly word: string; readonly sound: SoundPlace }
  /** This is heard no more. */
  | { readonly kind: "forbid"; readonly sound: SoundPlace }
  /** The word moves by `amount` (0..1) of the way to this, its neighbours a little less. */
  | { readonly kind: "like"; readonly word: string; readonly sound: SoundPlace; readonly amount: number };

/** All that the performer's hand asks of the map. */
export interface Hand {
  /** Laid on in their order. */
  readonly wishes: readonly Wish[];
  /** How far every word spreads over its neighbours: 0 as the map has it, 1 eight units. */
  readonly spread: number;
  /** Between the map in use (share 0) and that of another method (1). */
  readonly toward: { readonly method: string; readonly share: number };
}
