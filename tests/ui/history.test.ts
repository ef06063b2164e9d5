/** Undoing everything brings back the beginning; redoing everything the end. */
import { describe, expect, it } from "vitest";
import { Knobs } from "../../src/instrument";
import { Random } from "../../src/math";
import { History } from "../../src/ui/history";
import { Shaping } from "../../src/ui/shaping";

function turned(knobs: Knobs, history: History, id: string, value: number, at: number): void {
  const before = knobs.get(id);
  knobs.set(id, value);
  history.record({ key: id, label: id, undo: () => knobs.set(id, before), redo: () => knobs.set(id, value) }, at);
}

describe("History", () => {
  it("takes back twenty mixed deeds and does them again", () => {
    const knobs = new Knobs();
    const history = new History();
    const random = new Random(3);
    const ids = ["pitch", "gain", "overlap"];
    const states = [knobs.values];
    for (let i = 0; i < 20; i++) {
      turned(knobs, history, ids[i % 3], random.next() * 10, i * 2);
      states.push(knobs.values);
    }
    for (let i = 19; i >= 0; i--) {
      history.undo();
      expect(knobs.values).toEqual(states[i]);
    }
    expect(history.undo()).toBeUndefined();
    for (let i = 1; i <= 20; i++) {
      history.redo();
      expect(knobs.values).toEqual(states[i]);
    }
  });

  it("one turn of a knob is one deed, two turns apart are two", () => {
    const knobs = new Knobs();
    const history = new History();
    for (let i = 1; i <= 10; i++) turned(knobs, history, "pitch", i, i * 0.05);
    turned(knobs, history, "pitch", 20, 5);
    history.undo();
    expect(knobs.get("pitch")).toBe(10);
    history.undo();
    expect(knobs.get("pitch")).toBe(0);
    history.redo();
    expect(knobs.get("pitch")).toBe(10);
  });

  it("two knobs turned at once are two deeds, however their turns interleave", () => {
    const shaping = new Shaping(1, () => undefined);
    for (let i = 1; i <= 100; i++) {
      shaping.turn("pitch", i / 10);
      shaping.turn("gain", -i / 10);
    }
    shaping.undo();
    expect(shaping.knobs.values).toEqual({ pitch: 10 });
    shaping.undo();
    expect(shaping.knobs.values).toEqual({});
    expect(shaping.history.last).toBeUndefined();
    // What does not commute keeps its place.
    shaping.turn("pitch", 1);
    shaping.assign({ pitch: 5 }, "preset");
    shaping.turn("pitch", 2);
    shaping.undo();
    expect(shaping.knobs.get("pitch")).toBe(5);
  });

  it("what one gesture turns is one deed; a gesture that goes back leaves none", () => {
    const shaping = new Shaping(1, () => undefined);
    const kept = shaping.gather("pad");
    shaping.turn("pitch", 3);
    shaping.turn("gain", -3);
    shaping.turn("pitch", 4);
    kept.end();
    shaping.undo();
    expect(shaping.knobs.values).toEqual({});
    shaping.redo();
    expect(shaping.knobs.values).toEqual({ pitch: 4, gain: -3 });
    const lent = shaping.gather("pad");
    shaping.turn("pitch", 9);
    lent.back();
    expect(shaping.knobs.get("pitch")).toBe(4);
    expect(shaping.history.last).toBe("pad");
    shaping.undo();
    expect(shaping.history.last).toBeUndefined();
  });

  it("a new deed forgets what was undone, and undoing records nothing", () => {
    const history = new History();
    let undone = 0;
    const deed = {
      label: "a",
      undo: () => {
        undone++;
        history.record(deed, 9);
      },
      redo: () => undefined,
    };
    history.record(deed, 0);
    expect(history.undo()).toBe("a");
    expect(undone).toBe(1);
    expect(history.last).toBeUndefined();
    history.record({ ...deed, label: "b" }, 20);
    expect(history.redo()).toBeUndefined();
  });
});
