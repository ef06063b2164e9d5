/** The loss of cycle ICP and its gradients (Hoshen and Wolf 2018, non-adversarial word translation). */

/** Loss and gradients in both matrices. */
export interface CycleLoss {
  readonly loss: number;
  readonly forth: Float64Array;
  readonly back: Float64Array;
}

/** out = W·v for the row at `at`. */
function times(w: Float64Array, v: Float64Array, at: number, d: number): Float64Array {
  const out = new Float64Array(d);
  for (let r = 0; r < d; r++) for (let c = 0; c < d; c++) out[r] += w[r * d + c] * v[at + c];
  return out;
}

/** into += factor · left · rightᵀ. */
function outer(into: Float64Array, left: Float64Array, right: Float64Array, at: number, factor: number): void {
  const d = left.length;
  for (let r = 0; r < d; r++) for (let c = 0; c < d; c++) into[r * d + c] += factor * left[r] * right[at + c];
}

/**
 * One side: mean |T·x − y|² + cycle · mean |S·T·x − x|² over the batch. Adds its gradients in T and S, gives the loss.
 * x and its partners y are n × d; T and S are d × d and act on columns.
 */
function oneSide(
  t: Float64Array,
  s: Float64Array,
  x: Float64Array,
  y: Float64Array,
  d: number,
  cycle: number,
  intoT: Float64Array,
  intoS: Float64Array,
): number {
  const n = x.length / d;
  let loss = 0;
  for (let i = 0; i < n; i++) {
    const image = times(t, x, i * d, d);
    const miss = image.map((v, c) => v - y[i * d + c]);
    outer(intoT, miss, x, i * d, 2 / n);
    const home = times(s, image, 0, d).map((v, c) => v - x[i * d + c]);
    outer(intoS, home, image, 0, (2 * cycle) / n);
    const carried = new Float64Array(d);
    for (let r = 0; r < d; r++) for (let c = 0; c < d; c++) carried[c] += s[r * d + c] * home[r];
    outer(intoT, carried, x, i * d, (2 * cycle) / n);
    for (let c = 0; c < d; c++) loss += (miss[c] ** 2 + cycle * home[c] ** 2) / n;
  }
  return loss;
}

/**
 * Words x with their nearest units, units y with their nearest words, `forth` from words to sounds, `back` the other
 * way: |forth·x − unit|² + |back·y − word|² + cycle·(|back·forth·x − x|² + |forth·back·y − y|²), means over each batch.
 */
export function cycleLoss(
  forth: Float64Array,
  back: Float64Array,
  x: Float64Array,
  unitsOfX: Float64Array,
  y: Float64Array,
  wordsOfY: Float64Array,
  d: number,
  cycle: number,
): CycleLoss {
  const gradients = { forth: new Float64Array(d * d), back: new Float64Array(d * d) };
  const loss =
    oneSide(forth, back, x, unitsOfX, d, cycle, gradients.forth, gradients.back) +
    oneSide(back, forth, y, wordsOfY, d, cycle, gradients.back, gradients.forth);
  return { loss, ...gradients };
}
