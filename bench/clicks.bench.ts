/** The clicks of every move in every window, dB of the output's peak above 16 kHz: the worse of a sine and of noise. */
import { control } from "../src/controls";
import { CASES, clickOf, clickOfStealing } from "./clicks";
import type { Row } from "./measure";

export function measure(): Row[] {
  const windows = control("window").choices ?? [];
  return windows.flatMap((name, window) => {
    const rows = Object.entries(CASES).map(([what, { most }]) => {
      const value = Math.max(clickOf("sine", what, window), clickOf("noise", what, window));
      // The bars are Hann's.
      return {
        what: `${name}: ${what}`,
        value,
        unit: "dB",
        ...(window === 0 && { against: { name: "the bar", value: most } }),
      };
    });
    return [...rows, { what: `${name}: stealing`, value: clickOfStealing(window), unit: "dB" }];
  });
}
