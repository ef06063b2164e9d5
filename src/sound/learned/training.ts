/** Training in epochs: best parameters kept, early stopping, interrupted and taken up again without a difference. */
import { Random } from "../../math";
import type { Job } from "../../types";

/** Losses after an epoch; `heldOut`: on rows that are never trained on, NaN where there are too few. */
export interface EpochReport {
  readonly encoder: string;
  /** From 1. */
  readonly epoch: number;
  readonly of: number;
  readonly loss: number;
  readonly heldOut: number;
}

/** Who looks on. */
export interface TrainingWatch {
  epoch?(report: EpochReport): void;
  /** Asked after every epoch: whether what was learned is to do. */
  enough?(): boolean;
}

/** What is trained. All parameters are one run of numbers. */
export interface Trainee {
  readonly name: string;
  /** One pass over the training rows, chance only from `random`; the mean loss. Awaits `breathe` every few milliseconds. */
  epoch(random: Random, breathe: () => Promise<void>): Promise<number>;
  /** Loss on the rows held out, NaN without any. */
  heldOut(): number;
  /** A copy of all parameters, and the state of their descent. */
  take(): TraineeState;
  put(state: TraineeState): void;
}

export interface TraineeState {
  readonly parameters: Float32Array;
  readonly moments: Float32Array;
  readonly steps: number;
}

export interface TrainingOptions {
  /** Epochs in all, those of an earlier run included. */
  readonly epochs: number;
  /** Ends after so many epochs without a better loss. */
  readonly patience: number;
}

/** Where a training stands: all that is needed to go on. */
export interface TrainingState {
  readonly now: TraineeState;
  readonly best: Float32Array;
  readonly bestLoss: number;
  /** Epochs since the best one. */
  readonly waited: number;
  /** Pairs (loss, held out), one an epoch. */
  readonly losses: readonly (readonly [loss: number, heldOut: number])[];
}

/**
 * Trains on from `state` (or from the trainee's first parameters) until the epochs are over, the loss gets no better or
 * the watcher has enough; leaves the best parameters in the trainee. Epoch e draws from its own seed: two halves are
 * the same as one whole. `job.breathe` may wait: that is a pause.
 */
export async function train(
  trainee: Trainee,
  options: TrainingOptions,
  job: Job,
  watch: TrainingWatch = {},
  state?: TrainingState,
): Promise<TrainingState> {
  if (state) trainee.put(state.now);
  let best = state?.best ?? trainee.take().parameters;
  let bestLoss = state?.bestLoss ?? Infinity;
  let waited = state?.waited ?? 0;
  const losses = [...(state?.losses ?? [])];
  while (losses.length < options.epochs && waited < options.patience) {
    const epoch = losses.length + 1;
    const random = new Random((job.seed ^ Math.imul(epoch, 0x9e3779b1)) >>> 0);
    const loss = await trainee.epoch(random, () => job.breathe());
    const heldOut = trainee.heldOut();
    if (!Number.isFinite(loss)) throw new Error(`${trainee.name}: the loss grew without end: take a smaller rate.`);
    losses.push([loss, heldOut]);
    const judged = Number.isFinite(heldOut) ? heldOut : loss;
    if (judged < bestLoss) {
      best = trainee.take().parameters;
      bestLoss = judged;
      waited = 0;
    } else waited++;
    watch.epoch?.({ encoder: trainee.name, epoch, of: options.epochs, loss, heldOut });
    const held = Number.isFinite(heldOut) ? `, held out ${heldOut.toFixed(4)}` : "";
    job.progress(epoch / options.epochs, `${trainee.name}: epoch ${epoch}, loss ${loss.toFixed(4)}${held}`);
    if (watch.enough?.()) break;
  }
  const now = trainee.take();
  trainee.put({ ...now, parameters: best });
  return { now, best, bestLoss, waited, losses };
}
