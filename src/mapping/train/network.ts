/** A small fully connected network over batches, with its gradient; numbers are 64-bit while it is trained. */
import type { Random } from "../../math";

/** Between layers: tanh, or x where positive and 0.2·x elsewhere; the last layer is linear. */
type Activation = "tanh" | "leaky";

/** Numbers in each layer, input first, and what stands between them. */
export interface Shape {
  readonly sizes: readonly number[];
  readonly activation: Activation;
}

/** Parameters of a shape: for each layer weights (out × in), then offsets. */
function parameterCount({ sizes }: Shape): number {
  let count = 0;
  for (let l = 1; l < sizes.length; l++) count += sizes[l] * (sizes[l - 1] + 1);
  return count;
}

/** Weights normal with deviation 1/√in, offsets 0. */
export function startParameters(shape: Shape, random: Random): Float64Array {
  const out = new Float64Array(parameterCount(shape));
  let at = 0;
  for (let l = 1; l < shape.sizes.length; l++) {
    const weights = shape.sizes[l] * shape.sizes[l - 1];
    for (let i = 0; i < weights; i++) out[at + i] = random.normal() / Math.sqrt(shape.sizes[l - 1]);
    at += weights + shape.sizes[l];
  }
  return out;
}

/** The values of every layer for a batch of `n` rows; the last one is the answer. */
export function forward(shape: Shape, parameters: ArrayLike<number>, x: Float64Array, n: number): Float64Array[] {
  const layers = [x];
  let at = 0;
  for (let l = 1; l < shape.sizes.length; l++) {
    const [inputs, outputs] = [shape.sizes[l - 1], shape.sizes[l]];
    const before = layers[l - 1];
    const out = new Float64Array(n * outputs);
    const offsets = at + inputs * outputs;
    const last = l === shape.sizes.length - 1;
    for (let r = 0; r < n; r++)
      for (let o = 0; o < outputs; o++) {
        let sum = parameters[offsets + o];
        for (let i = 0, w = at + o * inputs, p = r * inputs; i < inputs; i++) sum += parameters[w + i] * before[p + i];
        out[r * outputs + o] = last ? sum : shape.activation === "tanh" ? Math.tanh(sum) : sum > 0 ? sum : 0.2 * sum;
      }
    layers.push(out);
    at = offsets + outputs;
  }
  return layers;
}

/**
 * Backpropagation: `gradient` of a loss in the answer → adds the gradient in the parameters to `into`, returns the one
 * in the input. `layers` as forward gave them.
 */
export function backward(
  shape: Shape,
  parameters: ArrayLike<number>,
  layers: readonly Float64Array[],
  n: number,
  gradient: Float64Array,
  into: Float64Array,
): Float64Array {
  let at = into.length;
  let above = gradient;
  for (let l = shape.sizes.length - 1; l > 0; l--) {
    const [inputs, outputs] = [shape.sizes[l - 1], shape.sizes[l]];
    const offsets = at - outputs;
    at = offsets - inputs * outputs;
    const before = layers[l - 1];
    const below = new Float64Array(n * inputs);
    for (let r = 0; r < n; r++)
      for (let o = 0; o < outputs; o++) {
        const g = above[r * outputs + o];
        if (g === 0) continue;
        into[offsets + o] += g;
        for (let i = 0, w = at + o * inputs, p = r * inputs; i < inputs; i++) {
          into[w + i] += g * before[p + i];
          below[p + i] += g * parameters[w + i];
        }
      }
    if (l > 1)
      for (let i = 0; i < below.length; i++)
        below[i] *= shape.activation === "tanh" ? 1 - before[i] * before[i] : before[i] > 0 ? 1 : 0.2;
    above = below;
  }
  return above;
}
