/** What every recipe of a built-in sound is handed, and the form in which a family lists its sounds. */
import { hashString, Random } from "../../math";
import type { Frames, Hertz, Seconds } from "../../types";

/** White noise, uniform in ±1. Algorithm: xorshift32 (Marsaglia 2003). */
export class Noise {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0 || 0x2545f491;
  }

  next(): number {
    let s = this.#state;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.#state = s;
    return s * 4.656612873077393e-10;
  }
}

/**
 * The bench on which one sound is made. Chance decides the musical content (times, pitches, levels) and must be asked
 * equally often at every sample rate; `noise` is for what runs along with the frames.
 */
export class Studio {
  readonly rate: Hertz;
  readonly noise: Noise;
  readonly #chance: Random;

  constructor(rate: Hertz, seed: number) {
    this.rate = rate;
    this.#chance = new Random(seed);
    this.noise = new Noise(hashString(`noise ${seed}`));
  }

  frames(duration: Seconds): Frames {
    return Math.max(1, Math.round(duration * this.rate));
  }

  silence(duration: Seconds): Float32Array {
    return new Float32Array(this.frames(duration));
  }

  /** Uniform between the two. */
  between(low: number, high: number): number {
    return low + (high - low) * this.#chance.next();
  }

  /** The value, changed by at most that share of it up or down. */
  near(value: number, share: number): number {
    return value * this.between(1 - share, 1 + share);
  }

  /** That many moments in [0, duration), ascending: what a Poisson process of that count gives. */
  moments(count: number, duration: Seconds): number[] {
    return Array.from({ length: Math.round(count) }, () => this.between(0, duration)).sort((a, b) => a - b);
  }
}

/** A recipe: makes raw samples of any level; `finish` brings them into shape. */
type Recipe = (studio: Studio) => Float32Array;

export interface Family {
  readonly name: string;
  readonly sounds: readonly { readonly name: string; readonly make: Recipe }[];
}

/** A family from a table: one row of parameters a sound, one recipe for all. */
export function family<P>(
  name: string,
  table: Readonly<Record<string, P>>,
  make: (studio: Studio, parameters: P) => Float32Array,
): Family {
  return {
    name,
    sounds: Object.entries(table).map(([sound, parameters]) => ({
      name: sound,
      make: (studio: Studio) => make(studio, parameters),
    })),
  };
}
