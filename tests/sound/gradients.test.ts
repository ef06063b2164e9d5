/** Gradients of all nets that learn here equal finite differences of their losses. */
import { describe, expect, it } from "vitest";
import { PlainArena, Random } from "../../src/math";
import { Autoencoder, denseShape, firstWeights, pictureShape } from "../../src/sound/learned/autoencoder";
import { firstNumbers, shapeOf, Sound2vec } from "../../src/sound/learned/sound2vec";

const STEP = 1e-6;

const normals = (count: number, seed: number): Float64Array => {
  const random = new Random(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};

/** Central differences of `loss` in every parameter (a live view) against the gradient. */
function expectAlike(parameters: Float64Array, gradient: ArrayLike<number>, loss: () => number): void {
  let largest = 0;
  for (let i = 0; i < parameters.length; i++) {
    const value = parameters[i];
    parameters[i] = value + STEP;
    const above = loss();
    parameters[i] = value - STEP;
    const below = loss();
    parameters[i] = value;
    const expected = (above - below) / (2 * STEP);
    largest = Math.max(largest, Math.abs(expected));
    expect(Math.abs(gradient[i] - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
  }
  expect(largest).toBeGreaterThan(1e-2);
}

/** Offsets begin at 0: the bend must not lie exactly under any of them. */
function loosen(parameters: Float64Array): Float64Array {
  for (let i = 0; i < parameters.length; i++) parameters[i] += 0.05 * Math.sin(i + 1);
  return parameters;
}

describe("gradients equal finite differences", () => {
  it.each([
    ["statistics", denseShape(7, [6, 5, 3])],
    ["variational", denseShape(7, [6, 5, 3], 0.5)],
    ["convolutional", pictureShape(8, 16, [2, 3, 2, 4])],
  ])("autoencoder, %s", (_, shape) => {
    const n = 3;
    const net = new Autoencoder(new PlainArena(true), shape, n);
    net.parameters.set(firstWeights(shape, new Random(5)));
    const parameters = loosen(net.parameters as Float64Array);
    net.write(normals(n * shape.encoder[0].inputs, 6));
    const noise = normals(n * shape.middle, 7);
    net.loss(n, noise, true);
    expectAlike(parameters, net.gradients.slice(), () => net.loss(n, noise, false));
  });

  it("sound2vec: nets and the sounds' own vectors", () => {
    const n = 4;
    const shape = shapeOf([6, 3], 5);
    const net = new Sound2vec(new PlainArena(true), shape, 3, n);
    net.parameters.set(firstNumbers(shape, 3, new Random(5)));
    const parameters = loosen(net.parameters as Float64Array);
    net.writeFirst(normals(n * 5, 8), 0);
    net.writeSecond(normals(2 * n * 5, 9), 0);
    const units = [0, 2, 2, 1];
    net.loss(units, n, true);
    expectAlike(parameters, net.gradients.slice(), () => net.loss(units, n, false));
  });
});
