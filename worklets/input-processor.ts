/**
 * Hears live input as "lexigrain-input": mono pieces of a sixth of a second, in buffers of a fixed pool that the page sends
 * back. Allocates nothing while it hears; where the page is late with the buffers, frames are left out and counted.
 * `{type: "stop"}` ends it: the last piece carries `last: true`. Thread: audio.
 */
const INPUT_PIECE = 8192;
/** Over a second: a page that is busy for so long loses nothing. */
const INPUT_POOL = 8;

/** What is posted: the first `frames` of `samples`; `lost`: frames that were left out before it. */
interface InputPiece {
  readonly samples: Float32Array<ArrayBuffer>;
  readonly frames: number;
  readonly lost: number;
  readonly last: boolean;
}

type ToInput = { readonly type: "back"; readonly samples: Float32Array<ArrayBuffer> } | { readonly type: "stop" };

class InputProcessor extends AudioWorkletProcessor {
  readonly #free = Array.from({ length: INPUT_POOL }, () => new Float32Array(INPUT_PIECE));
  #piece: Float32Array<ArrayBuffer> | undefined = new Float32Array(INPUT_PIECE);
  #filled = 0;
  #lost = 0;
  #on = true;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<ToInput>) => {
      if (data.type === "back") this.#free.push(data.samples);
      else if (this.#on) {
        this.#on = false;
        this.#post(true);
      }
    };
  }

  process([input]: Float32Array[][]): boolean {
    // A source that is not there yet, or has gone, is no silence of the room.
    if (!this.#on || !input?.[0]) return this.#on;
    const frames = input[0].length;
    if (this.#piece && this.#filled + frames > INPUT_PIECE) this.#post(false);
    this.#piece ??= this.#free.pop();
    const piece = this.#piece;
    if (!piece) {
      this.#lost += frames;
      return true;
    }
    const share = 1 / input.length;
    for (let i = 0; i < frames; i++) {
      let sum = 0;
      for (let c = 0; c < input.length; c++) sum += input[c][i];
      piece[this.#filled + i] = sum * share;
    }
    this.#filled += frames;
    return true;
  }

  #post(last: boolean): void {
    const samples = this.#piece ?? new Float32Array(0);
    const message: InputPiece = { samples, frames: this.#filled, lost: this.#lost, last };
    this.port.postMessage(message, [samples.buffer]);
    this.#piece = undefined;
    this.#filled = 0;
    this.#lost = 0;
  }
}

registerProcessor("lexigrain-input", InputProcessor);
