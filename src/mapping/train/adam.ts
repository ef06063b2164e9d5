/** Adam: gradient steps scaled by running moments (Kingma and Ba 2015). */

export class Adam {
  readonly #rate: number;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #steps = 0;

  constructor(size: number, rate: number) {
    this.#rate = rate;
    this.#first = new Float64Array(size);
    this.#second = new Float64Array(size);
  }

  /** Moves the parameters one step down the gradient, in place. */
  step(parameters: Float64Array, gradient: Float64Array): void {
    this.#steps++;
    const a = 1 - 0.9 ** this.#steps;
    const b = 1 - 0.999 ** this.#steps;
    for (let i = 0; i < parameters.length; i++) {
      this.#first[i] = 0.9 * this.#first[i] + 0.1 * gradient[i];
      this.#second[i] = 0.999 * this.#second[i] + 0.001 * gradient[i] * gradient[i];
      parameters[i] -= (this.#rate * (this.#first[i] / a)) / (Math.sqrt(this.#second[i] / b) + 1e-8);
    }
  }
}
