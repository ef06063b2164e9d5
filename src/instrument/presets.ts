/** Presets: named sets of control values, what lies between two of them, and chance within taste. */
import { CONTROLS, controlAt, controlTravel } from "../controls";
import type { ControlValues } from "../protocol";
import type { Route } from "./modulation";

export interface Preset {
  readonly name: string;
  /** What differs from the defaults. */
  readonly values: ControlValues;
  /** What moves by itself; absent: nothing. */
  readonly routes?: readonly Route[];
}

/** What the instrument brings along. Level is left alone, so that none jumps out. */
export const PRESETS: readonly Preset[] = [
  { name: "plain", values: {} },
  {
    name: "dust",
    values: { grainDuration: 14, overlap: 1.2, positionJitter: 60, spread: 90, highPass: 300, wordDuration: 1.2 },
  },
  {
    name: "choir",
    values: { grainDuration: 190, overlap: 12, pitchJitter: 14, attack: 90, release: 1800, scan: 0.3, wordDuration: 3 },
  },
  {
    name: "stutter",
    values: {
      grainDuration: 70,
      overlap: 1.5,
      asynchrony: 0,
      scan: 0.12,
      positionJitter: 0,
      window: 3,
      wordDuration: 0.8,
    },
  },
  {
    name: "glass",
    values: { pitch: 12, grainDuration: 110, overlap: 6, release: 1400, spread: 70, highPass: 250, wordDuration: 1.6 },
  },
  {
    name: "deep",
    values: { pitch: -12, grainDuration: 160, overlap: 8, scan: 0.5, lowPass: 2600, release: 900, wordDuration: 2 },
  },
  {
    name: "reversed",
    values: { reverse: 100, grainDuration: 120, overlap: 5, scan: -1, position: 100, attack: 60, wordDuration: 1.2 },
  },
];

/** Between a (t = 0) and b (t = 1), each control along its own slider; choices change in the middle. */
export function morph(a: ControlValues, b: ControlValues, t: number): ControlValues {
  const between: Record<string, number> = {};
  for (const c of CONTROLS) {
    const [from, to] = [a[c.id] ?? c.default, b[c.id] ?? c.default];
    if (from === to) between[c.id] = from;
    else if (t <= 0 || t >= 1) between[c.id] = t <= 0 ? from : to;
    else if (c.curve === "choice") between[c.id] = t < 0.5 ? from : to;
    else between[c.id] = controlAt(c, controlTravel(c, from) * (1 - t) + controlTravel(c, to) * t);
  }
  return between;
}

/** What chance may turn, and between which values: never level, never what makes a word unrecognisable for long. */
const TASTE: Readonly<Record<string, readonly [number, number]>> = {
  grainDuration: [12, 240],
  overlap: [1, 12],
  asynchrony: [0, 100],
  positionJitter: [0, 120],
  scan: [-0.5, 1.5],
  pitch: [-12, 12],
  pitchJitter: [0, 40],
  reverse: [0, 40],
  spread: [10, 100],
  attack: [1, 250],
  release: [60, 2500],
  lowPass: [1500, 20000],
  highPass: [20, 500],
  wordDuration: [0, 3],
};

/** A new setting; `random` gives numbers 0..1 from the performer's seed. What chance may not touch is kept. */
export function randomised(values: ControlValues, random: () => number): ControlValues {
  const drawn: Record<string, number> = { ...values };
  for (const c of CONTROLS) {
    const range = TASTE[c.id];
    if (!range) continue;
    const [low, high] = range.map((value) => controlTravel(c, value));
    const value = controlAt(c, low + (high - low) * random());
    // Whole semitones: chance in between sounds like a mistake.
    drawn[c.id] = c.id === "pitch" ? Math.round(value) : value;
  }
  return drawn;
}
