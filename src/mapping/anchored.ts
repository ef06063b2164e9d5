/** A target bent by anchors: a linear map, drawn towards the points that the nearest known words were given. */
import { dot, LowestSums, matrix } from "../math";
import type { Matrix } from "../types";
import { applyAffine, type Affine } from "./affine";
import type { Numbers } from "./buffer";
import type { Target } from "./target";

/** Parts of an anchored target. */
export interface Anchored {
  /** The words' own leading axes, brought to unit length before all else; anchors and linear map live there. */
  readonly reduce: Affine;
  readonly linear: Affine;
  /** Unit-length vectors of the anchor words, one a row. */
  readonly anchors: Matrix;
  /** The point of the unit each anchor was given, one a row. */
  readonly given: Matrix;
  /** How many of the nearest anchors pull. */
  readonly near: number;
  /** Their share, 0 (linear alone) to 1. */
  readonly pull: number;
  /** How much more the nearest count than the next ones: the power of a cosine in its weight, a whole number. */
  readonly focus: number;
}

/** The focus of targets that were saved before it was a setting. */
const FOCUS_BEFORE = 2;

/** Word vectors this near are the anchor itself: it must not pull towards its own unit, or held-out words would differ. */
export const SAME = 0.9999;

/** Further anchors looked at: some are the word itself, and 32-bit sums order the last ones no better than this. */
const SPARE = 8;

/**
 * y = (1 − pull)·linear(x) + pull·Σ max(0, cos)^focus·given, over the `near` anchors of largest cosine. Sums in
 * 32 bits find candidates, the cosines themselves are taken in 64.
 */
export function anchoredOf(parts: Anchored): Target {
  const { reduce, linear, anchors, given, near, pull, focus } = parts;
  const d = anchors.columns;
  const p = given.columns;
  const all = Int32Array.from({ length: anchors.rows }, (_, a) => a);
  const table = anchors.rows > near + SPARE ? new LowestSums(anchors) : undefined;
  return {
    kind: "anchored",
    dimensions: p,
    apply(vector) {
      const x = unitLength(applyAffine(reduce, vector));
      const y = applyAffine(linear, x);
      const rows = new Int32Array(near);
      const cosines = new Float64Array(near);
      let count = 0;
      const among = table ? table.findOne(x, -1, near + SPARE).rows.sort() : all;
      for (const a of among) {
        const cosine = dot(x, 0, anchors.data, a * d, d);
        if (cosine > SAME || (count === near && cosine <= cosines[near - 1])) continue;
        let i = count < near ? count++ : near - 1;
        for (; i > 0 && cosines[i - 1] < cosine; i--) {
          cosines[i] = cosines[i - 1];
          rows[i] = rows[i - 1];
        }
        cosines[i] = cosine;
        rows[i] = a;
      }
      mixIn(y, given, rows, cosines.subarray(0, count), pull, focus);
      return y;
    },
    pack: () => ({
      axes: reduce.weights.data,
      origin: reduce.offset,
      weights: linear.weights.data,
      offset: linear.offset,
      anchors: anchors.data,
      given: given.data,
      settings: Float64Array.of(near, pull, d, p, reduce.weights.columns, focus),
    }),
  };
}

/** Brings x to length 1, in place; the zero vector stays. */
export function unitLength(x: Float32Array): Float32Array {
  const norm = Math.sqrt(dot(x, 0, x, 0, x.length));
  if (norm > 0) for (let i = 0; i < x.length; i++) x[i] /= norm;
  return x;
}

/** y ← (1 − pull)·y + pull·(mean of the given rows, weights max(0, cosine)^focus); y stays when no weight is positive. */
export function mixIn(
  y: Float32Array,
  given: Matrix,
  rows: ArrayLike<number>,
  cosines: Float32Array | Float64Array,
  pull: number,
  focus: number,
): void {
  const p = given.columns;
  const weights = Float64Array.from(cosines, (cosine) => whole(Math.max(0, cosine), focus));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return;
  for (let c = 0; c < p; c++) {
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i] * given.data[rows[i] * p + c];
    y[c] = (1 - pull) * y[c] + (pull * sum) / total;
  }
}

/** x to a whole power, by multiplications: Math.pow has other last bits in other browsers. */
function whole(x: number, power: number): number {
  let product = 1;
  for (let i = 0; i < power; i++) product *= x;
  return product;
}

/** The target that `pack` gave. */
export function anchoredTarget(arrays: { readonly [name: string]: Numbers }): Target {
  const [near, pull, d, p, all, focus = FOCUS_BEFORE] = arrays["settings"];
  const anchors = arrays["anchors"] as Float32Array;
  const given = arrays["given"] as Float32Array;
  return anchoredOf({
    reduce: { weights: matrix(d, all, arrays["axes"] as Float32Array), offset: arrays["origin"] as Float32Array },
    linear: { weights: matrix(p, d, arrays["weights"] as Float32Array), offset: arrays["offset"] as Float32Array },
    anchors: matrix(anchors.length / d, d, anchors),
    given: matrix(given.length / p, p, given),
    near,
    pull,
    focus,
  });
}
