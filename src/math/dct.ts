/** The first coefficients of the orthonormal DCT-II, by folding: even ones see sums of mirrored places, odd ones differences. */

/** A transform of `count` numbers (even) to `coefficients`. Keeps work memory: one computation at a time. */
export class Dct {
  readonly #rows: Float64Array;
  readonly #folded: Float64Array;
  readonly #half: number;

  constructor(
    readonly count: number,
    readonly coefficients: number,
  ) {
    const half = count / 2;
    this.#half = half;
    this.#folded = new Float64Array(count);
    this.#rows = Float64Array.from({ length: coefficients * half }, (_, i) => {
      const k = Math.floor(i / half);
      return Math.sqrt((k === 0 ? 1 : 2) / count) * Math.cos((Math.PI * k * ((i % half) + 0.5)) / count);
    });
  }

  /** From input[at …] to out[to …]. */
  transform(input: Float32Array | Float64Array, at: number, out: Float32Array, to: number): void {
    const half = this.#half;
    const rows = this.#rows;
    const folded = this.#folded;
    const last = at + this.count - 1;
    for (let b = 0; b < half; b++) {
      folded[b] = input[at + b] + input[last - b];
      folded[half + b] = input[at + b] - input[last - b];
    }
    for (let k = 0; k < this.coefficients; k++) {
      const side = (k & 1) * half;
      const from = k * half;
      let even = 0;
      let odd = 0;
      let b = 0;
      // Two sums at once: each waits for its own last addition only.
      for (; b + 1 < half; b += 2) {
        even += folded[side + b] * rows[from + b];
        odd += folded[side + b + 1] * rows[from + b + 1];
      }
      if (b < half) even += folded[side + b] * rows[from + b];
      out[to + k] = even + odd;
    }
  }
}
