/** What learned encoders are given besides the corpus: files, and somebody who looks on. */
import type { TrainingWatch } from "./learned/training";

/** Reads a file by its path; rejects when it cannot. */
type ReadFile = (path: string) => Promise<Uint8Array>;

export interface EncoderIo {
  /** Cards, models, checkpoints, vectors. */
  readonly readFile?: ReadFile | undefined;
  /** Where `save=FILE` goes. */
  readonly writeFile?: ((path: string, bytes: Uint8Array) => Promise<void>) | undefined;
  readonly watch?: TrainingWatch | undefined;
  /** A training has ended: its checkpoint. */
  readonly trained?: ((encoder: string, checkpoint: Uint8Array) => void) | undefined;
}

/** The bytes of a file that an encoder names; throws one sentence. */
export async function readNamed(name: string, { readFile }: EncoderIo): Promise<Uint8Array> {
  if (!readFile)
    throw new Error(`${name} cannot be read here: files are read from the command line or handed to the page.`);
  return readFile(name).catch(() => {
    throw new Error(`${name} cannot be read: check its path.`);
  });
}
