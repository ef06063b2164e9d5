/** Nothing the engine does adds a click: what it plays has nothing above 8 kHz, so whatever sounds above 16 kHz is ours. */
import { describe, expect, it } from "vitest";
import { clicks } from "../../bench/click-ear";
import { CASES, clickOf, clickOfStealing, MATERIAL } from "../../bench/clicks";
import { engineWith, RATE, renderAll, word } from "./setup";

describe("clicks", () => {
  for (const material of ["sine", "noise"] as const)
    for (const [what, { most }] of Object.entries(CASES))
      it(`${what}, ${material}`, () => {
        expect(clickOf(material, what)).toBeLessThan(most);
      });

  it("stealing grains from a full pool", () => {
    expect(clickOfStealing()).toBeLessThan(-100);
  });

  it("would be found: the same ear hears a hard gate", () => {
    const engine = engineWith([MATERIAL.noise]);
    engine.cloud(word(1, 0, 5));
    const [left] = renderAll(engine, RATE * 0.3);
    expect(clicks(left.map((x, i) => (i < RATE * 0.2 ? x : 0)))).toBeGreaterThan(-60);
  });
});
