/** Power spectra of many real frames of one size, where no kernels are at hand: tables made once, radix 2. */

/** Transforms real frames of one power-of-two size (at least 4). Reused between frames; not shared between threads. */
export class RealFft {
  readonly size: number;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;
  readonly #cosine: Float64Array;
  readonly #sine: Float64Array;
  readonly #reversed: Uint32Array;

  constructor(size: number) {
    if (!(size >= 4 && Number.isInteger(Math.log2(size))))
      throw new RangeError(`FFT of ${size} points: the size must be a power of two of at least 4.`);
    this.size = size;
    const half = size / 2;
    this.#real = new Float64Array(half);
    this.#imaginary = new Float64Array(half);
    this.#cosine = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#sine = Float64Array.from({ length: half }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
    const bits = Math.log2(half);
    this.#reversed = Uint32Array.from({ length: half }, (_, i) => {
      let r = 0;
      for (let b = 0; b < bits; b++) r |= ((i >> b) & 1) << (bits - 1 - b);
      return r;
    });
  }

  /**
   * |X_k|² for k = 0 … size/2 into `out` (size/2 + 1 numbers), unscaled: a sine of amplitude 1 on a bin gives (size/2)².
   * Two real halves as one complex transform of half the size (Numerical Recipes, 12.3).
   */
  power(frame: Float64Array, out: Float64Array): void {
    const half = this.size / 2;
    const re = this.#real;
    const im = this.#imaginary;
    for (let i = 0; i < half; i++) {
      const r = this.#reversed[i];
      re[r] = frame[2 * i];
      im[r] = frame[2 * i + 1];
    }
    this.#butterflies();
    out[0] = (re[0] + im[0]) ** 2;
    out[half] = (re[0] - im[0]) ** 2;
    for (let k = 1; k < half; k++) {
      const evenRe = (re[k] + re[half - k]) / 2;
      const evenIm = (im[k] - im[half - k]) / 2;
      const oddRe = (im[k] + im[half - k]) / 2;
      const oddIm = (re[half - k] - re[k]) / 2;
      const c = this.#cosine[k];
      const s = this.#sine[k];
      out[k] = (evenRe + c * oddRe - s * oddIm) ** 2 + (evenIm + c * oddIm + s * oddRe) ** 2;
    }
  }

  #butterflies(): void {
    const half = this.size / 2;
    const re = this.#real;
    const im = this.#imaginary;
    for (let span = 1; span < half; span *= 2) {
      const stride = half / span;
      for (let from = 0; from < half; from += 2 * span) {
        for (let k = 0; k < span; k++) {
          const c = this.#cosine[k * stride];
          const s = this.#sine[k * stride];
          const a = from + k;
          const b = a + span;
          const x = re[b] * c - im[b] * s;
          const y = re[b] * s + im[b] * c;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  }
}
