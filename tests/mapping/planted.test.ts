/** Planted structure: a cloud of clusters, rotated by a known turn, is turned back without known pairs. */
import { expect, it } from "vitest";
import { matrix, nearestRow, Random, row } from "../../src/math";
import { affineRows } from "../../src/mapping/affine";
import { turnOnto } from "../../src/mapping/procrustes";
import type { Matrix } from "../../src/types";
import { quiet } from "./spaces";

const D = 10;
const ROWS = 1000;
const ANGLE = 0.8;

/** 12 clusters of unequal size and spread in 10 dimensions. */
function cloud(random: Random): Matrix {
  const centres = Array.from({ length: 12 }, () => Array.from({ length: D }, () => 2 * random.normal()));
  const out = matrix(ROWS, D);
  for (let i = 0; i < ROWS; i++) {
    const k = Math.floor(12 * random.next() ** 1.7);
    row(out, i).set(centres[k].map((x) => x + (0.5 + 0.08 * k) * random.normal()));
  }
  return out;
}

/** Rotated by ANGLE in five orthogonal planes, with noise of 5% of the deviation. */
function rotated(a: Matrix, random: Random): Matrix {
  const out = matrix(ROWS, D);
  const [c, s] = [Math.cos(ANGLE), Math.sin(ANGLE)];
  for (let i = 0; i < ROWS; i++) {
    const x = row(a, i);
    for (let p = 0; p < D; p += 2) {
      row(out, i)[p] = c * x[p] - s * x[p + 1] + 0.1 * random.normal();
      row(out, i)[p + 1] = s * x[p] + c * x[p + 1] + 0.1 * random.normal();
    }
  }
  return out;
}

const share = (a: Matrix, b: Matrix): number => {
  let right = 0;
  for (let i = 0; i < ROWS; i++) if (nearestRow(b, a.data, i * D) === i) right++;
  return right / ROWS;
};

it("recovers at least 0.85 of the pairs where the identity finds at most half", async () => {
  const random = new Random(1);
  const a = cloud(random);
  const b = rotated(a, random);
  expect(share(a, b)).toBeLessThan(0.5);
  const turn = await turnOnto(a, b, 100, quiet());
  expect(share(affineRows({ weights: turn, offset: new Float32Array(D) }, a), b)).toBeGreaterThanOrEqual(0.85);
});
