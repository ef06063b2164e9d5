/** Encoders beside each other count as much as their weights say. */
import { expect, it } from "vitest";
import { columnMoments, matrix, Random } from "../../src/math";
import { fuse } from "../../src/sound/fuse";
import { parseEncoderName } from "../../src/sound";
import type { Matrix } from "../../src/types";

const ROWS = 50;

function drawn(columns: number, scale: number): Matrix {
  const random = new Random(columns);
  const out = matrix(ROWS, columns);
  out.data.forEach((_, i) => (out.data[i] = scale * random.normal()));
  return out;
}

const totalDeviation = (m: Matrix, from: number, to: number): number =>
  Math.hypot(...columnMoments(m).deviation.slice(from, to));

it("brings every part to a total deviation of its weight", () => {
  const both = fuse([drawn(3, 100), drawn(5, 0.01)], [1, 0.7]);
  expect(both.columns).toBe(8);
  expect(totalDeviation(both, 0, 3)).toBeCloseTo(1, 5);
  expect(totalDeviation(both, 3, 8)).toBeCloseTo(0.7, 5);
});

it("leaves a single part as it is, and a part that does not vary at zero", () => {
  const one = drawn(3, 100);
  expect(fuse([one], [0.7])).toBe(one);
  expect(totalDeviation(fuse([one, matrix(ROWS, 2)], [1, 1]), 3, 5)).toBe(0);
});

it("reads weights behind any encoder", () => {
  expect(parseEncoderName("onnx:a.json:weight=0.4+log-mel:weight=2").map(({ output }) => output.weight)).toEqual([
    0.4, 2,
  ]);
  expect(() => parseEncoderName("log-mel:weight=-1")).toThrow();
});
