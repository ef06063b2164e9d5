/** Planted structure: a cloud of clusters, turned, is turned back without known pairs, by every method that claims to. */
import { describe, expect, it } from "vitest";
import { adversarialTurn } from "../../src/mapping/adversarial/train";
import { ADVERSARIAL } from "../../src/mapping/adversarial/defaults";
import { affineRows } from "../../src/mapping/affine";
import { axesOnto } from "../../src/mapping/axes";
import { cycleIcp } from "../../src/mapping/icp/train";
import { eye } from "../../src/mapping/linear";
import { randomTurn } from "../../src/mapping/orthogonal";
import { turnOnto } from "../../src/mapping/procrustes";
import { landWords, turnOfLanded } from "../../src/mapping/transport/barycentric";
import { Random } from "../../src/math";
import type { Matrix } from "../../src/types";
import { cloud, D, planes, share, turned } from "./plant";
import { quiet } from "./spaces";

const random = new Random(1);
const a = cloud(1000, random);
const moved = (turn: Matrix): Matrix => affineRows({ weights: turn, offset: new Float32Array(D) }, a);

describe("turned by 0.8 rad in five orthogonal planes", () => {
  const b = turned(a, planes(0.8), random);
  it("the identity finds at most half", () => {
    expect(share(a, b)).toBeLessThan(0.5);
  });
  it("procrustes recovers at least 0.85 of the pairs", async () => {
    expect(share(moved(await turnOnto(a, b, 100, quiet())), b)).toBeGreaterThanOrEqual(0.85);
  });
  it("icp too, by its mini-batches alone", async () => {
    const options = { epochs: 10, batch: 128, rate: 0.05, momentum: 0, cycle: 0.1, orthogonal: 0.1 };
    const turn = await cycleIcp(a, b, eye(D), options, undefined, quiet());
    expect(share(moved(turn), b)).toBeGreaterThanOrEqual(0.85);
  });
});

describe("turned by any rotation", () => {
  const b = turned(a, randomTurn(D, 51), random);
  it("gromov-wasserstein recovers at least 0.85 of the pairs", async () => {
    const landed = await landWords(a, b, { points: 120, epsilon: 0.005, iterations: 10, restarts: 1 }, quiet());
    expect(share(moved(turnOfLanded(landed)), b)).toBeGreaterThanOrEqual(0.85);
  });
  it("adversarial recovers at least 0.7, best of restarts by its own criterion", async () => {
    const options = { ...ADVERSARIAL, epochs: 2, refine: 6 };
    const found = [];
    for (let r = 0; r < 3; r++) {
      const start = axesOnto(a, b, r === 0 ? undefined : new Random(r));
      found.push(await adversarialTurn(a, b, start, options, quiet(100 + r)));
    }
    found.sort((x, y) => y.criterion - x.criterion);
    expect(share(moved(found[0].turn), b)).toBeGreaterThanOrEqual(0.7);
  });
});
