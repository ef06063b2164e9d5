/** Transposed upwards nothing folds back: sounds that would lie above half the rate are gone, the rest keeps its level. */
import { describe, expect, it } from "vitest";
import { transposedLevel } from "../../bench/aliasing";
import { RATE } from "./setup";

const NYQUIST = RATE / 2;

describe("aliasing", () => {
  for (const pitch of [5, 12, 24, 48])
    for (const format of ["float32", "int16"] as const)
      it(`${pitch} semitones up, ${format}`, () => {
        const rate = 2 ** (pitch / 12);
        // 1.3 times half the rate once transposed.
        expect(transposedLevel((1.3 * NYQUIST) / rate, pitch, 0, format)).toBeLessThan(-65);
        expect(Math.abs(transposedLevel((0.4 * NYQUIST) / rate, pitch, 0, format))).toBeLessThan(0.5);
      });

  it("the same measure hears what a cubic folds back", () => {
    expect(transposedLevel(15600, 12, 3)).toBeGreaterThan(-12);
  });
});
