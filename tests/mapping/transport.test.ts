/** Assignment and entropic transports give the values of SciPy 1.10.1 and POT 0.8.2 (Debian), cited here. */
import { expect, it } from "vitest";
import { matrix, optimalAssignment, squaredDistance } from "../../src/math";
import { gromovWasserstein } from "../../src/mapping/transport/gromov";
import { sinkhorn } from "../../src/mapping/transport/sinkhorn";
import { quiet } from "./spaces";

/** ((i·a + j·b + 3·i·j) mod 17)/17: tables that need no random numbers. */
const table = (n: number, m: number): Float64Array =>
  Float64Array.from({ length: n * m }, (_, at) => {
    const [i, j] = [Math.floor(at / m), at % m];
    return ((i * 5 + j * 7 + i * j * 3) % 17) / 17;
  });

/** Euclidean distances of rows made by a formula. */
function distances(rows: number, columns: number, number: (i: number, k: number) => number): Float64Array {
  const x = Float64Array.from({ length: rows * columns }, (_, at) => number(Math.floor(at / columns), at % columns));
  return Float64Array.from({ length: rows * rows }, (_, at) =>
    Math.sqrt(squaredDistance(x, Math.floor(at / rows) * columns, x, (at % rows) * columns, columns)),
  );
}

it("scipy.optimize.linear_sum_assignment", () => {
  const cost = table(6, 8);
  const found = optimalAssignment(matrix(6, 8, Float32Array.from(cost)));
  let sum = 0;
  found.forEach((j, i) => {
    sum += cost[i * 8 + j];
  });
  expect(sum).toBeCloseTo(0.8823529411764706, 12);
});

it("ot.sinkhorn(reg=0.05)", () => {
  const cost = table(5, 4);
  const [p, q] = [Float64Array.of(0.1, 0.2, 0.3, 0.25, 0.15), Float64Array.of(0.4, 0.1, 0.2, 0.3)];
  const { plan } = sinkhorn(cost, p, q, 0.05, 20_000, 1e-13);
  expect(plan.reduce((sum, w, at) => sum + w * cost[at], 0)).toBeCloseTo(0.30535503652153084, 9);
  const pot = [
    0.099961906, 1.232e-6, 0.0, 3.6862e-5, 0.036294401, 1.3e-8, 1.053e-6, 0.163704533, 0.016449008, 0.084570368,
    0.198978754, 1.87e-6, 0.097961382, 0.014768261, 0.001018858, 0.136251498, 0.149333302, 0.000660126, 1.335e-6,
    5.236e-6,
  ];
  pot.forEach((w, at) => {
    expect(plan[at]).toBeCloseTo(w, 7);
  });
});

it("ot.gromov.entropic_gromov_wasserstein(square_loss, epsilon=0.02)", async () => {
  const a = distances(6, 2, (i, k) => ((i * 5 + k * 7 + i * k * 3) % 17) / 17);
  const b = distances(5, 3, (i, k) => ((i * 3 + k * 11 + i * k * 5) % 19) / 19);
  const [p, q] = [new Float64Array(6).fill(1 / 6), new Float64Array(5).fill(1 / 5)];
  const found = await gromovWasserstein(a, b, p, q, { epsilon: 0.02, iterations: 5000, inner: 5000 }, quiet());
  expect(found.loss).toBeCloseTo(0.07277723918928994, 5);
  const pot = [
    0, 0.0010835, 0, 0, 0.1655832, 0.1660093, 0, 0.0002285, 0.0004289, 0, 2e-7, 0.0654412, 0.0999959, 3.8e-6, 0.0012255,
    0, 0, 0, 0.1666666, 0, 0, 0.1334753, 0, 0, 0.0331913, 0.0339905, 0, 0.0997755, 0.0329007, 0,
  ];
  pot.forEach((w, at) => {
    expect(found.plan[at]).toBeCloseTo(w, 4);
  });
});
