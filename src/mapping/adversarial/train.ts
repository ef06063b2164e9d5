/** A turn learned against a discriminator that tells turned words from sounds (Conneau et al. 2018). */
import { matrix, Random } from "../../math";
import type { Job, Matrix } from "../../types";
import { affineRows } from "../affine";
import { meanCsls } from "../csls";
import { nearestOrthogonal, pullOrthogonal } from "../orthogonal";
import { turnOnto } from "../procrustes";
import { Adam } from "../train/adam";
import { crossEntropy } from "../train/losses";
import { backward, forward, startParameters, type Shape } from "../train/network";
import { normalised, type Normalisation } from "../train/normalised";

/** All of it is used. */
export interface AdversarialOptions {
  readonly epochs: number;
  /** Steps of each epoch; after each epoch the criterion is asked. */
  readonly steps: number;
  readonly batch: number;
  readonly hidden: number;
  readonly rate: number;
  /** Steps of the discriminator for one of the turn. */
  readonly discriminator: number;
  /** Wanted answers are `smoothing` and 1 − `smoothing`. */
  readonly smoothing: number;
  readonly orthogonal: number;
  readonly norm: Normalisation;
  /** Rounds of mutual nearest pairs and the best rotation at the end. */
  readonly refine: number;
}

/** A rotation and its criterion: the mean cosine to CSLS-nearest partners. */
export interface Turned {
  readonly turn: Matrix;
  readonly criterion: number;
}

/** One run from `start`; of all epochs the turn of best criterion, refined. */
export async function adversarialTurn(
  words: Matrix,
  sounds: Matrix,
  start: Matrix,
  options: AdversarialOptions,
  job: Job,
): Promise<Turned> {
  const d = words.columns;
  const [x, y] = [scaledRows(words), scaledRows(sounds)];
  const shape: Shape = { sizes: [d, options.hidden, options.hidden, 1], activation: "leaky" };
  const random = new Random(job.seed);
  const judge = startParameters(shape, random);
  const judgeStep = new Adam(judge.length, options.rate);
  const w = Float64Array.from(start.data);
  const turnStep = new Adam(w.length, options.rate);
  const { batch } = options;
  let best: Turned = { turn: start, criterion: -Infinity };
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    job.progress(epoch / options.epochs, "adversarial");
    for (let step = 0; step < options.steps; step++) {
      await job.breathe();
      for (let k = 0; k < options.discriminator; k++) {
        const left = turnRows(w, draw(x, batch, d, random), d);
        const right = draw(y, batch, d, random);
        judgeStep.step(judge, judgeGradient(shape, judge, left, right, options).gradient);
      }
      const some = draw(x, batch, d, random);
      turnStep.step(w, turnGradient(shape, judge, w, some, d, options).gradient);
      if (options.orthogonal > 0) pullOrthogonal(w, d, options.orthogonal);
    }
    if (!w.every(Number.isFinite)) break;
    const turn = options.orthogonal > 0 ? nearestOrthogonal(w, d) : matrix(d, d, Float32Array.from(w));
    const criterion = await meanCsls(moved(turn, words), sounds, job);
    if (criterion > best.criterion) best = { turn, criterion };
  }
  if (options.refine === 0 || best.criterion === -Infinity) return best;
  const turn = await turnOnto(words, sounds, options.refine, job, best.turn);
  return { turn, criterion: await meanCsls(moved(turn, words), sounds, job) };
}

type Judging = Pick<AdversarialOptions, "norm" | "smoothing">;

/** How badly the discriminator tells turned words (wanted 1 − smoothing) from sounds (smoothing); gradient in it. */
export function judgeGradient(
  shape: Shape,
  judge: Float64Array,
  words: Float64Array,
  sounds: Float64Array,
  { norm, smoothing }: Judging,
) {
  const effective = normalised(shape, judge, norm);
  const gradient = new Float64Array(judge.length);
  let loss = 0;
  for (const [rows, wanted] of [
    [words, 1 - smoothing],
    [sounds, smoothing],
  ] as const) {
    const n = rows.length / shape.sizes[0];
    const layers = forward(shape, effective.parameters, rows, n);
    const found = crossEntropy(layers[layers.length - 1], wanted);
    loss += found.loss;
    backward(shape, effective.parameters, layers, n, found.gradient, gradient);
  }
  return { loss, gradient: effective.back(gradient) };
}

/** How badly turned words pass for sounds; gradient in the turn. */
export function turnGradient(
  shape: Shape,
  judge: Float64Array,
  w: Float64Array,
  words: Float64Array,
  d: number,
  { norm, smoothing }: Judging,
) {
  const n = words.length / d;
  const { parameters } = normalised(shape, judge, norm);
  const layers = forward(shape, parameters, turnRows(w, words, d), n);
  const { loss, gradient: above } = crossEntropy(layers[layers.length - 1], smoothing);
  const below = backward(shape, parameters, layers, n, above, new Float64Array(judge.length));
  const gradient = new Float64Array(d * d);
  for (let i = 0; i < n; i++)
    for (let r = 0; r < d; r++) for (let c = 0; c < d; c++) gradient[r * d + c] += below[i * d + r] * words[i * d + c];
  return { loss, gradient };
}

const moved = (turn: Matrix, m: Matrix): Matrix =>
  affineRows({ weights: turn, offset: new Float32Array(turn.rows) }, m);

/** All numbers over their root mean square. */
function scaledRows(m: Matrix): Float64Array {
  let sum = 0;
  for (const v of m.data) sum += v * v;
  const scale = sum > 0 ? Math.sqrt(m.data.length / sum) : 1;
  return Float64Array.from(m.data, (v) => v * scale);
}

function turnRows(w: Float64Array, x: Float64Array, d: number): Float64Array {
  const out = new Float64Array(x.length);
  for (let at = 0; at < x.length; at += d)
    for (let r = 0; r < d; r++) for (let c = 0; c < d; c++) out[at + r] += w[r * d + c] * x[at + c];
  return out;
}

function draw(x: Float64Array, count: number, d: number, random: Random): Float64Array {
  const out = new Float64Array(count * d);
  for (let i = 0; i < count; i++) {
    const from = random.below(x.length / d) * d;
    out.set(x.subarray(from, from + d), i * d);
  }
  return out;
}
