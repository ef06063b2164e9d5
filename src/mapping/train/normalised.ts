/** Weights of a network kept in bounds: each row at length 1, or each layer's largest stretch at 1. */
import type { Shape } from "./network";

export const NORMALISATIONS = ["none", "weight", "spectral"] as const;
export type Normalisation = (typeof NORMALISATIONS)[number];

/** Power steps towards the largest singular value. */
const POWER = 30;

/** The parameters in effect, and a gradient in them taken back to the raw ones. */
interface Effective {
  readonly parameters: Float64Array;
  back(gradient: Float64Array): Float64Array;
}

/**
 * weight: every row of weights w = v/|v| (Salimans and Kingma 2016, gain 1). spectral: every layer W/σ, σ its largest
 * singular value by power iteration from the ones vector (Miyato et al. 2018). Offsets stay.
 */
export function normalised(shape: Shape, raw: Float64Array, kind: Normalisation): Effective {
  const parameters = raw.slice();
  const backs: ((g: Float64Array) => void)[] = [];
  let at = 0;
  for (let l = 1; l < shape.sizes.length; l++) {
    const [inputs, outputs] = [shape.sizes[l - 1], shape.sizes[l]];
    if (kind === "weight")
      for (let o = 0; o < outputs; o++) backs.push(byRow(parameters, raw, at + o * inputs, inputs));
    if (kind === "spectral") backs.push(byLayer(parameters, raw, at, inputs, outputs));
    at += outputs * (inputs + 1);
  }
  return {
    parameters,
    back(gradient) {
      const out = gradient.slice();
      for (const back of backs) back(out);
      return out;
    },
  };
}

function byRow(parameters: Float64Array, raw: Float64Array, at: number, n: number): (g: Float64Array) => void {
  let length = 0;
  for (let i = at; i < at + n; i++) length += raw[i] * raw[i];
  length = Math.sqrt(length) || 1;
  for (let i = at; i < at + n; i++) parameters[i] = raw[i] / length;
  return (g) => {
    let along = 0;
    for (let i = at; i < at + n; i++) along += g[i] * parameters[i];
    for (let i = at; i < at + n; i++) g[i] = (g[i] - along * parameters[i]) / length;
  };
}

/** dL/dV = (G − ⟨G, W⟩·u·vᵀ)/σ with W = V/σ. */
function byLayer(
  parameters: Float64Array,
  raw: Float64Array,
  at: number,
  inputs: number,
  outputs: number,
): (g: Float64Array) => void {
  let v = new Float64Array(inputs).fill(1 / Math.sqrt(inputs));
  let u = new Float64Array(outputs);
  let sigma = 1;
  for (let t = 0; t < POWER; t++) {
    u = new Float64Array(outputs);
    for (let o = 0; o < outputs; o++) for (let i = 0; i < inputs; i++) u[o] += raw[at + o * inputs + i] * v[i];
    sigma = Math.hypot(...u) || 1;
    u = u.map((x) => x / sigma);
    v = new Float64Array(inputs);
    for (let o = 0; o < outputs; o++) for (let i = 0; i < inputs; i++) v[i] += raw[at + o * inputs + i] * u[o];
    sigma = Math.hypot(...v) || 1;
    v = v.map((x) => x / sigma);
  }
  const weights = inputs * outputs;
  for (let i = at; i < at + weights; i++) parameters[i] = raw[i] / sigma;
  return (g) => {
    let along = 0;
    for (let i = at; i < at + weights; i++) along += g[i] * parameters[i];
    for (let o = 0; o < outputs; o++)
      for (let i = 0; i < inputs; i++) {
        const k = at + o * inputs + i;
        g[k] = (g[k] - along * u[o] * v[i]) / sigma;
      }
  };
}
