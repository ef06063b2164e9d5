/** The vector of a sound under frozen nets is the minimum of its loss, also where Newton's whole steps lead away. */
import { expect, it } from "vitest";
import { Random } from "../../src/math";
import { inferVector } from "../../src/sound/learned/infer";

const SIZE = 32;
const PAIRS = 32;
const OTHERS = 128;

it.each([0.1, 0.5, 1, 2])("has no slope left at the answer (moments of deviation %d)", (deviation) => {
  const random = new Random(2);
  const drawn = (rows: number): Float32Array =>
    Float32Array.from({ length: rows * SIZE }, () => deviation * random.normal());
  const a = drawn(PAIRS);
  const b = drawn(PAIRS).map((x, i) => x + 0.5 * a[i]);
  const background = drawn(OTHERS);
  const v = inferVector(a, b, background, SIZE);
  const slope = v.map((x) => 0.02 * x);
  const add = (first: number, rows: Float32Array, second: number, near: number, share: number): void => {
    let z = 0;
    for (let c = 0; c < SIZE; c++) z += (a[first * SIZE + c] + v[c]) * rows[second * SIZE + c];
    for (let c = 0; c < SIZE; c++) slope[c] += share * (1 / (1 + Math.exp(-z)) - near) * rows[second * SIZE + c];
  };
  for (let i = 0; i < PAIRS; i++) add(i, b, i, 1, 1 / PAIRS);
  for (let k = 0; k < OTHERS; k++) add(k % PAIRS, background, k, 0, 1 / OTHERS);
  expect(Math.max(...slope.map(Math.abs))).toBeLessThan(1e-6);
  expect(Math.hypot(...v)).toBeGreaterThan(0.01);
});
