/** Gamepads tell what has moved, and only that. */
import { expect, it } from "vitest";
import { Gamepads } from "../../src/ui/gamepads";

it("sticks lie between 0 and 1, trembling is nothing, a first look is no movement", () => {
  const told: [string, string, number, number][] = [];
  const pads = new Gamepads((device, kind, number, value) => told.push([device, kind, number, value]));
  const look = (axes: number[], buttons: number[]): void =>
    pads.look([null, { id: "stick", axes, buttons: buttons.map((value) => ({ value })) } as unknown as Gamepad], 0);
  look([0, -1], [0]);
  look([0.001, -1], [0]);
  expect(told).toEqual([]);
  look([1, -1], [1]);
  expect(told).toEqual([
    ["stick", "axis", 0, 1],
    ["stick", "button", 0, 1],
  ]);
  look([1, 0], [1]);
  expect(told.at(-1)).toEqual(["stick", "axis", 1, 0.5]);
});
