/** The projected grains: as many dots as grains begin, thinned only where an eye could not tell. */
import { expect, test } from "vitest";
import { GrainView } from "../../src/ui/grain-view";

const source = { x: 100, y: 200, width: 40, hue: 60, level: 0.5 };

/** Dots after so many seconds of that many grains a second. */
function dots(rate: number, seconds: number): number {
  const view = new GrainView();
  for (let i = 0; i < seconds * 50; i++) view.step(1 / 50, [source], rate, 1000);
  return view.dots;
}

test("every grain is a dot while there are few", () => {
  expect(dots(100, 0.5)).toBeGreaterThanOrEqual(49);
  expect(dots(100, 0.5)).toBeLessThanOrEqual(50);
});

test("fifty thousand grains a second stay few enough to be drawn", () => {
  expect(dots(50_000, 5)).toBeLessThanOrEqual(1450);
  expect(dots(50_000, 5)).toBeGreaterThan(1000);
});

test("dots fade away when nothing sounds any more", () => {
  const view = new GrainView();
  view.step(0.1, [source], 1000, 1000);
  expect(view.busy).toBe(true);
  for (let i = 0; i < 60; i++) view.step(1 / 50, [], 1000, 1000);
  expect(view.busy).toBe(false);
});
