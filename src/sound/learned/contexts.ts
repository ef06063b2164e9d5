/** Moments of units as nets hear them: three mel frames in a row, and which moments lie near each other. */
import { matrix } from "../../math";
import type { Random } from "../../math";
import type { Job, Matrix } from "../../types";
import { BANDS, DEPTH, type MelEar } from "./mel-units";

/** Frames before and after that belong to a moment. */
const AROUND = 1;
/** Numbers of a moment. */
export const MOMENT = (2 * AROUND + 1) * BANDS;
/** Moments of a unit that are kept: all of short ones, else evenly spread runs. */
const KEPT = 128;
const RUN = 16;
/** Two moments are near within so many frames (about 11 ms each). */
const NEAR = 8;

/** The moments of all units, one run after the other. */
export class Moments {
  /** A moment a row, −1 to 1. */
  readonly rows: Matrix;
  /** First row of every unit, and the end. */
  readonly first: Uint32Array;

  private constructor(rows: Matrix, first: Uint32Array) {
    this.rows = rows;
    this.first = first;
  }

  static async of(ear: MelEar, job: Job): Promise<Moments> {
    const first = new Uint32Array(ear.count + 1);
    const heard: Float32Array[] = [];
    for (let i = 0; i < ear.count; i++) {
      heard.push(momentsOf(ear, i));
      first[i + 1] = first[i] + heard[i].length / MOMENT;
      if (i % 16 === 0) job.progress(i / ear.count, ear.file(i));
      await job.breathe();
    }
    const rows = matrix(first[ear.count], MOMENT);
    heard.forEach((moments, i) => rows.data.set(moments, first[i] * MOMENT));
    return new Moments(rows, first);
  }

  /** Units. */
  get units(): number {
    return this.first.length - 1;
  }

  /** Moments of a unit. */
  length(unit: number): number {
    return this.first[unit + 1] - this.first[unit];
  }

  /** A moment (row) of the unit, and one near it: itself only where there is no other. */
  nearPair(unit: number, random: Random): readonly [row: number, near: number] {
    const length = this.length(unit);
    const at = random.below(length);
    const [from, to] = this.#reach(at, length);
    if (to - from < 2) return [this.first[unit] + at, this.first[unit] + at];
    const other = from + random.below(to - from - 1);
    return [this.first[unit] + at, this.first[unit] + (other >= at ? other + 1 : other)];
  }

  /** `count` pairs of near moments, evenly spread over the unit: the same every time. */
  fixedPairs(unit: number, count: number): readonly (readonly [row: number, near: number])[] {
    const length = this.length(unit);
    const pairs = Math.min(count, length);
    return Array.from({ length: pairs }, (_, i) => {
      const at = Math.floor((i * length) / pairs);
      const [from, to] = this.#reach(at, length);
      const near = to - from < 2 ? at : at + NEAR / 2 < to ? at + NEAR / 2 : at > from ? from : to - 1;
      return [this.first[unit] + at, this.first[unit] + near] as const;
    });
  }

  /** Any moment of another unit. */
  far(unit: number, random: Random): number {
    const others = this.units - 1;
    if (others < 1) return random.below(this.rows.rows);
    const pick = random.below(others);
    const other = pick >= unit ? pick + 1 : pick;
    return this.first[other] + random.below(this.length(other));
  }

  /** Moments from..to that lie near `at`: within reach, and within its run where the unit was cut into runs. */
  #reach(at: number, length: number): readonly [from: number, to: number] {
    const run = length === KEPT ? at - (at % RUN) : 0;
    const end = length === KEPT ? run + RUN : length;
    return [Math.max(run, at - NEAR), Math.min(end, at + NEAR + 1)];
  }
}

function momentsOf(ear: MelEar, i: number): Float32Array {
  const { frames, levels } = ear.hear(i);
  const kept = Math.min(frames, KEPT);
  const out = new Float32Array(kept * MOMENT);
  for (let k = 0; k < kept; k++) {
    // Runs of successive frames, evenly spread over the unit.
    const run = Math.floor(k / RUN);
    const start = frames > KEPT ? Math.floor((run * (frames - RUN)) / (KEPT / RUN - 1)) + (k % RUN) : k;
    for (let a = -AROUND; a <= AROUND; a++) {
      const frame = Math.max(0, Math.min(frames - 1, start + a));
      const to = k * MOMENT + (a + AROUND) * BANDS;
      for (let b = 0; b < BANDS; b++) out[to + b] = 1 + (2 * levels[frame * BANDS + b]) / DEPTH;
    }
  }
  return out;
}
