/**
 * What each descriptor counts in the `descriptors` encoder: its usual deviation, and its block's share beside timbre in time.
 * The deviations are those over a general collection of instruments, drums, voices, nature and machines; they are fixed,
 * so that a unit's point does not depend on the corpus it stands in, and live input goes to the very same space.
 */

/** What "alike" may mean; each can be weighted by the user (1 = as shipped, 0 = not at all). */
export const ASPECTS = ["timbre", "pitch", "loudness", "time"] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Descriptors that count together: their distance is the mean over them, times the share. */
export interface Block {
  readonly aspect: Aspect;
  readonly share: number;
  /** Usual deviation by name. */
  readonly deviations: Readonly<Record<string, number>>;
}

const ORDER = Array.from({ length: 12 }, (_, i) => i + 1);
const numbered = (part: string, values: readonly number[]): Record<string, number> =>
  Object.fromEntries(ORDER.map((k, i) => [`mfcc.${k}.${part}`, values[i]]));

/** Total deviation of the timbre block: brings it to 1. */
export const TIMBRE_DEVIATION = 4.8;

export const BLOCKS: readonly Block[] = [
  {
    aspect: "loudness",
    share: 0.145,
    deviations: { level: 10, crest: 5.2, "level.mean": 14, "level.deviation": 4.4, range: 16 },
  },
  { aspect: "time", share: 0.18, deviations: { duration: 1.9 } },
  {
    aspect: "time",
    share: 0.29,
    deviations: { attack: 2.8, decay: 2, slope: 1.4, balance: 0.18, concentration: 0.084, effective: 0.3 },
  },
  {
    aspect: "timbre",
    share: 0.145,
    deviations: {
      "centroid.mean": 2,
      "spread.mean": 2,
      "skewness.mean": 1.5,
      "kurtosis.mean": 4.1,
      "rolloff.mean": 2.1,
      "flatness.mean": 5.5,
    },
  },
  {
    aspect: "timbre",
    share: 0.145,
    deviations: {
      "centroid.deviation": 0.43,
      "spread.deviation": 0.46,
      "skewness.deviation": 0.47,
      "kurtosis.deviation": 1.1,
      "rolloff.deviation": 0.59,
      "flatness.deviation": 1.1,
    },
  },
  { aspect: "timbre", share: 0.145, deviations: { "flux.mean": 0.17, "flux.deviation": 0.053 } },
  {
    aspect: "pitch",
    share: 0.215,
    deviations: { "pitch.mean": 1.3, "pitch.deviation": 0.66, "pitch.confidence": 0.35 },
  },
  {
    aspect: "timbre",
    share: 0.215,
    deviations: {
      "harmonicity.mean": 0.27,
      "harmonicity.deviation": 0.092,
      "roughness.mean": 0.13,
      "roughness.deviation": 0.058,
      crossings: 1.9,
    },
  },
  {
    aspect: "timbre",
    share: 0.145,
    deviations: numbered("deviation", [11, 7.8, 4.2, 3.4, 2.5, 2.3, 2.1, 2.1, 2, 1.9, 2, 2.1]),
  },
  {
    aspect: "timbre",
    share: 0.145,
    deviations: numbered("delta", [3.4, 2.1, 1.6, 1.3, 1.1, 1.2, 1.1, 1.1, 1, 0.92, 0.97, 0.9]),
  },
];
