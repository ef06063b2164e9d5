/** Every gradient that a method descends equals the finite difference of its loss. */
import { describe, expect, it } from "vitest";
import { judgeGradient, turnGradient } from "../../src/mapping/adversarial/train";
import { cycleLoss } from "../../src/mapping/icp/cycle-loss";
import { tsneGradient } from "../../src/mapping/preparation/tsne";
import { crossEntropy, infoNce, stressLoss, tripletLoss, unitRows } from "../../src/mapping/train/losses";
import { backward, forward, startParameters, type Shape } from "../../src/mapping/train/network";
import { Random } from "../../src/math";

const random = new Random(3);
const numbers = (n: number): Float64Array => Float64Array.from({ length: n }, () => random.normal());
const STEP = 1e-5;

/** Central differences of `loss` in every number of x. */
function differences(x: Float64Array, loss: (x: Float64Array) => number): Float64Array {
  return x.map((value, i) => {
    const at = (v: number): number => {
      const moved = x.slice();
      moved[i] = v;
      return loss(moved);
    };
    return (at(value + STEP) - at(value - STEP)) / (2 * STEP);
  });
}

function expectAlike(gradient: Float64Array, x: Float64Array, loss: (x: Float64Array) => number): void {
  const expected = differences(x, loss);
  expect(expected.some((v) => Math.abs(v) > 1e-6)).toBe(true);
  gradient.forEach((g, i) => {
    expect(Math.abs(g - expected[i])).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected[i])));
  });
}

const [n, d] = [5, 3];

describe("network", () => {
  it.each(["tanh", "leaky"] as const)("%s: in parameters and in the input", (activation) => {
    const shape: Shape = { sizes: [d, 6, 4, 2], activation };
    const parameters = startParameters(shape, random);
    const x = numbers(n * d);
    const wish = numbers(n * 2);
    const loss = (p: Float64Array, input: Float64Array): number => {
      const layers = forward(shape, p, input, n);
      return layers[3].reduce((sum, y, i) => sum + y * wish[i], 0);
    };
    const into = new Float64Array(parameters.length);
    const below = backward(shape, parameters, forward(shape, parameters, x, n), n, wish, into);
    expectAlike(into, parameters, (p) => loss(p, x));
    expectAlike(below, x, (input) => loss(parameters, input));
  });
});

describe("losses", () => {
  const [f, g] = [numbers(n * d), numbers(n * d)];
  it("triplet hinge with margin", () => {
    const found = tripletLoss(f, g, n, d, 0.7);
    expectAlike(found.first, f, (x) => tripletLoss(x, g, n, d, 0.7).loss);
    expectAlike(found.second, g, (x) => tripletLoss(f, x, n, d, 0.7).loss);
  });
  it("InfoNCE, its temperature too", () => {
    const found = infoNce(f, g, n, d, 0.4);
    expectAlike(found.first, f, (x) => infoNce(x, g, n, d, 0.4).loss);
    expectAlike(found.second, g, (x) => infoNce(f, x, n, d, 0.4).loss);
    expectAlike(Float64Array.of(found.scale), Float64Array.of(0.4), ([s]) => infoNce(f, g, n, d, s).loss);
  });
  it("unit length", () => {
    const wish = numbers(n * d);
    const value = (x: Float64Array): number => unitRows(x, d).y.reduce((sum, y, i) => sum + y * wish[i], 0);
    expectAlike(unitRows(f, d).back(wish), f, value);
  });
  it("kept distances", () => {
    const wanted = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) wanted[i * n + j] = wanted[j * n + i] = 1 + random.next();
    expectAlike(stressLoss(f, wanted, n, d).gradient, f, (x) => stressLoss(x, wanted, n, d).loss);
  });
  it("cross entropy", () => {
    expectAlike(crossEntropy(f, 0.9).gradient, f, (x) => crossEntropy(x, 0.9).loss);
  });
  it("t-SNE", () => {
    const p = new Float64Array(n * n);
    let total = 0;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) {
        p[i * n + j] = p[j * n + i] = random.next();
        total += 2 * p[i * n + j];
      }
    const shares = p.map((v) => v / total);
    expectAlike(tsneGradient(shares, f, n, d).gradient, f, (y) => tsneGradient(shares, y, n, d).loss);
  });
});

describe("icp", () => {
  it("cycle loss in both matrices", () => {
    const [t, s] = [numbers(d * d), numbers(d * d)];
    const [x, u, y, w] = [numbers(n * d), numbers(n * d), numbers(4 * d), numbers(4 * d)];
    const found = cycleLoss(t, s, x, u, y, w, d, 0.3);
    expectAlike(found.forth, t, (m) => cycleLoss(m, s, x, u, y, w, d, 0.3).loss);
    expectAlike(found.back, s, (m) => cycleLoss(t, m, x, u, y, w, d, 0.3).loss);
  });
});

describe("adversarial", () => {
  const shape: Shape = { sizes: [d, 5, 4, 1], activation: "leaky" };
  it.each(["none", "weight", "spectral"] as const)("norm=%s: discriminator and turn", (norm) => {
    const judge = startParameters(shape, random);
    const [x, y, w] = [numbers(n * d), numbers(n * d), numbers(d * d)];
    const how = { norm, smoothing: 0.1 };
    expectAlike(judgeGradient(shape, judge, x, y, how).gradient, judge, (p) => judgeGradient(shape, p, x, y, how).loss);
    const turn = turnGradient(shape, judge, w, x, d, how);
    expectAlike(turn.gradient, w, (m) => turnGradient(shape, judge, m, x, d, how).loss);
  });
});
