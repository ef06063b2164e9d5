/** The pace of typing, and where the clock is, as modulators hear them. */
import { expect, it } from "vitest";
import { Keystrokes, MidiClock } from "../../src/input";

it("five keys a second are a pace of five; a rest lets it fall to nothing", () => {
  const keys = new Keystrokes();
  expect(keys.pace(0)).toBe(0);
  for (let i = 0; i < 20; i++) keys.down(`Key${i}`, i / 5);
  expect(keys.pace(19 / 5)).toBeCloseTo(5, 6);
  expect(keys.pace(19 / 5 + 1)).toBeLessThan(3);
  expect(keys.pace(19 / 5 + 2)).toBe(0);
});

it("beats are counted from the clock's start, between ticks too", () => {
  const clock = new MidiClock();
  expect(clock.beats(1)).toBeUndefined();
  clock.start();
  for (let tick = 0; tick <= 240; tick++) clock.tick(tick / 48);
  expect(clock.beats(5)).toBeCloseTo(10, 6);
  expect(clock.beats(5.13)).toBeCloseTo(10.26, 6);
});
