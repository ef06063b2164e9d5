/** The X/Y pad as a controller: two fingers, a third, a pen, learning along the way the finger goes. */
import { expect, it } from "vitest";
import { control } from "../../src/controls";
import { FRESH_PAD, MidiMap, PAD, PadFingers, wholeOf } from "../../src/input";

it("two fingers have axes of their own, whatever order they go in; a third one changes nothing", () => {
  const fingers = new PadFingers();
  expect(fingers.down(7, { x: 0.1, y: 0.2 })).toBe(true);
  expect(fingers.down(8, { x: 0.5, y: 0.5 })).toBe(true);
  expect(fingers.down(9, { x: 0.9, y: 0.9 })).toBe(false);
  expect(fingers.axes(7, { x: 0.3, y: 1.7 })).toEqual([
    [0, 0.3],
    [1, 1],
  ]);
  expect(fingers.axes(8, { x: -1, y: 0.5, pressure: 0.25 })).toEqual([
    [2, 0],
    [3, 0.5],
    [4, 0.25],
  ]);
  expect(fingers.axes(9, { x: 0.3, y: 0.3 })).toEqual([]);
  fingers.up(7);
  // The second finger stays the second; the next to come is the first.
  expect(fingers.axes(8, { x: 1, y: 1 })[0]).toEqual([2, 1]);
  fingers.down(9, { x: 0, y: 0 });
  expect(fingers.axes(9, { x: 1, y: 1 })[0]).toEqual([0, 1]);
  fingers.up(8);
  fingers.up(9);
  expect(fingers.touched).toBe(false);
});

it("while learning only the way that the finger goes counts", () => {
  const fingers = new PadFingers();
  fingers.down(1, { x: 0.5, y: 0.5 });
  expect(fingers.leaning(1, { x: 0.52, y: 0.51 })).toEqual([]);
  expect(fingers.leaning(1, { x: 0.7, y: 0.6 })).toEqual([[0, 0.7]]);
  expect(fingers.leaning(1, { x: 0.6, y: 0.2 })).toEqual([[1, 0.2]]);
  const map = new MidiMap();
  map.learn("lowPass");
  for (const [axis, value] of fingers.leaning(1, { x: 0.6, y: 0.2 })) map.pad(PAD, "axis", axis, value, () => 0);
  expect(map.bindings).toMatchObject([{ device: PAD, kind: "axis", number: 1, control: "lowPass" }]);
});

it("a new pad plays at once: its middle is the sound's own pitch, its ends are an octave away", () => {
  const map = new MidiMap(FRESH_PAD);
  const pitch = (x: number): number => {
    const [deed] = map.pad(PAD, "axis", 0, x, () => 0.5);
    const { min, max } = control("pitch");
    return deed.type === "control" ? min + (max - min) * deed.travel : NaN;
  };
  expect([pitch(0), pitch(0.5), pitch(1)]).toEqual([-12, 0, 12]);
  expect(wholeOf(FRESH_PAD[0], 0.625)).toBe(1);
});
