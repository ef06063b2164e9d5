/** A trained network as a target. */
import type { Target } from "../target";
import { forward, type Shape } from "../train/network";
import type { Arrays } from "./nested";

/** Parameters are kept as 32-bit numbers: what plays is what is saved. */
export function networkOf(shape: Shape, parameters: Float32Array): Target {
  return {
    kind: "network",
    dimensions: shape.sizes[shape.sizes.length - 1],
    apply(x) {
      const layers = forward(shape, parameters, Float64Array.from(x), 1);
      return Float32Array.from(layers[layers.length - 1]);
    },
    pack: () => ({ parameters, shape: Int32Array.of(shape.activation === "tanh" ? 0 : 1, ...shape.sizes) }),
  };
}

/** The target that `pack` gave. */
export function networkTarget({ parameters, shape }: Arrays): Target {
  const [activation, ...sizes] = shape;
  return networkOf({ sizes, activation: activation === 0 ? "tanh" : "leaky" }, parameters as Float32Array);
}
