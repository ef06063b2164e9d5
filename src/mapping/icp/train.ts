/** Mini-batch cycle ICP: nearest partners, a gradient step, nearly orthogonal again, and so on. */
import { matrix, nearestRow, Random } from "../../math";
import type { Job, Matrix } from "../../types";
import { affineRows } from "../affine";
import { nearestOrthogonal, pullOrthogonal } from "../orthogonal";
import { cycleLoss } from "./cycle-loss";

/** All of it is used. */
export interface IcpOptions {
  readonly epochs: number;
  readonly batch: number;
  /** Step, for points of mean square 1 a dimension. */
  readonly rate: number;
  readonly momentum: number;
  /** Weight of the way there and back. */
  readonly cycle: number;
  /** How strongly the matrices are pulled to rotations after each step, 0..0.5. */
  readonly orthogonal: number;
}

/** The unit that stands in for the nearest one of a word (a joint model); −1 where there is none. */
export type Partner = (word: number) => number;

/** The rotation from words to sounds after all epochs, from `start`. Same seed, same bits. */
export async function cycleIcp(
  words: Matrix,
  sounds: Matrix,
  start: Matrix,
  options: IcpOptions,
  partner: Partner | undefined,
  job: Job,
): Promise<Matrix> {
  const d = words.columns;
  const scale = 1 / (rootMeanSquare(words, sounds) || 1);
  const x = Float64Array.from(words.data, (v) => v * scale);
  const y = Float64Array.from(sounds.data, (v) => v * scale);
  const forth = Float64Array.from(start.data);
  const back = Float64Array.from(start.data, (_, i) => start.data[(i % d) * d + Math.floor(i / d)]);
  const speed = [new Float64Array(d * d), new Float64Array(d * d)];
  const random = new Random(job.seed);
  const orders = [indices(words.rows), indices(sounds.rows)];
  const steps = Math.max(1, Math.ceil(Math.min(words.rows, sounds.rows) / options.batch));
  const inverse = partner && inverseOf(partner, words.rows, sounds.rows);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    job.progress(epoch / options.epochs, "icp");
    for (const order of orders) random.shuffle(order);
    for (let step = 0; step < steps; step++) {
      await job.breathe();
      const some = orders.map((order) => slice(order, step * options.batch, options.batch));
      const units = partners(some[0], words, sounds, forth, partner);
      const theirs = partners(some[1], sounds, words, back, inverse);
      const found = cycleLoss(
        forth,
        back,
        gather(x, some[0], d),
        gather(y, units, d),
        gather(y, some[1], d),
        gather(x, theirs, d),
        d,
        options.cycle,
      );
      [forth, back].forEach((w, side) => {
        const gradient = side === 0 ? found.forth : found.back;
        for (let i = 0; i < w.length; i++) {
          speed[side][i] = options.momentum * speed[side][i] - options.rate * gradient[i];
          w[i] += speed[side][i];
        }
        if (options.orthogonal > 0) pullOrthogonal(w, d, options.orthogonal);
      });
    }
  }
  return forth.every(Number.isFinite) && options.orthogonal > 0
    ? nearestOrthogonal(forth, d)
    : matrix(d, d, Float32Array.from(forth));
}

/** For each row the partner that is given, or the nearest of the others to its image. */
function partners(
  rows: Int32Array,
  own: Matrix,
  others: Matrix,
  w: Float64Array,
  given: Partner | undefined,
): Int32Array {
  const d = own.columns;
  const some = matrix(rows.length, d);
  rows.forEach((r, i) => some.data.set(own.data.subarray(r * d, (r + 1) * d), i * d));
  const moved = affineRows({ weights: matrix(d, d, Float32Array.from(w)), offset: new Float32Array(d) }, some);
  return rows.map((r, i) => {
    const known = given ? given(r) : -1;
    return known >= 0 ? known : Math.max(0, nearestRow(others, moved.data, i * d));
  });
}

/** Unit → the first word that has it as partner. */
function inverseOf(partner: Partner, words: number, units: number): Partner {
  const of = new Int32Array(units).fill(-1);
  for (let w = words - 1; w >= 0; w--) if (partner(w) >= 0) of[partner(w)] = w;
  return (unit) => of[unit];
}

const indices = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

/** `count` entries from `from`, beginning again at the end. */
const slice = (order: Int32Array, from: number, count: number): Int32Array =>
  Int32Array.from({ length: Math.min(count, order.length) }, (_, i) => order[(from + i) % order.length]);

function gather(data: Float64Array, rows: Int32Array, d: number): Float64Array {
  const out = new Float64Array(rows.length * d);
  rows.forEach((r, i) => out.set(data.subarray(r * d, (r + 1) * d), i * d));
  return out;
}

function rootMeanSquare(...sets: readonly Matrix[]): number {
  let sum = 0;
  let count = 0;
  for (const { data } of sets) {
    for (const v of data) sum += v * v;
    count += data.length;
  }
  return Math.sqrt(sum / Math.max(1, count));
}
