/** Layers one after the other, with backpropagation; parameters and gradient lie each in one run. */
import type { Random } from "../random";
import type { Arena } from "./arena";
import type { Layer, LayerShape } from "./layer";

/** Where a net's parameters and their gradient begin. */
export interface Placed {
  readonly at: number;
  readonly gradient: number;
}

/** Parameters of all layers together. */
export const parametersOf = (shapes: readonly LayerShape[]): number =>
  shapes.reduce((sum, { parameters }) => sum + parameters, 0);

/** First weights for layers, in their order: normal, of deviation √(2/fan) (He et al. 2015), offsets 0. */
export function firstParameters(shapes: readonly LayerShape[], random: Random): Float32Array {
  const out = new Float32Array(parametersOf(shapes));
  let at = 0;
  for (const { parameters, offsets, fan } of shapes) {
    const deviation = Math.sqrt(2 / fan);
    for (let i = 0; i < parameters - offsets; i++) out[at + i] = deviation * random.normal();
    at += parameters;
  }
  return out;
}

export class Net {
  readonly #layers: readonly Layer[];
  /** Where each layer's rows lie; the first place is the input. */
  readonly #values: readonly number[];
  readonly #gradients: readonly number[];
  readonly #inputWanted: boolean;

  /** Batches of at most `batch` rows. `inputGradient`: whether backward also gives the gradient in the input. */
  constructor(arena: Arena, shapes: readonly LayerShape[], batch: number, placed: Placed, inputGradient = false) {
    let { at, gradient } = placed;
    this.#layers = shapes.map((shape) => {
      const layer = shape.open(arena, at, gradient, batch);
      at += shape.parameters;
      gradient += shape.parameters;
      return layer;
    });
    const widths = [shapes[0].inputs, ...shapes.map(({ outputs }) => outputs)];
    this.#values = widths.map((width) => arena.take(batch * width));
    this.#gradients = widths.map((width) => arena.take(batch * width));
    this.#inputWanted = inputGradient;
  }

  /** Where the input's rows are to be written, row-major. */
  get input(): number {
    return this.#values[0];
  }

  /** Where the answer's rows lie after forward. */
  get output(): number {
    return this.#values[this.#values.length - 1];
  }

  /** Where the gradient in the answer is to be written before backward, which overwrites it. */
  get outputGradient(): number {
    return this.#gradients[this.#gradients.length - 1];
  }

  /** Where the gradient in the input lies after backward, if it was wanted. */
  get inputGradient(): number {
    return this.#gradients[0];
  }

  forward(n: number): void {
    this.#layers.forEach((layer, i) => layer.forward(n, this.#values[i], this.#values[i + 1]));
  }

  /** Adds to the parameters' gradient. After forward of the same n rows. */
  backward(n: number): void {
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const below = i > 0 || this.#inputWanted ? this.#gradients[i] : -1;
      this.#layers[i].backward(n, this.#values[i], this.#values[i + 1], this.#gradients[i + 1], below);
    }
  }
}
