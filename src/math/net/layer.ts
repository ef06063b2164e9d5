/** What a layer of a net is, and the one bend between layers. */
import type { Arena } from "./arena";

/** Numbers and parameters of a layer, before it has a place. */
export interface LayerShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly parameters: number;
  /** Numbers into one output: sets the size of the first weights. */
  readonly fan: number;
  /** Of the parameters, how many at the end are offsets. */
  readonly offsets: number;
  /** Parameters from `at`, their gradient from `gradient`, for batches of at most `batch` rows. */
  open(arena: Arena, at: number, gradient: number, batch: number): Layer;
}

/** A layer in its place: rows are read and written where the arena has them. */
export interface Layer {
  /** n rows from x to y. */
  forward(n: number, x: number, y: number): void;
  /** The gradient in y at dy (overwritten) is added to the parameters' gradient, and written to dx unless that is −1. */
  backward(n: number, x: number, y: number, dy: number, dx: number): void;
}

/** Below zero the bend keeps a tenth. */
const LEAK = 0.1;

/** x where positive, a tenth of it elsewhere (Maas et al. 2013), in place. */
export function bend(numbers: Float32Array | Float64Array, at: number, count: number): void {
  for (let i = at; i < at + count; i++) if (numbers[i] < 0) numbers[i] *= LEAK;
}

/** The gradient taken back through the bend, by the signs of what came out of it. */
export function unbend(numbers: Float32Array | Float64Array, y: number, dy: number, count: number): void {
  for (let i = 0; i < count; i++) if (numbers[y + i] < 0) numbers[dy + i] *= LEAK;
}

/** `rows` rows become copies of the offsets. */
export function offsetRows(
  numbers: Float32Array | Float64Array,
  offsets: number,
  columns: number,
  y: number,
  rows: number,
): void {
  for (let r = 0; r < rows; r++) numbers.copyWithin(y + r * columns, offsets, offsets + columns);
}

/** The columns' sums are added to the gradient of the offsets. */
export function sumRows(
  numbers: Float32Array | Float64Array,
  dy: number,
  rows: number,
  columns: number,
  gradient: number,
): void {
  for (let r = 0, at = dy; r < rows; r++, at += columns)
    for (let c = 0; c < columns; c++) numbers[gradient + c] += numbers[at + c];
}

/** rows × columns from `from` to columns × rows at `to`. */
export function transpose(
  numbers: Float32Array | Float64Array,
  from: number,
  rows: number,
  columns: number,
  to: number,
): void {
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) numbers[to + c * rows + r] = numbers[from + r * columns + c];
}
