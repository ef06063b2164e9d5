/**
 * Autoencoders: a net to a narrow middle and back, judged by how well it gives its input again.
 * Dense ones over unit statistics (the 52–300–200–100–50–20 family), convolutional ones over pictures of mel levels,
 * variational ones (Kingma and Welling 2014): the middle is a mean and a log variance, drawn from with given noise.
 */
import {
  convolution,
  dense,
  firstParameters,
  Net,
  parametersOf,
  spreading,
  type Arena,
  type LayerShape,
  type Picture,
  type Random,
} from "../../math";

export interface AutoencoderShape {
  readonly encoder: readonly LayerShape[];
  readonly decoder: readonly LayerShape[];
  /** Numbers of the middle. */
  readonly middle: number;
  /** Weight of the divergence from the normal distribution, per input number; 0: not variational. */
  readonly divergence: number;
}

/** inputs → layers… and back; `divergence` above 0 makes it variational. */
export function denseShape(inputs: number, layers: readonly number[], divergence = 0): AutoencoderShape {
  const middle = layers[layers.length - 1];
  const widths = [inputs, ...layers.slice(0, -1)];
  const down = widths.slice(1).map((width, i) => dense(widths[i], width, true));
  const back = [...widths].reverse();
  return {
    encoder: [...down, dense(back[0], divergence > 0 ? 2 * middle : middle, false)],
    decoder: back.map((width, i) => dense(i === 0 ? middle : back[i - 1], width, i < back.length - 1)),
    middle,
    divergence,
  };
}

/** Three convolutions of the given channels to a dense middle, and back. `layers`: three channel counts and the middle. */
export function pictureShape(rows: number, columns: number, layers: readonly number[]): AutoencoderShape {
  const channels = layers.slice(0, -1);
  const middle = layers[layers.length - 1];
  const pictures = [1, ...channels].map((count, i): Picture => ({
    rows: rows >> i,
    columns: columns >> i,
    channels: count,
  }));
  const last = pictures[pictures.length - 1];
  const inside = last.rows * last.columns * last.channels;
  const up = channels.map((count, i) => spreading(count, pictures[i], i > 0)).reverse();
  return {
    encoder: [...channels.map((count, i) => convolution(pictures[i], count)), dense(inside, middle, false)],
    decoder: [dense(middle, inside, true), ...up],
    middle,
    divergence: 0,
  };
}

/** First parameters, encoder before decoder. */
export const firstWeights = ({ encoder, decoder }: AutoencoderShape, random: Random): Float32Array =>
  firstParameters([...encoder, ...decoder], random);

export class Autoencoder {
  readonly shape: AutoencoderShape;
  readonly #arena: Arena;
  readonly #encoder: Net;
  readonly #decoder: Net;
  readonly #inputs: number;
  /** Where all parameters begin, and their gradient. */
  readonly at: number;
  readonly gradient: number;
  readonly count: number;

  /** For batches of at most `batch` rows. Parameters are zeros until they are written to `parameters`. */
  constructor(arena: Arena, shape: AutoencoderShape, batch: number) {
    this.shape = shape;
    this.#arena = arena;
    const { encoder, decoder } = shape;
    this.#inputs = encoder[0].inputs;
    const first = parametersOf(encoder);
    this.count = first + parametersOf(decoder);
    this.at = arena.take(this.count);
    this.gradient = arena.take(this.count);
    this.#encoder = new Net(arena, encoder, batch, { at: this.at, gradient: this.gradient });
    const placed = { at: this.at + first, gradient: this.gradient + first };
    this.#decoder = new Net(arena, decoder, batch, placed, true);
  }

  /** All parameters as a view; goes stale when the arena grows. */
  get parameters(): Float32Array | Float64Array {
    return this.#arena.numbers.subarray(this.at, this.at + this.count);
  }

  /** The gradient of all parameters, likewise. */
  get gradients(): Float32Array | Float64Array {
    return this.#arena.numbers.subarray(this.gradient, this.gradient + this.count);
  }

  /** Rows of a batch, from its row `r` on. */
  write(rows: ArrayLike<number>, r = 0): void {
    this.#arena.numbers.set(rows, this.#encoder.input + r * this.#inputs);
  }

  /** The middle of n rows as a copy: n × middle numbers; of a variational one the means. */
  encode(n: number): Float32Array {
    this.#encoder.forward(n);
    const { middle } = this.shape;
    const width = this.shape.encoder[this.shape.encoder.length - 1].outputs;
    const { numbers } = this.#arena;
    const out = new Float32Array(n * middle);
    for (let r = 0; r < n; r++)
      for (let c = 0; c < middle; c++) out[r * middle + c] = numbers[this.#encoder.output + r * width + c];
    return out;
  }

  /**
   * Mean squared error over the n rows (plus the divergence); with `learn` its gradient is added to the parameters'.
   * `noise`: n × middle normal numbers for a variational one.
   */
  loss(n: number, noise: ArrayLike<number>, learn: boolean): number {
    this.#encoder.forward(n);
    let loss = this.#toMiddle(n, noise);
    this.#decoder.forward(n);
    const { numbers } = this.#arena;
    const size = n * this.#inputs;
    const x = this.#encoder.input;
    const y = this.#decoder.output;
    const dy = this.#decoder.outputGradient;
    for (let i = 0; i < size; i++) {
      const miss = numbers[y + i] - numbers[x + i];
      loss += (miss * miss) / size;
      numbers[dy + i] = (2 * miss) / size;
    }
    if (learn) {
      this.#decoder.backward(n);
      this.#backToEncoder(n, noise);
      this.#encoder.backward(n);
    }
    return loss;
  }

  /** The decoder's input from the encoder's answer; the divergence part of the loss. */
  #toMiddle(n: number, noise: ArrayLike<number>): number {
    const { numbers } = this.#arena;
    const { middle, divergence } = this.shape;
    const from = this.#encoder.output;
    const to = this.#decoder.input;
    if (divergence === 0) {
      numbers.copyWithin(to, from, from + n * middle);
      return 0;
    }
    let loss = 0;
    for (let r = 0; r < n; r++)
      for (let c = 0; c < middle; c++) {
        const mean = numbers[from + 2 * r * middle + c];
        const variance = numbers[from + (2 * r + 1) * middle + c];
        numbers[to + r * middle + c] = mean + Math.exp(variance / 2) * noise[r * middle + c];
        loss += 0.5 * (mean * mean + Math.exp(variance) - 1 - variance);
      }
    return (divergence * loss) / (n * this.#inputs);
  }

  #backToEncoder(n: number, noise: ArrayLike<number>): void {
    const { numbers } = this.#arena;
    const { middle, divergence } = this.shape;
    const dz = this.#decoder.inputGradient;
    const to = this.#encoder.outputGradient;
    if (divergence === 0) {
      numbers.copyWithin(to, dz, dz + n * middle);
      return;
    }
    const share = divergence / (n * this.#inputs);
    const from = this.#encoder.output;
    for (let r = 0; r < n; r++)
      for (let c = 0; c < middle; c++) {
        const [mean, variance] = [2 * r * middle + c, (2 * r + 1) * middle + c];
        const g = numbers[dz + r * middle + c];
        const spread = numbers[from + variance];
        numbers[to + mean] = g + share * numbers[from + mean];
        numbers[to + variance] =
          0.5 * g * noise[r * middle + c] * Math.exp(spread / 2) + 0.5 * share * (Math.exp(spread) - 1);
      }
  }
}
