/** The target bent by anchors: what a neighbour weighs, and maps saved before `focus` was a setting. */
import { describe, expect, it } from "vitest";
import { anchoredOf, anchoredTarget, mixIn } from "../../src/mapping/anchored";
import { matrix } from "../../src/math";

describe("an anchored target", () => {
  it("mixes in given points by the cosine's power, negative cosines not at all", () => {
    const given = matrix(3, 1, Float32Array.of(1, 10, 1000));
    const y = Float32Array.of(4);
    mixIn(y, given, [0, 1, 2], Float64Array.of(0.8, 0.4, -0.5), 0.25, 3);
    const [near, far] = [0.8 ** 3, 0.4 ** 3];
    expect(y[0]).toBeCloseTo(0.75 * 4 + (0.25 * (near * 1 + far * 10)) / (near + far), 6);
  });

  it("restores a map without focus with the squares it was fitted with", () => {
    const parts = {
      reduce: { weights: matrix(2, 2, Float32Array.of(1, 0, 0, 1)), offset: new Float32Array(2) },
      linear: { weights: matrix(1, 2, Float32Array.of(1, 2)), offset: new Float32Array(1) },
      anchors: matrix(2, 2, Float32Array.of(1, 0, 0.6, 0.8)),
      given: matrix(2, 1, Float32Array.of(5, -3)),
      near: 2,
      pull: 0.5,
    };
    const vector = Float32Array.of(0.8, 0.6);
    const squares = anchoredOf({ ...parts, focus: 2 });
    const packed = squares.pack();
    const before = { ...packed, settings: (packed.settings as Float64Array).subarray(0, 5) };
    expect(anchoredTarget(before).apply(vector)).toEqual(squares.apply(vector));
    expect(anchoredTarget(packed).apply(vector)).toEqual(squares.apply(vector));
    expect(anchoredOf({ ...parts, focus: 3 }).apply(vector)).not.toEqual(squares.apply(vector));
  });
});
