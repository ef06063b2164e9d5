/** What all encoders that learn share: options of the training, and the way from checkpoint or nothing to a trained one. */
import type { Job } from "../../types";
import { numberFrom, path, type OptionTable } from "../options";
import { readCheckpoint, writeCheckpoint, type Checkpoint } from "./checkpoint";
import { readNamed, type EncoderIo } from "../io";
import { train, type Trainee } from "./training";

export interface LearningOptions {
  /** Passes over the units, at most. Left out: so many that about 100,000 rows are seen, 5 to 200. */
  readonly epochs: number;
  /** Ends after so many passes without a better loss on the units held out. */
  readonly patience: number;
  /** Length of a step (Adam). */
  readonly rate: number;
  /** Rows in a step. */
  readonly batch: number;
  /** A checkpoint to begin with: taken as it is, or trained on when `epochs` says more than it has. */
  readonly load: string;
  /** Where the checkpoint is written afterwards. */
  readonly save: string;
}

export const LEARNING_OPTIONS: OptionTable<LearningOptions> = {
  epochs: numberFrom(1, 100_000, true),
  patience: numberFrom(1, 100_000, true),
  rate: numberFrom(1e-6, 1),
  batch: numberFrom(1, 4096, true),
  load: path,
  save: path,
};

/** Rows seen by a training whose length is not given. */
const SEEN = 100_000;

const epochsFor = (rows: number): number => Math.max(5, Math.min(200, Math.round(SEEN / Math.max(1, rows))));

/** The checkpoint that the options name, if any; throws one sentence when it is another encoder's. */
export async function loadCheckpoint(
  encoder: string,
  { load }: Partial<LearningOptions>,
  io: EncoderIo,
): Promise<Checkpoint | undefined> {
  if (load === undefined) return undefined;
  const checkpoint = readCheckpoint(await readNamed(load, io), load);
  if (checkpoint.encoder !== encoder)
    throw new Error(`${load} holds a trained ${checkpoint.encoder}, not ${encoder}: choose another file or encoder.`);
  return checkpoint;
}

/** Trains (a loaded one only when more epochs are asked for), leaves the best parameters in the trainee, saves. */
export async function learn(
  trainee: Trainee,
  options: Partial<LearningOptions>,
  rows: number,
  what: Pick<Checkpoint, "encoder" | "about" | "extra">,
  loaded: Checkpoint | undefined,
  io: EncoderIo,
  job: Job,
): Promise<void> {
  const { patience = 12 } = options;
  const fresh = loaded ? loaded.state.losses.length : epochsFor(rows);
  const epochs = options.epochs ?? fresh;
  let { state } = loaded ?? {};
  if (state && epochs <= state.losses.length) trainee.put({ ...state.now, parameters: state.best });
  else state = await train(trainee, { epochs, patience }, job, io.watch, state);
  const bytes = writeCheckpoint({ ...what, state });
  io.trained?.(what.encoder, bytes);
  if (options.save === undefined) return;
  if (!io.writeFile) throw new Error(`${options.save} cannot be written here: save the trained encoder from the page.`);
  await io.writeFile(options.save, bytes);
}
