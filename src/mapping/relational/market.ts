/** Prices that keep any unit from serving more than its share of words: a capacity-limited optimal transport. */
import { allRows, dot, LowestSums, matrix } from "../../math";
import type { Job, Matrix } from "../../types";

/** Units considered for one word before its list is made anew; more where a bid depends on what else there is. */
const CANDIDATES = 32;
const BIDDING = 64;
/** First step of the ascent, in squared distance; falls to a tenth. */
const STEP = 0.03;
/** Rounds after which all lists are made anew. */
const REFRESH = 25;
/** A bidder raises a price by this much beyond its second choice (the auction's ε, in squared distance). */
const BID = 1e-4;

/** Each target's cheapest units: their costs without prices, and the least that any other unit can cost. */
interface Lists {
  readonly k: number;
  readonly rows: Int32Array;
  readonly costs: Float32Array;
  readonly floors: Float32Array;
}

/** What one round of buying gave. */
interface Bought {
  readonly given: Int32Array;
  /** How much dearer each target's second choice is. */
  readonly regret: Float32Array;
  readonly use: Int32Array;
}

/**
 * Every target (a row) takes the unit of least |target − point|² + standing cost + price. A unit may serve `share`
 * times an even share of the targets, at least one; prices rise where more want it. Prices are never negative: a unit
 * nobody wants stays free. They outlast each assignment: the next one begins where this one ended.
 * Targets keep short lists; a list whose every unit has become dearer than what lies outside it is made anew.
 */
export class Market {
  readonly prices: Float32Array;
  readonly #points: Matrix;
  readonly #table: LowestSums;
  readonly #norms: Float32Array;
  readonly #share: number;
  readonly #job: Job;
  #standing: Float32Array;

  constructor(points: Matrix, share: number, job: Job) {
    const { rows, columns: p, data } = points;
    this.prices = new Float32Array(rows);
    this.#points = points;
    this.#table = new LowestSums(points);
    this.#norms = Float32Array.from({ length: rows }, (_, u) => dot(data, u * p, data, u * p, p));
    this.#share = share;
    this.#job = job;
    this.#standing = new Float32Array(rows);
  }

  /** What each unit costs whatever the word; Infinity = never. */
  setStanding(costs: Float32Array): void {
    this.#standing = costs;
  }

  /** Prices and standing costs together: what a unit costs beside its squared distance. */
  bias(): Float32Array {
    return Float32Array.from(this.#standing, (cost, u) => cost + this.prices[u]);
  }

  /**
   * Subgradient ascent on the dual of the transport problem: every round each price moves with the unit's excess, by
   * falling steps. Far from the solution it finds smooth prices; it leaves some units over their share. Target → unit.
   */
  async ascend(targets: Matrix, rounds: number): Promise<Int32Array> {
    const capacity = Math.max(1, (this.#share * targets.rows) / this.prices.length);
    const lists = await this.#list(targets, CANDIDATES);
    for (let round = 0; ; round++) {
      if (round > 0 && round % REFRESH === 0) await this.#renew(lists, targets, allRows(targets.rows));
      const { given, use } = await this.#buy(lists, targets);
      if (round >= rounds - 1) return given;
      const step = STEP * (1 - (0.9 * round) / rounds);
      for (let u = 0; u < use.length; u++) {
        const excess = Math.max(-1, Math.min(3, (use[u] - capacity) / capacity));
        this.prices[u] = Math.max(0, this.prices[u] + step * excess);
      }
    }
  }

  /**
   * Auction (Bertsekas 1988), all over-full units at once: a unit's price rises until only as many as it can serve
   * prefer it to their second choice. Prices only rise, so short lists stay exact. Ends early when none is over-full.
   */
  async settle(targets: Matrix, rounds: number): Promise<Int32Array> {
    const capacity = Math.ceil(Math.max(1, (this.#share * targets.rows) / this.prices.length));
    const lists = await this.#list(targets, BIDDING);
    for (let round = 0; ; round++) {
      const { given, regret, use } = await this.#buy(lists, targets);
      if (round >= rounds - 1 || use.every((n) => n <= capacity)) return given;
      const buyers = gather(given, use);
      let start = 0;
      for (let u = 0; u < use.length; start += use[u++]) {
        if (use[u] <= capacity) continue;
        const regrets = Float32Array.from(buyers.subarray(start, start + use[u]), (i) => regret[i]).sort();
        this.prices[u] += regrets[use[u] - capacity - 1] + BID;
      }
    }
  }

  async #list(targets: Matrix, most: number): Promise<Lists> {
    const n = targets.rows;
    const k = Math.min(most, this.prices.length);
    const lists = {
      k,
      rows: new Int32Array(n * k),
      costs: new Float32Array(n * k),
      floors: new Float32Array(n),
    };
    await this.#renew(lists, targets, allRows(n));
    return lists;
  }

  async #renew(lists: Lists, targets: Matrix, which: Int32Array): Promise<void> {
    const { k, rows, costs, floors } = lists;
    const { prices } = this;
    const base = this.bias();
    for (let u = 0; u < base.length; u++) base[u] += this.#norms[u];
    this.#table.setBase(base);
    const found = await this.#table.find(targets, which, -2, k, this.#job);
    const all = k === prices.length;
    for (let i = 0; i < which.length; i++) {
      const to = which[i] * k;
      for (let q = 0; q < k; q++) {
        const unit = found.rows[i * k + q];
        rows[to + q] = Math.max(0, unit);
        costs[to + q] = unit < 0 ? Infinity : found.sums[i * k + q] - prices[unit];
      }
      floors[which[i]] = all ? Infinity : found.sums[i * k + k - 1];
    }
  }

  async #buy(lists: Lists, targets: Matrix): Promise<Bought> {
    const n = targets.rows;
    const bought = {
      given: new Int32Array(n),
      regret: new Float32Array(n),
      use: new Int32Array(this.prices.length),
    };
    const stale: number[] = [];
    for (let i = 0; i < n; i++) if (!this.#choose(lists, i, bought)) stale.push(i);
    if (stale.length > 0) {
      await this.#renew(lists, targets, Int32Array.from(stale));
      for (const i of stale) this.#choose(lists, i, bought);
    }
    for (const unit of bought.given) bought.use[unit]++;
    await this.#job.breathe();
    return bought;
  }

  /** The cheapest of a target's list; false when a unit outside of it may be cheaper. */
  #choose({ k, rows, costs, floors }: Lists, i: number, { given, regret }: Bought): boolean {
    const { prices } = this;
    let least = Infinity;
    let second = floors[i];
    let best = rows[i * k];
    for (let q = i * k; q < i * k + k; q++) {
      const cost = costs[q] + prices[rows[q]];
      if (cost < least) {
        if (least < second) second = least;
        least = cost;
        best = rows[q];
      } else if (cost < second) second = cost;
    }
    given[i] = best;
    // Prices may make the floor itself lie below the best: then nothing is known about a second choice.
    regret[i] = second < Infinity ? Math.max(0, second - least) : 0;
    return least <= floors[i];
  }

  /** The point of each target's unit, one a row. */
  pointsOf(given: Int32Array): Matrix {
    const { columns: p, data } = this.#points;
    const out = matrix(given.length, p);
    for (let i = 0; i < given.length; i++) out.data.set(data.subarray(given[i] * p, given[i] * p + p), i * p);
    return out;
  }
}

/** Targets in the order of their units, by counting. */
function gather(given: Int32Array, use: Int32Array): Int32Array {
  const next = new Int32Array(use.length);
  for (let u = 1; u < use.length; u++) next[u] = next[u - 1] + use[u - 1];
  const out = new Int32Array(given.length);
  for (let i = 0; i < given.length; i++) out[next[given[i]]++] = i;
  return out;
}
