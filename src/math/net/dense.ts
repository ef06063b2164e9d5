/** A fully connected layer: y = bend(x·W + offsets), W inputs × outputs. */
import type { Arena } from "./arena";
import { bend, offsetRows, sumRows, transpose, unbend, type Layer, type LayerShape } from "./layer";

/** `bent`: whether the bend stands after it. */
export function dense(inputs: number, outputs: number, bent: boolean): LayerShape {
  return {
    inputs,
    outputs,
    parameters: outputs * (inputs + 1),
    fan: inputs,
    offsets: outputs,
    open: (arena, at, gradient) => new Dense(arena, inputs, outputs, bent, at, gradient),
  };
}

class Dense implements Layer {
  readonly #turned: number;

  constructor(
    private readonly arena: Arena,
    private readonly inputs: number,
    private readonly outputs: number,
    private readonly bent: boolean,
    private readonly at: number,
    private readonly gradient: number,
  ) {
    this.#turned = arena.take(inputs * outputs);
  }

  forward(n: number, x: number, y: number): void {
    const { arena, inputs, outputs } = this;
    offsetRows(arena.numbers, this.at + inputs * outputs, outputs, y, n);
    arena.multiply(x, inputs, 1, this.at, y, n, inputs, outputs, true);
    if (this.bent) bend(arena.numbers, y, n * outputs);
  }

  backward(n: number, x: number, y: number, dy: number, dx: number): void {
    const { arena, inputs, outputs } = this;
    if (this.bent) unbend(arena.numbers, y, dy, n * outputs);
    sumRows(arena.numbers, dy, n, outputs, this.gradient + inputs * outputs);
    // xᵀ · dy
    arena.multiply(x, 1, inputs, dy, this.gradient, inputs, n, outputs, true);
    if (dx < 0) return;
    transpose(arena.numbers, this.at, inputs, outputs, this.#turned);
    arena.multiply(dy, outputs, 1, this.#turned, dx, n, outputs, inputs, false);
  }
}
