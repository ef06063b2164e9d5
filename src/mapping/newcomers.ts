/** Units that came after the fit: which of the fitted ones give their words to which newcomer. */
import { squaredDistance } from "../math";
import type { Job, Matrix } from "../types";

/** A fitted unit looks at so many newcomers. */
const LOOKED_AT = 8;
/** So many units that follow one another are taken for a kind. */
const GROUP = 8;
/** A newcomer takes over at most this much more than its even part: none becomes a hub. */
const EVEN = 1.5;

/** Grows with every step of what is recorded: each costs only as much as is new in it. Thread: any. */
export class Newcomers {
  readonly #fitted: number;
  /** For each fitted unit its nearest newcomers, nearest first, and how far they are (squared); −1: none. */
  readonly #near: Int32Array;
  readonly #away: Float64Array;
  #rows: number;

  /** The map was fitted on so many units. */
  constructor(fitted: number) {
    this.#fitted = fitted;
    this.#rows = fitted;
    this.#near = new Int32Array(fitted * LOOKED_AT).fill(-1);
    this.#away = new Float64Array(fitted * LOOKED_AT).fill(Infinity);
  }

  /** `points`: one row a unit, the fitted ones first, then all newcomers; those known from before are not looked at again. */
  async meet(points: Matrix, job: Job): Promise<void> {
    const { rows, columns, data } = points;
    for (let newcomer = this.#rows; newcomer < rows; newcomer++) {
      for (let unit = 0; unit < this.#fitted; unit++)
        this.#keep(unit, newcomer, squaredDistance(data, unit * columns, data, newcomer * columns, columns));
      await job.breathe();
    }
    this.#rows = rows;
  }

  /**
   * For every unit the one that sounds in its place: itself, or a newcomer. Of every few units that follow one another
   * (those of a sound, of a folder: of a kind) as many as `share` (0..1) says give their words, those nearest to a newcomer
   * first: words of every kind are shared, not only those whose sounds were alike already. Each goes to a near newcomer.
   * Same points, same answer.
   */
  turns(share: number): Int32Array {
    const to = Int32Array.from({ length: this.#rows }, (_, unit) => unit);
    const fresh = this.#rows - this.#fitted;
    const gives = this.#givers(Math.min(1, Math.max(0, share)));
    if (fresh < 1 || gives.size === 0) return to;
    const most = Math.ceil((EVEN * gives.size) / fresh);
    const taken = new Int32Array(this.#rows);
    const pairs = Uint32Array.from({ length: this.#near.length }, (_, i) => i).filter(
      (i) => this.#near[i] >= 0 && gives.has(Math.floor(i / LOOKED_AT)),
    );
    for (const pair of pairs.sort((a, b) => this.#away[a] - this.#away[b] || a - b)) {
      const unit = Math.floor(pair / LOOKED_AT);
      const newcomer = this.#near[pair];
      if (to[unit] !== unit || taken[newcomer] >= most) continue;
      to[unit] = newcomer;
      taken[newcomer]++;
    }
    // Where all its near newcomers have enough, the one of them that has least takes it.
    for (const unit of gives) {
      if (to[unit] !== unit) continue;
      const near = this.#near.subarray(unit * LOOKED_AT, (unit + 1) * LOOKED_AT).filter((one) => one >= 0);
      const least = near.reduce((best, one) => (taken[one] < taken[best] ? one : best));
      to[unit] = least;
      taken[least]++;
    }
    return to;
  }

  /** Fitted units that give their words to newcomers, so many of every group. */
  #givers(share: number): Set<number> {
    const gives = new Set<number>();
    for (let first = 0; first < this.#fitted; first += GROUP) {
      const end = Math.min(this.#fitted, first + GROUP);
      const group = Array.from({ length: end - first }, (_, i) => first + i);
      group.sort((a, b) => this.#away[a * LOOKED_AT] - this.#away[b * LOOKED_AT] || a - b);
      // What a group's share is short of a whole unit goes to the next.
      const wanted = Math.round(share * end) - gives.size;
      for (const unit of group.slice(0, wanted)) gives.add(unit);
    }
    return gives;
  }

  #keep(unit: number, newcomer: number, away: number): void {
    const first = unit * LOOKED_AT;
    let at = first + LOOKED_AT - 1;
    if (away >= this.#away[at]) return;
    for (; at > first && this.#away[at - 1] > away; at--) {
      this.#away[at] = this.#away[at - 1];
      this.#near[at] = this.#near[at - 1];
    }
    this.#away[at] = away;
    this.#near[at] = newcomer;
  }
}
