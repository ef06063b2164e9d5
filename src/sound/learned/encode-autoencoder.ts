/** The encoder `autoencoder`: trained on the corpus's own units, or taken from a checkpoint and left as it is. */
import { columnMoments, matrix, NetAdam, openArena, Random, standardise, type Arena } from "../../math";
import type { Job, Json, Matrix } from "../../types";
import { layerSizes, oneOf, type OptionTable } from "../options";
import { Autoencoder, denseShape, firstWeights, pictureShape, type AutoencoderShape } from "./autoencoder";
import type { Checkpoint } from "./checkpoint";
import type { EncoderIo } from "../io";
import { learn, LEARNING_OPTIONS, loadCheckpoint, type LearningOptions } from "./learner";
import type { MelEar } from "./mel-units";
import { divide, viewUnits } from "./rows";
import type { Trainee, TraineeState } from "./training";
import { PICTURE, STATISTICS } from "./views";

const KINDS = ["statistics", "convolutional", "variational"] as const;
type Kind = (typeof KINDS)[number];

export interface AutoencoderOptions extends LearningOptions {
  /** statistics: dense, over 52 numbers of a unit · convolutional: over its mel picture · variational: dense, with noise. */
  readonly kind: Kind;
  /** statistics, variational: sizes after the 52, the last is the point's · convolutional: up to three channel counts, then the point's. */
  readonly layers: readonly number[];
}

export const AUTOENCODER_OPTIONS: OptionTable<AutoencoderOptions> = {
  kind: oneOf(KINDS),
  layers: layerSizes,
  ...LEARNING_OPTIONS,
};

const ENCODER = "autoencoder";
const LAYERS: Readonly<Record<Kind, readonly number[]>> = {
  statistics: [300, 200, 100, 50, 20],
  convolutional: [8, 16, 32, 20],
  variational: [300, 200, 100, 50, 20],
};
/** Weight of the variational one's divergence. */
const DIVERGENCE = 0.02;
const BATCH = 64;
const RATE = 0.001;

interface Build {
  readonly kind: Kind;
  readonly layers: readonly number[];
}

function shapeOf({ kind, layers }: Build): AutoencoderShape {
  if (kind !== "convolutional") return denseShape(STATISTICS.columns, layers, kind === "variational" ? DIVERGENCE : 0);
  if (layers.length > 4)
    throw new Error("autoencoder: kind=convolutional takes at most three channel counts and the size of the point.");
  return pictureShape(PICTURE.rows, PICTURE.times, layers);
}

/** One point a unit. Same corpus, options and seed: the same bits. Throws one sentence for a checkpoint that does not fit. */
export async function encodeByAutoencoder(
  ear: MelEar,
  options: Partial<AutoencoderOptions>,
  io: EncoderIo,
  job: Job,
  parts: readonly [hear: Job, train: Job],
): Promise<Matrix> {
  const loaded = await loadCheckpoint(ENCODER, options, io);
  const build = loaded ? buildOf(loaded, options) : fresh(options);
  const shape = shapeOf(build);
  const raw = await viewUnits(ear, build.kind === "convolutional" ? PICTURE : STATISTICS, parts[0]);
  const scale = loaded?.extra ?? scaleOf(raw, build.kind);
  const rows = standardise(raw, {
    mean: Float64Array.from(scale["mean"] ?? []),
    deviation: Float64Array.from(scale["deviation"] ?? []),
  });
  const trainee = new AutoencoderTrainee(shape, rows, options, job.seed);
  if (loaded && (!fits(loaded, trainee) || scale["mean"]?.length !== rows.columns))
    throw new Error(`${options.load} cannot be used as a trained encoder: its numbers do not fit its layers.`);
  const about: Json = { kind: build.kind, layers: build.layers };
  const what = { encoder: ENCODER, about, extra: { mean: scale["mean"], deviation: scale["deviation"] } };
  await learn(trainee, options, trainee.rows, what, loaded, io, parts[1]);
  return trainee.encodeAll();
}

const fresh = ({ kind = "statistics", layers = LAYERS[kind] }: Partial<AutoencoderOptions>): Build => ({
  kind,
  layers,
});

function buildOf({ about }: Checkpoint, options: Partial<AutoencoderOptions>): Build {
  const { kind, layers } = (about ?? {}) as { readonly kind?: unknown; readonly layers?: unknown };
  const known = KINDS.find((name) => name === kind);
  if (!known || !Array.isArray(layers)) throw new Error(`${options.load} does not say what it was trained as.`);
  const build = { kind: known, layers: layerSizes(layers.join("-")) };
  if ((options.kind ?? known) !== known || (options.layers ?? build.layers).join() !== build.layers.join())
    throw new Error(
      `${options.load} was trained with kind=${known},layers=${layers.join("-")}: leave those options out.`,
    );
  return build;
}

const fits = ({ state, extra }: Checkpoint, { count }: AutoencoderTrainee): boolean =>
  state.now.parameters.length === count &&
  state.best.length === count &&
  state.now.moments.length === 2 * count &&
  extra["mean"]?.length === extra["deviation"]?.length;

/** Statistics are standardised column by column; pictures have one scale already. */
function scaleOf(rows: Matrix, kind: Kind): Readonly<Record<"mean" | "deviation", Float32Array>> {
  if (kind === "convolutional")
    return { mean: new Float32Array(rows.columns), deviation: new Float32Array(rows.columns).fill(1) };
  const { mean, deviation } = columnMoments(rows);
  return { mean: Float32Array.from(mean), deviation: Float32Array.from(deviation) };
}

class AutoencoderTrainee implements Trainee {
  readonly name = ENCODER;
  readonly count: number;
  readonly #rows: Matrix;
  readonly #train: Uint32Array;
  readonly #held: Uint32Array;
  readonly #arena: Arena = openArena();
  readonly #net: Autoencoder;
  readonly #adam: NetAdam;
  readonly #batch: number;
  readonly #rate: number;

  constructor(shape: AutoencoderShape, rows: Matrix, options: Partial<LearningOptions>, seed: number) {
    this.#rows = rows;
    this.#batch = options.batch ?? BATCH;
    this.#rate = options.rate ?? RATE;
    const { train, held } = divide(rows.rows, seed);
    this.#train = train;
    this.#held = held;
    this.#net = new Autoencoder(this.#arena, shape, this.#batch);
    this.#net.parameters.set(firstWeights(shape, new Random(seed)));
    this.count = this.#net.count;
    this.#adam = new NetAdam(this.count);
  }

  /** Rows that are trained on. */
  get rows(): number {
    return this.#train.length;
  }

  async epoch(random: Random, breathe: () => Promise<void>): Promise<number> {
    const order = random.shuffle(this.#train.slice());
    let sum = 0;
    for (let at = 0; at < order.length; at += this.#batch) {
      const rows = order.subarray(at, at + this.#batch);
      sum += rows.length * this.#loss(rows, this.#noise(rows.length, random), true);
      this.#adam.step(this.#arena, this.#net.at, this.#net.gradient, this.#rate, 1);
      await breathe();
    }
    return sum / order.length;
  }

  heldOut(): number {
    const held = this.#held;
    let sum = 0;
    for (let at = 0; at < held.length; at += this.#batch) {
      const rows = held.subarray(at, at + this.#batch);
      // Without noise: the loss at the means.
      sum += rows.length * this.#loss(rows, new Float32Array(rows.length * this.#net.shape.middle), false);
    }
    return held.length > 0 ? sum / held.length : NaN;
  }

  take(): TraineeState {
    const { moments, steps } = this.#adam;
    return { parameters: Float32Array.from(this.#net.parameters), moments: moments.slice(), steps };
  }

  put({ parameters, moments, steps }: TraineeState): void {
    this.#net.parameters.set(parameters);
    this.#adam.moments.set(moments);
    this.#adam.steps = steps;
  }

  /** The middles of all rows. */
  encodeAll(): Matrix {
    const { middle } = this.#net.shape;
    const out = matrix(this.#rows.rows, middle);
    for (let at = 0; at < out.rows; at += this.#batch) {
      const n = Math.min(this.#batch, out.rows - at);
      for (let r = 0; r < n; r++) this.#write(at + r, r);
      out.data.set(this.#net.encode(n), at * middle);
    }
    return out;
  }

  #loss(rows: Uint32Array, noise: ArrayLike<number>, train: boolean): number {
    rows.forEach((row, r) => this.#write(row, r));
    return this.#net.loss(rows.length, noise, train);
  }

  #write(row: number, r: number): void {
    const { columns, data } = this.#rows;
    this.#net.write(data.subarray(row * columns, (row + 1) * columns), r);
  }

  #noise(n: number, random: Random): ArrayLike<number> {
    const { middle, divergence } = this.#net.shape;
    if (divergence === 0) return [];
    return Float32Array.from({ length: n * middle }, () => random.normal());
  }
}
