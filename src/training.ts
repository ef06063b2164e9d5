/** What the lexicon's worker tells and hears of while an encoder learns: losses, pause, enough, the trained encoder. */
import type { EncoderIo } from "./lexicon";
import type { Progress, SourceFile } from "./protocol";

/** Thread: worker. One training at a time, as there is one job at a time. */
export class Training {
  #paused = false;
  #enough = false;
  #trained: SourceFile | undefined;

  /** Whether the job is to wait. */
  get paused(): boolean {
    return this.#paused;
  }

  /** The encoder that was trained last, as a checkpoint. */
  get trained(): SourceFile | undefined {
    return this.#trained;
  }

  pause(paused: boolean): void {
    this.#paused = paused;
  }

  /** What was learned is to do: the training ends after this epoch. */
  end(): void {
    this.#enough = true;
    this.#paused = false;
  }

  /** A job begins: nothing that was said of an earlier one counts. */
  begin(): void {
    this.#paused = false;
    this.#enough = false;
  }

  /** For the encoders of a job. */
  io(readFile: NonNullable<EncoderIo["readFile"]>, report: (p: Progress) => void): EncoderIo {
    return {
      readFile,
      watch: {
        epoch: (loss) => {
          const { encoder, epoch, of } = loss;
          report({ stage: "encode", fraction: epoch / of, note: `${encoder}, epoch ${epoch} of ${of}`, loss });
        },
        enough: () => this.#enough,
      },
      trained: (encoder, bytes) => {
        this.#trained = { file: `${encoder}.lxe`, bytes };
      },
    };
  }
}
