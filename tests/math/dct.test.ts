/** The folded DCT against its formula; quick logarithms and powers against Math's. */
import { describe, expect, it } from "vitest";
import { Dct, quickLog2, quickPower, Random } from "../../src/math";

describe("Dct", () => {
  it.each([
    [40, 13],
    [128, 24],
    [6, 6],
  ])("of %i numbers to %i is the orthonormal DCT-II", (count, coefficients) => {
    const random = new Random(3);
    const x = Float64Array.from({ length: count + 1 }, () => random.normal());
    const out = new Float32Array(coefficients + 2).fill(7);
    new Dct(count, coefficients).transform(x, 1, out, 1);
    for (let k = 0; k < coefficients; k++) {
      let sum = 0;
      for (let n = 0; n < count; n++) sum += x[n + 1] * Math.cos((Math.PI / count) * (n + 0.5) * k);
      expect(out[k + 1]).toBeCloseTo(sum * Math.sqrt((k === 0 ? 1 : 2) / count), 5);
    }
    expect([out[0], out[coefficients + 1]]).toEqual([7, 7]);
  });
});

describe("quick powers", () => {
  it("keep within their tolerances over all magnitudes", () => {
    for (let e = -30; e <= 30; e += 0.0137) {
      const x = Math.fround(10 ** e);
      expect(Math.abs(quickLog2(x) - Math.log2(x))).toBeLessThan(4e-6);
      expect(Math.abs(quickPower(x, 0.16) / x ** 0.16 - 1)).toBeLessThan(1e-5);
    }
    expect(quickPower(0, 0.16)).toBe(0);
    expect(quickPower(1e-40, 0.16)).toBe(0);
  });
});
