/**
 * Taps an input and posts what it hears: `{frame, channels}` every quarter of a second, no frame lost or twice.
 * `{type: "start"}` and `{type: "stop"}` arrive by the port; the last piece carries `last: true`. Thread: audio.
 */
const PIECE = 12288;

/** One recorded piece: `frame` is the context's frame of its first sample. */
interface RecordedPiece {
  readonly frame: number;
  readonly channels: readonly Float32Array[];
  readonly last: boolean;
}

class RecorderProcessor extends AudioWorkletProcessor {
  readonly #pieces: Float32Array[];
  #filled = 0;
  #first = 0;
  #on: boolean;

  constructor(options: { readonly processorOptions?: { readonly channels?: number; readonly start?: boolean } }) {
    super();
    const { channels = 2, start = false } = options.processorOptions ?? {};
    this.#pieces = Array.from({ length: channels }, () => new Float32Array(PIECE));
    this.#on = start;
    this.port.onmessage = ({ data }: MessageEvent<{ readonly type: "start" | "stop" }>) => {
      if (this.#on && data.type === "stop") this.#post(true);
      this.#on = data.type === "start";
    };
  }

  process([input]: Float32Array[][]): boolean {
    if (!this.#on) return true;
    const frames = input?.[0]?.length ?? 128;
    if (this.#filled + frames > PIECE) this.#post(false);
    if (this.#filled === 0) this.#first = currentFrame;
    this.#pieces.forEach((piece, c) => {
      const source = input?.[Math.min(c, input.length - 1)];
      if (source) piece.set(source, this.#filled);
      else piece.fill(0, this.#filled, this.#filled + frames);
    });
    this.#filled += frames;
    return true;
  }

  #post(last: boolean): void {
    const channels = this.#pieces.map((piece) => piece.slice(0, this.#filled));
    const message: RecordedPiece = { frame: this.#first, channels, last };
    this.port.postMessage(
      message,
      channels.map((c) => c.buffer),
    );
    this.#filled = 0;
  }
}

registerProcessor("lexigrain-recorder", RecorderProcessor);
