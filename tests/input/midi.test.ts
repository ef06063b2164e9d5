/** MIDI: learning, the widths of controllers, pick-up, notes, pedal, panic; and a clock that neither drifts nor jitters. */
import { describe, expect, it } from "vitest";
import { MidiClock, MidiMap } from "../../src/input";
import { Random } from "../../src/math";

const still = (): number => 0;

describe("MidiMap", () => {
  it("learns a controller, keeps it to its device and channel, and moves the control", () => {
    const map = new MidiMap();
    map.learn("pitch");
    expect(map.take([0xb0, 20, 64], "box", still)[0]).toMatchObject({ type: "learned" });
    expect(map.learning).toBeUndefined();
    expect(map.take([0xb0, 20, 127], "box", still)).toMatchObject([{ type: "control", id: "pitch", travel: 1 }]);
    expect(map.take([0xb1, 20, 127], "box", still)).toEqual([]);
    expect(map.take([0xb0, 20, 127], "other", still)).toEqual([]);
    const restored = new MidiMap(map.bindings);
    expect(restored.take([0xb0, 20, 1], "box", still)[0]).toMatchObject({ type: "control", id: "pitch" });
  });

  it("reads the fine half of a 14-bit controller and an NRPN", () => {
    const map = new MidiMap();
    let now = 0;
    const at = (): number => now;
    map.learn("gain");
    map.take([0xb0, 7, 0], "box", at);
    const deeds = [...map.take([0xb0, 7, 64], "box", () => 0.5), ...map.take([0xb0, 39, 1], "box", () => 64 / 127)];
    expect(deeds.at(-1)).toMatchObject({ type: "control", id: "gain", travel: ((64 << 7) | 1) / 16383 });
    map.take([0xb0, 99, 3], "box", at);
    map.take([0xb0, 98, 5], "box", at);
    map.learn("scan");
    map.take([0xb0, 6, 0], "box", at);
    now = 0;
    map.take([0xb0, 6, 1], "box", at);
    now = 1 / 127;
    expect(map.take([0xb0, 38, 2], "box", at)).toMatchObject([
      { type: "control", id: "scan", travel: ((1 << 7) | 2) / 16383 },
    ]);
    expect(map.bindings.find(({ control }) => control === "scan")).toMatchObject({
      kind: "nrpn",
      number: (3 << 7) | 5,
    });
  });

  it("turns a relative encoder both ways and stops at the ends", () => {
    const binding = {
      device: "box",
      channel: 0,
      kind: "relative",
      number: 30,
      control: "pan",
      from: 0,
      to: 1,
    } as const;
    const map = new MidiMap([binding]);
    expect(map.take([0xb0, 30, 2], "box", () => 0.5)).toMatchObject([
      { type: "control", id: "pan", travel: 0.5 + 2 / 127 },
    ]);
    expect(map.take([0xb0, 30, 127], "box", () => 0)).toMatchObject([{ type: "control", id: "pan", travel: 0 }]);
  });

  it("waits until the controller has come to where the knob is", () => {
    const binding = { device: "box", channel: 0, kind: "cc", number: 30, control: "pan", from: 0, to: 1 } as const;
    const map = new MidiMap([binding]);
    expect(map.take([0xb0, 30, 0], "box", () => 0.5)).toEqual([]);
    expect(map.take([0xb0, 30, 40], "box", () => 0.5)).toEqual([]);
    expect(map.take([0xb0, 30, 80], "box", () => 0.5)).toHaveLength(1);
    expect(map.take([0xb0, 30, 120], "box", () => 80 / 127)).toHaveLength(1);
    // Turned by another hand meanwhile: it has to come back first.
    expect(map.take([0xb0, 30, 119], "box", () => 0.1)).toEqual([]);
  });

  it("tells notes, pedal, bend, programme and panic apart, and passes over the rest", () => {
    const map = new MidiMap();
    const take = (...data: number[]) => map.take(data, "box", still);
    expect(take(0x93, 60, 127)).toEqual([{ type: "note", on: true, note: 60, velocity: 1, channel: 3 }]);
    expect(take(0x93, 60, 0)[0]).toMatchObject({ type: "note", on: false });
    expect(take(0x83, 60, 9)[0]).toMatchObject({ type: "note", on: false });
    expect(take(0xb0, 64, 127)).toEqual([{ type: "pedal", down: true }]);
    expect(take(0xe0, 0, 64)).toEqual([{ type: "bend", channel: 0, value: 0 }]);
    expect(take(0xe0, 127, 127)).toEqual([{ type: "bend", channel: 0, value: 1 }]);
    expect(take(0xc0, 4)).toEqual([{ type: "program", number: 4 }]);
    expect(take(0xb0, 120, 0)).toEqual([{ type: "panic" }]);
    expect(take(0xb0, 123, 0)).toEqual([{ type: "panic" }]);
    expect(take(0xf8)).toEqual([{ type: "clock", what: "tick" }]);
    for (const data of [[], [0xf0, 1, 2], [0xfe]]) expect(map.take(data, "box", still)).toEqual([]);
  });
});

describe("MidiClock", () => {
  it("at 120 a minute for ten minutes, ticks up to 2 ms late: drift under 1 ms", () => {
    const clock = new MidiClock();
    const random = new Random(1);
    let drift = 0;
    let jitter = 0;
    let beats = 0;
    clock.start();
    for (let tick = 0; tick < 10 * 60 * 48; tick++) {
      const at = tick / 48;
      clock.tick(at + random.next() * 0.002);
      if (tick < 480 || tick % 24 !== 0) continue;
      // The mean lateness, 1 ms, is no drift: no receiver can know of it.
      const error = clock.next(at + 0.1, 1) - (at + 0.5) - 0.001;
      drift = Math.max(drift, Math.abs(error));
      jitter += error * error;
      beats++;
    }
    expect(clock.tempo).toBeCloseTo(120, 0);
    expect(drift).toBeLessThan(0.001);
    expect(Math.sqrt(jitter / beats)).toBeLessThan(0.0005);
  });

  it("gives the grid, the time itself without a clock, and follows a change of tempo", () => {
    const clock = new MidiClock();
    expect(clock.next(3.3, 4)).toBe(3.3);
    for (let tick = 0; tick <= 240; tick++) clock.tick(tick / 48);
    expect(clock.next(5.01, 4)).toBeCloseTo(5.125, 6);
    expect(clock.next(5, 1)).toBeCloseTo(5, 6);
    for (let tick = 1; tick <= 2400; tick++) clock.tick(5 + tick / 36);
    expect(clock.tempo).toBeCloseTo(90, 1);
  });
});
