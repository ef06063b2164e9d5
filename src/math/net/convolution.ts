/** Convolutions over small pictures: 3 × 3, every second place, and back again. Channels of a place lie together. */
import type { Arena } from "./arena";
import { bend, offsetRows, sumRows, transpose, unbend, type Layer, type LayerShape } from "./layer";

const SIDE = 3;
const TAPS = SIDE * SIDE;

/** A picture: rows × columns places of `channels` numbers. Rows and columns are even. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

const size = ({ rows, columns, channels }: Picture): number => rows * columns * channels;

/** From a picture to one of half the height and width with `channels` channels, bent. */
export function convolution(from: Picture, channels: number): LayerShape {
  const fan = TAPS * from.channels;
  return {
    inputs: size(from),
    outputs: (size(from) / from.channels / 4) * channels,
    parameters: channels * (fan + 1),
    fan,
    offsets: channels,
    open: (arena, at, gradient, batch) => new Convolution(arena, from, channels, at, gradient, batch),
  };
}

/** The way back: from `channels` channels of half the size to the picture `to`; `bent` unless it is the last layer. */
export function spreading(channels: number, to: Picture, bent: boolean): LayerShape {
  return {
    inputs: (size(to) / to.channels / 4) * channels,
    outputs: size(to),
    parameters: channels * TAPS * to.channels + to.channels,
    // Each output place is reached by a quarter of the taps on average.
    fan: (channels * TAPS) / 4,
    offsets: to.channels,
    open: (arena, at, gradient, batch) => new Spreading(arena, channels, to, bent, at, gradient, batch),
  };
}

/** Visits every 3 × 3 window: `visit(place in the picture, place in the windows, numbers)` for each of its rows inside. */
function windows(n: number, picture: Picture, visit: (at: number, window: number, count: number) => void): void {
  const { rows, columns, channels } = picture;
  let window = 0;
  for (let p = 0; p < n; p++)
    for (let r = 0; r < rows; r += 2)
      for (let c = 0; c < columns; c += 2, window += TAPS * channels)
        for (let dr = 0; dr < SIDE; dr++) {
          const row = r + dr - 1;
          if (row < 0 || row >= rows) continue;
          // Only the left edge can lie outside: c + 1 is always inside an even width.
          const skip = c === 0 ? 1 : 0;
          const at = ((p * rows + row) * columns + c - 1 + skip) * channels;
          visit(at, window + (dr * SIDE + skip) * channels, (SIDE - skip) * channels);
        }
}

/** Pictures to rows of windows; what lies outside stays 0. */
function gather(numbers: Float32Array | Float64Array, n: number, picture: Picture, from: number, to: number): void {
  windows(n, picture, (at, window, count) => {
    for (let i = 0; i < count; i++) numbers[to + window + i] = numbers[from + at + i];
  });
}

/** Rows of windows added to pictures. */
function scatter(numbers: Float32Array | Float64Array, n: number, picture: Picture, from: number, to: number): void {
  windows(n, picture, (at, window, count) => {
    for (let i = 0; i < count; i++) numbers[to + at + i] += numbers[from + window + i];
  });
}

class Convolution implements Layer {
  readonly #windows: number;
  readonly #turned: number;
  readonly #places: number;
  readonly #fan: number;

  constructor(
    private readonly arena: Arena,
    private readonly from: Picture,
    private readonly channels: number,
    private readonly at: number,
    private readonly gradient: number,
    batch: number,
  ) {
    this.#places = (from.rows * from.columns) / 4;
    this.#fan = TAPS * from.channels;
    this.#windows = arena.take(batch * this.#places * this.#fan);
    this.#turned = arena.take(this.#fan * channels);
  }

  forward(n: number, x: number, y: number): void {
    const { arena, channels } = this;
    const places = n * this.#places;
    gather(arena.numbers, n, this.from, x, this.#windows);
    offsetRows(arena.numbers, this.at + this.#fan * channels, channels, y, places);
    arena.multiply(this.#windows, this.#fan, 1, this.at, y, places, this.#fan, channels, true);
    bend(arena.numbers, y, places * channels);
  }

  backward(n: number, x: number, y: number, dy: number, dx: number): void {
    const { arena, channels } = this;
    const places = n * this.#places;
    const fan = this.#fan;
    unbend(arena.numbers, y, dy, places * channels);
    sumRows(arena.numbers, dy, places, channels, this.gradient + fan * channels);
    gather(arena.numbers, n, this.from, x, this.#windows);
    arena.multiply(this.#windows, 1, fan, dy, this.gradient, fan, places, channels, true);
    if (dx < 0) return;
    transpose(arena.numbers, this.at, fan, channels, this.#turned);
    arena.multiply(dy, channels, 1, this.#turned, this.#windows, places, channels, fan, false);
    arena.numbers.fill(0, dx, dx + n * size(this.from));
    scatter(arena.numbers, n, this.from, this.#windows, dx);
    // Places outside must be 0 for the next gathering.
    arena.numbers.fill(0, this.#windows, this.#windows + places * fan);
  }
}

class Spreading implements Layer {
  readonly #windows: number;
  readonly #turned: number;
  readonly #places: number;
  readonly #fan: number;

  constructor(
    private readonly arena: Arena,
    private readonly channels: number,
    private readonly to: Picture,
    private readonly bent: boolean,
    private readonly at: number,
    private readonly gradient: number,
    batch: number,
  ) {
    this.#places = (to.rows * to.columns) / 4;
    this.#fan = TAPS * to.channels;
    this.#windows = arena.take(batch * this.#places * this.#fan);
    this.#turned = arena.take(channels * this.#fan);
  }

  forward(n: number, x: number, y: number): void {
    const { arena, channels, to } = this;
    const places = n * this.#places;
    arena.multiply(x, channels, 1, this.at, this.#windows, places, channels, this.#fan, false);
    offsetRows(arena.numbers, this.at + channels * this.#fan, to.channels, y, n * to.rows * to.columns);
    scatter(arena.numbers, n, to, this.#windows, y);
    if (this.bent) bend(arena.numbers, y, n * size(to));
  }

  backward(n: number, x: number, y: number, dy: number, dx: number): void {
    const { arena, channels, to } = this;
    const places = n * this.#places;
    const fan = this.#fan;
    if (this.bent) unbend(arena.numbers, y, dy, n * size(to));
    sumRows(arena.numbers, dy, n * to.rows * to.columns, to.channels, this.gradient + channels * fan);
    arena.numbers.fill(0, this.#windows, this.#windows + places * fan);
    gather(arena.numbers, n, to, dy, this.#windows);
    arena.multiply(x, 1, channels, this.#windows, this.gradient, channels, places, fan, true);
    if (dx < 0) return;
    transpose(arena.numbers, this.at, channels, fan, this.#turned);
    arena.multiply(this.#windows, fan, 1, this.#turned, dx, places, fan, channels, false);
  }
}
