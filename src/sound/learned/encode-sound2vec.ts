/** The encoder `sound2vec`: nets trained on near and far moments of the corpus; every unit's vector is found with them frozen. */
import { matrix, NetAdam, openArena, Random, row, type Arena, type LayerShape } from "../../math";
import type { Job, Json, Matrix } from "../../types";
import { layerSizes, numberFrom, type OptionTable } from "../options";
import type { Checkpoint } from "./checkpoint";
import { MOMENT, Moments } from "./contexts";
import { inferVector } from "./infer";
import type { EncoderIo } from "../io";
import { learn, LEARNING_OPTIONS, loadCheckpoint, type LearningOptions } from "./learner";
import type { MelEar } from "./mel-units";
import { divide } from "./rows";
import { firstNumbers, shapeOf, Sound2vec } from "./sound2vec";
import type { Trainee, TraineeState } from "./training";

export interface Sound2vecOptions extends LearningOptions {
  /** Sizes of e1's and e2's layers; the last is the point's. */
  readonly layers: readonly number[];
  /** Moments of every unit that a pass takes, each with a near and a far one. */
  readonly pairs: number;
}

export const SOUND2VEC_OPTIONS: OptionTable<Sound2vecOptions> = {
  layers: layerSizes,
  pairs: numberFrom(1, 1000, true),
  ...LEARNING_OPTIONS,
};

const ENCODER = "sound2vec";
const LAYERS = [64, 32];
const PAIRS = 16;
const BATCH = 128;
const RATE = 0.003;
/** Moments of the corpus that every sound's vector tells itself from. */
const BACKGROUND = 128;
/** Pairs by which a finished net finds a unit's vector. */
const FOUND_BY = 32;
/** Moments of which the loss is told, from units that are trained on: pairs that no pass has drawn on purpose. */
const JUDGED = 1024;

/** One point a unit. Same corpus, options and seed: the same bits. Throws one sentence for a checkpoint that does not fit. */
export async function encodeBySound2vec(
  ear: MelEar,
  options: Partial<Sound2vecOptions>,
  io: EncoderIo,
  job: Job,
  parts: readonly [hear: Job, train: Job],
): Promise<Matrix> {
  const loaded = await loadCheckpoint(ENCODER, options, io);
  const layers = loaded ? layersOf(loaded, options) : (options.layers ?? LAYERS);
  const shape = shapeOf(layers);
  const moments = await Moments.of(ear, parts[0]);
  const known = loaded ? Number((loaded.about as { readonly units?: unknown }).units) : undefined;
  const { train: most, held } = divide(moments.units, job.seed);
  // None is held out: a vector is learnt for each, and found again for each.
  const train = Uint32Array.from([...held, ...most]);
  const trainee = new Sound2vecTrainee(shape, moments, train, known ?? train.length, options, job.seed);
  const wrong = (): Error => new Error(`${options.load} cannot be used as a trained encoder: its numbers do not fit.`);
  const background = loaded?.extra["background"] ?? backgroundOf(moments);
  if (loaded && (!fits(loaded, trainee.count) || background.length % MOMENT !== 0 || background.length === 0))
    throw wrong();
  if (loaded && (options.epochs ?? 0) > loaded.state.losses.length && known !== train.length)
    throw new Error(`${options.load} was trained on other units: its nets can be used here, not trained on.`);
  const about: Json = { layers, units: known ?? train.length };
  await learn(
    trainee,
    options,
    train.length * 4,
    { encoder: ENCODER, about, extra: { background } },
    loaded,
    io,
    parts[1],
  );
  return trainee.encodeAll(background, job);
}

function layersOf({ about }: Checkpoint, options: Partial<Sound2vecOptions>): readonly number[] {
  const { layers, units } = (about ?? {}) as { readonly layers?: unknown; readonly units?: unknown };
  if (!Array.isArray(layers) || !(Number.isInteger(units) && Number(units) > 0 && Number(units) < 1e6))
    throw new Error(`${options.load} does not say what it was trained as.`);
  const sizes = layerSizes(layers.join("-"));
  if ((options.layers ?? sizes).join() !== sizes.join())
    throw new Error(`${options.load} was trained with layers=${sizes.join("-")}: leave that option out.`);
  return sizes;
}

const fits = ({ state }: Checkpoint, count: number): boolean =>
  state.now.parameters.length === count && state.best.length === count && state.now.moments.length === 2 * count;

/** Moments evenly spread over the corpus. */
function backgroundOf({ rows }: Moments): Float32Array {
  const count = Math.min(BACKGROUND, rows.rows);
  const out = new Float32Array(count * MOMENT);
  for (let i = 0; i < count; i++) out.set(row(rows, Math.floor((i * rows.rows) / count)), i * MOMENT);
  return out;
}

class Sound2vecTrainee implements Trainee {
  readonly name = ENCODER;
  readonly count: number;
  readonly #moments: Moments;
  /** Units that are trained on; their places here are the numbers of their vectors. */
  readonly #units: Uint32Array;
  readonly #arena: Arena = openArena();
  readonly #net: Sound2vec;
  readonly #adam: NetAdam;
  readonly #batch: number;
  readonly #rate: number;
  readonly #pairs: number;

  constructor(
    shape: readonly LayerShape[],
    moments: Moments,
    units: Uint32Array,
    vectors: number,
    options: Partial<Sound2vecOptions>,
    seed: number,
  ) {
    this.#moments = moments;
    this.#units = units;
    this.#batch = options.batch ?? BATCH;
    this.#rate = options.rate ?? RATE;
    this.#pairs = options.pairs ?? PAIRS;
    this.#net = new Sound2vec(this.#arena, shape, vectors, this.#batch);
    this.#net.parameters.set(firstNumbers(shape, vectors, new Random(seed)));
    this.count = this.#net.count;
    this.#adam = new NetAdam(this.count);
  }

  async epoch(random: Random, breathe: () => Promise<void>): Promise<number> {
    const order = new Uint32Array(this.#units.length * this.#pairs);
    for (let i = 0; i < order.length; i++) order[i] = i % this.#units.length;
    random.shuffle(order);
    let sum = 0;
    for (let at = 0; at < order.length; at += this.#batch) {
      const vectors = order.subarray(at, at + this.#batch);
      this.#write(vectors, random);
      sum += vectors.length * this.#net.loss(vectors, vectors.length, true);
      this.#adam.step(this.#arena, this.#net.at, this.#net.gradient, this.#rate, 1);
      await breathe();
    }
    return sum / order.length;
  }

  /** The same pairs after every pass. */
  heldOut(): number {
    const random = new Random(0xbacc);
    let sum = 0;
    for (let at = 0; at < JUDGED; at += this.#batch) {
      const vectors = Uint32Array.from({ length: Math.min(this.#batch, JUDGED - at) }, () =>
        random.below(this.#units.length),
      );
      this.#write(vectors, random);
      sum += vectors.length * this.#net.loss(vectors, vectors.length, false);
    }
    return sum / JUDGED;
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

  /** The vectors of all units, trained on or not, found with the nets frozen. */
  async encodeAll(background: Float32Array, job: Job): Promise<Matrix> {
    const { size } = this.#net;
    const { rows, units } = this.#moments;
    const others = this.#second(background.length / MOMENT, (i) => background.subarray(i * MOMENT, (i + 1) * MOMENT));
    const out = matrix(units, size);
    for (let unit = 0; unit < units; unit++) {
      const pairs = this.#moments.fixedPairs(unit, FOUND_BY);
      const a: Float32Array[] = [];
      for (let at = 0; at < pairs.length; at += this.#batch) {
        const part = pairs.slice(at, at + this.#batch);
        part.forEach(([moment], i) => this.#net.writeFirst(row(rows, moment), i));
        a.push(this.#net.first(part.length));
      }
      const near = this.#second(pairs.length, (i) => row(rows, pairs[i][1]));
      row(out, unit).set(inferVector(joined(a), near, others, size));
      await job.breathe();
    }
    return out;
  }

  #second(count: number, moment: (i: number) => Float32Array): Float32Array {
    const parts: Float32Array[] = [];
    for (let at = 0; at < count; at += this.#batch) {
      const n = Math.min(this.#batch, count - at);
      for (let i = 0; i < n; i++) this.#net.writeSecond(moment(at + i), i);
      parts.push(this.#net.second(n));
    }
    return joined(parts);
  }

  #write(vectors: Uint32Array, random: Random): void {
    const { rows } = this.#moments;
    const n = vectors.length;
    vectors.forEach((vector, i) => {
      const unit = this.#units[vector];
      const [moment, near] = this.#moments.nearPair(unit, random);
      this.#net.writeFirst(row(rows, moment), i);
      this.#net.writeSecond(row(rows, near), i);
      this.#net.writeSecond(row(rows, this.#moments.far(unit, random)), n + i);
    });
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
