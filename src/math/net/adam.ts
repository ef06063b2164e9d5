/** Adam over one run of parameters (Kingma and Ba 2015), with its state laid open so that training can be taken up again. */
import type { Arena } from "./arena";

const FIRST = 0.9;
const SECOND = 0.999;

export class NetAdam {
  /** Running moments: of the gradient, then of its square. */
  readonly moments: Float32Array;
  steps = 0;

  constructor(count: number) {
    this.moments = new Float32Array(2 * count);
  }

  /** Moves the parameters from `at` down the gradient (scaled) and clears it. */
  step(arena: Arena, at: number, gradient: number, rate: number, scale: number): void {
    const { numbers } = arena;
    const { moments } = this;
    const count = moments.length / 2;
    this.steps++;
    const pace = rate / (1 - FIRST ** this.steps);
    const least = 1 / (1 - SECOND ** this.steps);
    for (let i = 0; i < count; i++) {
      const g = numbers[gradient + i] * scale;
      numbers[gradient + i] = 0;
      const first = FIRST * moments[i] + (1 - FIRST) * g;
      const second = SECOND * moments[count + i] + (1 - SECOND) * g * g;
      moments[i] = first;
      moments[count + i] = second;
      numbers[at + i] -= (pace * first) / (Math.sqrt(second * least) + 1e-8);
    }
  }
}
