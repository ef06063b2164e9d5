/** Corpus audio and unit tables on their way into the engine: in order, a bounded number of samples at a time. */
import type { UnitTable } from "../src/protocol";
import type { Frames } from "../src/types";
import type { CorpusFormat } from "./corpus-memory";
import type { Engine } from "./engine";

type Piece = { readonly refuse: (error: unknown) => void } & (
  | { readonly at: Frames; readonly samples: Float32Array; readonly format: CorpusFormat | undefined }
  | { readonly table: UnitTable; readonly done: () => void }
  | { readonly passed: () => void }
);

/** Rounding and dithering to 16 bits costs this many times a plain copy. */
const DITHERING = 4;

export class SampleQueue {
  readonly #engine: Engine;
  #pieces: Piece[] = [];
  /** Samples of the first piece that are copied already. */
  #copied = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  push(piece: Piece): void {
    this.#pieces.push(piece);
  }

  /** Copies at most `budget` samples; a table is taken over when all before it lies in memory. */
  work(budget: number): void {
    while (this.#pieces.length > 0 && budget > 0) {
      const piece = this.#pieces[0];
      try {
        if ("table" in piece) {
          this.#engine.setUnits(piece.table);
          piece.done();
        } else if ("passed" in piece) piece.passed();
        else {
          const cost = piece.format === "int16" ? DITHERING : 1;
          const to = Math.min(piece.samples.length, this.#copied + Math.ceil(budget / cost));
          this.#engine.loadSamples(piece.at, piece.samples, this.#copied, to, piece.format);
          budget -= (to - this.#copied) * cost;
          this.#copied = to;
          if (to < piece.samples.length) return;
        }
      } catch (error) {
        piece.refuse(error);
      }
      this.#copied = 0;
      this.#pieces.shift();
    }
  }
}
