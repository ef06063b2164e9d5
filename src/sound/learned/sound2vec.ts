/**
 * sound2vec: what a sound adds to its moments so that its near moments are known from far ones. Nets e1 and e2 hear mel
 * frames; that two moments of a sound are near is the logit (e1(x) + v) · e2(y), v being the sound's own vector, learnt
 * with the nets: the distributed memory of doc2vec (Le and Mikolov 2014) with sampled far pairs, on audio.
 */
import { dense, firstParameters, Net, parametersOf, type Arena, type LayerShape, type Random } from "../../math";
import { MOMENT } from "./contexts";

/** Layers of e1 and of e2; the last is the size of a sound's vector. */
export const shapeOf = (layers: readonly number[], inputs = MOMENT): LayerShape[] =>
  layers.map((size, i) => dense(i === 0 ? inputs : layers[i - 1], size, i < layers.length - 1));

/** ln(1 + e^z) without overflow. */
const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** First numbers of nets (e1, e2) and of vectors (zeros: a sound adds nothing yet). */
export function firstNumbers(shape: readonly LayerShape[], units: number, random: Random): Float32Array {
  const nets = [...firstParameters(shape, random), ...firstParameters(shape, random)];
  const out = new Float32Array(nets.length + units * shape[shape.length - 1].outputs);
  out.set(nets);
  return out;
}

export class Sound2vec {
  readonly #arena: Arena;
  readonly #first: Net;
  readonly #second: Net;
  readonly #inputs: number;
  readonly #vectors: number;
  readonly #vectorGradients: number;
  /** Numbers of a sound's vector. */
  readonly size: number;
  /** Where all parameters (e1, e2, vectors) begin, their gradient, and how many there are. */
  readonly at: number;
  readonly gradient: number;
  readonly count: number;
  /** Of them, those of the nets. */
  readonly netCount: number;

  /** For `batch` moments at once, each with a near and a far one, of `units` sounds. */
  constructor(arena: Arena, shape: readonly LayerShape[], units: number, batch: number) {
    this.#arena = arena;
    this.#inputs = shape[0].inputs;
    this.size = shape[shape.length - 1].outputs;
    const each = parametersOf(shape);
    this.netCount = 2 * each;
    this.count = this.netCount + units * this.size;
    this.at = arena.take(this.count);
    this.gradient = arena.take(this.count);
    this.#first = new Net(arena, shape, batch, { at: this.at, gradient: this.gradient });
    this.#second = new Net(arena, shape, 2 * batch, { at: this.at + each, gradient: this.gradient + each });
    this.#vectors = this.at + this.netCount;
    this.#vectorGradients = this.gradient + this.netCount;
  }

  /** All parameters as a view; goes stale when the arena grows. */
  get parameters(): Float32Array | Float64Array {
    return this.#arena.numbers.subarray(this.at, this.at + this.count);
  }

  /** The gradient of all parameters, likewise. */
  get gradients(): Float32Array | Float64Array {
    return this.#arena.numbers.subarray(this.gradient, this.gradient + this.count);
  }

  /** Moment i of e1's batch. */
  writeFirst(moment: ArrayLike<number>, i: number): void {
    this.#arena.numbers.set(moment, this.#first.input + i * this.#inputs);
  }

  /** Moment i of e2's batch: n near ones, then n far ones. */
  writeSecond(moment: ArrayLike<number>, i: number): void {
    this.#arena.numbers.set(moment, this.#second.input + i * this.#inputs);
  }

  /** e1 of n written moments: a copy, n × size. */
  first(n: number): Float32Array {
    this.#first.forward(n);
    return Float32Array.from(this.#arena.numbers.subarray(this.#first.output, this.#first.output + n * this.size));
  }

  /** e2 of n written moments (at most twice the batch). */
  second(n: number): Float32Array {
    this.#second.forward(n);
    return Float32Array.from(this.#arena.numbers.subarray(this.#second.output, this.#second.output + n * this.size));
  }

  /** Mean cross entropy over the n near and the n far pairs; `units[i]`: whose moment i is. With `learn` adds the gradient. */
  loss(units: ArrayLike<number>, n: number, learn: boolean): number {
    this.#first.forward(n);
    this.#second.forward(2 * n);
    const { numbers } = this.#arena;
    const { size } = this;
    const [a, b] = [this.#first.output, this.#second.output];
    const [da, db] = [this.#first.outputGradient, this.#second.outputGradient];
    let loss = 0;
    for (let i = 0; i < n; i++) {
      const v = this.#vectors + units[i] * size;
      const dv = this.#vectorGradients + units[i] * size;
      for (let c = 0; c < size; c++) numbers[da + i * size + c] = 0;
      for (const near of [1, 0]) {
        const other = (near === 1 ? i : n + i) * size;
        let z = 0;
        for (let c = 0; c < size; c++) z += (numbers[a + i * size + c] + numbers[v + c]) * numbers[b + other + c];
        loss += (softplus(z) - near * z) / (2 * n);
        const g = (1 / (1 + Math.exp(-z)) - near) / (2 * n);
        for (let c = 0; c < size; c++) {
          const along = g * numbers[b + other + c];
          numbers[da + i * size + c] += along;
          if (learn) numbers[dv + c] += along;
          numbers[db + other + c] = g * (numbers[a + i * size + c] + numbers[v + c]);
        }
      }
    }
    if (learn) {
      this.#first.backward(n);
      this.#second.backward(2 * n);
    }
    return loss;
  }
}
