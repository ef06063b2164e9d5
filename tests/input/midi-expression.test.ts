/** MIDI beyond plain controllers: encoders, curves, registered parameters, pressure, MPE zones; and what is sent back. */
import { describe, expect, it } from "vitest";
import {
  ClockOut,
  feedback,
  type MidiBinding,
  MidiClock,
  MidiMap,
  type MidiMessage,
  MpeZones,
  wholeOf,
} from "../../src/input";
import { travelOf } from "../../src/input/midi-binding";
import { Random } from "../../src/math";

const half = (): number => 0.5;
const bound = (more: Partial<MidiBinding>): MidiBinding => ({
  device: "box",
  channel: 0,
  kind: "cc",
  number: 30,
  control: "pan",
  from: 0,
  to: 1,
  ...more,
});

describe("controllers", () => {
  it("relative encoders count in three ways", () => {
    for (const [encoding, up, down] of [
      ["twos", 3, 125],
      ["offset", 67, 61],
      ["sign", 3, 67],
    ] as const) {
      const map = new MidiMap([bound({ kind: "relative", encoding })]);
      expect(map.take([0xb0, 30, up], "box", half)).toMatchObject([{ id: "pan", travel: 0.5 + 3 / 127 }]);
      expect(map.take([0xb0, 30, down], "box", half)).toMatchObject([{ id: "pan", travel: 0.5 - 3 / 127 }]);
    }
  });

  it("a relative encoder stays within its range, also turned round", () => {
    const map = new MidiMap([bound({ kind: "relative", from: 0.6, to: 0.4 })]);
    expect(map.take([0xb0, 30, 63], "box", () => 0.41)).toMatchObject([{ travel: 0.4 }]);
    expect(map.take([0xb0, 30, 65], "box", () => 0.59)).toMatchObject([{ travel: 0.6 }]);
  });

  it("range and curve go there and back", () => {
    const binding = bound({ from: 0.8, to: 0.2, curve: 1.5 });
    expect([travelOf(binding, 0), travelOf(binding, 1)]).toEqual([0.8, expect.closeTo(0.2, 12)]);
    expect(travelOf(binding, 0.5)).toBeGreaterThan(0.7);
    for (const whole of [0, 0.1, 0.5, 0.9, 1]) expect(wholeOf(binding, travelOf(binding, whole))).toBeCloseTo(whole, 9);
    const near = new MidiMap([binding]);
    expect(near.take([0xb0, 30, 0], "box", () => 0.8)).toMatchObject([{ travel: 0.8 }]);
  });

  it("one controller keeps its device and its channel; two devices do not meddle", () => {
    const map = new MidiMap();
    let now = 0;
    for (const [device, control] of [
      ["left", "pan"],
      ["right", "gain"],
    ]) {
      map.learn(control);
      map.take([0xb3, 7, 0], device, () => now);
    }
    expect(map.bindings.map(({ device, channel, control }) => [device, channel, control])).toEqual([
      ["left", 3, "pan"],
      ["right", 3, "gain"],
    ]);
    // Halves of 14 bits from two devices do not make one number.
    map.take([0xb3, 7, 1], "left", () => 0);
    now = 1 / 127;
    expect(map.take([0xb3, 39, 5], "right", () => now)).toMatchObject([{ id: "gain", travel: 5 / 16383 }]);
    expect(map.take([0xb3, 39, 5], "left", () => now)).toMatchObject([{ id: "pan", travel: 133 / 16383 }]);
  });

  it("NRPN: increments, decrements, deselection, and RPN that is not mistaken for it", () => {
    const map = new MidiMap([bound({ kind: "nrpn", number: (1 << 7) | 2, control: "scan" })]);
    const take = (number: number, value: number, now: number) => map.take([0xb0, number, value], "box", () => now);
    take(99, 1, 0);
    take(98, 2, 0);
    expect(take(6, 64, 0.5)).toMatchObject([{ id: "scan", travel: 64 / 127 }]);
    expect(take(96, 0, 64 / 127)).toMatchObject([{ travel: (65 << 7) / 16383 }]);
    expect(take(97, 0, (65 << 7) / 16383)).toMatchObject([{ travel: (64 << 7) / 16383 }]);
    take(101, 0, 0);
    take(100, 0, 0);
    expect(take(6, 12, 0)).toEqual([{ type: "bendRange", channel: 0, semitones: 12 }]);
    take(99, 127, 0);
    take(98, 127, 0);
    expect(take(6, 64, 0.5)).toEqual([]);
    // CC 6 is a plain controller again.
    map.learn("gain");
    expect(take(6, 1, 0)).toMatchObject([{ type: "learned", binding: { kind: "cc", number: 6 } }]);
  });

  it("pressure, the wheel and a gamepad are learned like controllers; unlearned they mean what they are", () => {
    const map = new MidiMap();
    const take = (...data: number[]) => map.take(data, "box", half);
    expect(take(0xd2, 127)).toEqual([{ type: "pressure", channel: 2, value: 1 }]);
    expect(take(0xa2, 60, 127)).toEqual([{ type: "pressure", channel: 2, note: 60, value: 1 }]);
    expect(take(0xb2, 74, 127)).toEqual([{ type: "slide", channel: 2, value: 1 }]);
    map.learn("pan");
    expect(take(0xd2, 1)).toMatchObject([{ type: "learned", binding: { kind: "pressure", channel: 2 } }]);
    // What springs back needs no pick-up.
    expect(take(0xd2, 127)).toMatchObject([{ type: "control", id: "pan", travel: 1 }]);
    map.learn("pitch");
    take(0xe0, 0, 64);
    expect(take(0xe0, 127, 127)).toMatchObject([{ type: "control", id: "pitch", travel: 1 }]);
    map.learn("scan");
    map.pad("stick", "axis", 1, 0.2, half);
    expect(map.pad("stick", "axis", 1, 1, half)).toMatchObject([{ id: "scan", travel: 1 }]);
    expect(map.pad("stick", "axis", 0, 1, half)).toEqual([]);
    expect(map.pad("stick", "button", 1, 1, half)).toEqual([]);
  });

  it("learning tells what was before, so that it can be undone", () => {
    const first = bound({ control: "gain" });
    const map = new MidiMap([first]);
    map.learn("pan");
    const [deed] = map.take([0xb0, 30, 1], "box", half);
    expect(deed).toMatchObject({ type: "learned", before: [first] });
    expect(map.bindings.map(({ control }) => control)).toEqual(["pan"]);
  });

  it("reset and system messages: panic, a clock that goes on", () => {
    const map = new MidiMap();
    expect(map.take([0xff], "box", half)).toEqual([{ type: "panic" }]);
    expect(map.take([0xfb], "box", half)).toEqual([{ type: "clock", what: "continue" }]);
  });
});

describe("MPE zones", () => {
  it("follow the device's own message, or the performer", () => {
    const map = new MidiMap();
    const zones = new MpeZones();
    const take = (channel: number, number: number, value: number): void => {
      for (const deed of map.take([0xb0 | channel, number, value], "box", half)) {
        if (deed.type === "zone") zones.zone(deed.manager, deed.members);
        if (deed.type === "bendRange") zones.bendRange(deed.channel, deed.semitones);
      }
    };
    const members = (): number[] => Array.from({ length: 16 }, (_, c) => c).filter((c) => zones.member(c));
    expect(members()).toEqual([]);
    for (const [number, value] of [
      [101, 0],
      [100, 6],
      [6, 5],
    ])
      take(0, number, value);
    expect(members()).toEqual([1, 2, 3, 4, 5]);
    expect([zones.range(0), zones.range(3), zones.range(9)]).toEqual([2, 48, 2]);
    for (const [number, value] of [
      [101, 0],
      [100, 0],
      [6, 24],
    ])
      take(2, number, value);
    expect([zones.range(1), zones.range(5), zones.range(0)]).toEqual([24, 24, 2]);
    zones.zone(15, 2);
    zones.zone(0, 0);
    expect(members()).toEqual([13, 14]);
    zones.mode = "on";
    expect(members()).toHaveLength(15);
    zones.mode = "off";
    expect(members()).toEqual([]);
  });
});

describe("what is sent", () => {
  it("lights follow with the bytes that the controller itself would send", () => {
    const bytes = (binding: MidiBinding, travel: number, fine = false): readonly (readonly number[])[] =>
      feedback(binding, travel, fine).map((message: MidiMessage) => message.bytes);
    expect(bytes(bound({ channel: 4 }), 1)).toEqual([[0xb4, 30, 127]]);
    expect(bytes(bound({ from: 1, to: 0 }), 1)).toEqual([[0xb0, 30, 0]]);
    expect(bytes(bound({ number: 7 }), 0.5, true)).toEqual([
      [0xb0, 7, 64],
      [0xb0, 39, 0],
    ]);
    expect(bytes(bound({ kind: "nrpn", number: (3 << 7) | 5 }), 1).slice(0, 4)).toEqual([
      [0xb0, 99, 3],
      [0xb0, 98, 5],
      [0xb0, 6, 127],
      [0xb0, 38, 127],
    ]);
    expect(bytes(bound({ kind: "bend" }), 1)).toEqual([]);
    // What is sent, taken as if the controller had sent it, is the knob's place again.
    for (const binding of [bound({}), bound({ curve: -1 }), bound({ kind: "nrpn" })]) {
      const map = new MidiMap([binding]);
      const deeds = feedback(binding, 0.3, false).flatMap((m) => map.take(m.bytes, "box", () => 0.3));
      const last = deeds.at(-1);
      expect(last?.type === "control" && Math.abs(last.travel - 0.3)).toBeLessThan(0.01);
    }
  });

  it("the clock goes out with 24 ticks a beat, each once, in time, and says start and stop", () => {
    const clock = new MidiClock();
    clock.tap(0);
    clock.tap(0.5);
    const out = new ClockOut();
    const sent: MidiMessage[] = [];
    for (let now = 0.6; now < 10.6; now += 0.025)
      sent.push(...out.due(now, now + 0.1, clock.beats(now), (beat) => clock.timeOf(beat)));
    expect(sent[0].bytes).toEqual([0xfa]);
    const ticks = sent.filter(({ bytes }) => bytes[0] === 0xf8).map(({ at }) => at!);
    expect(ticks.length).toBeGreaterThan(480);
    ticks.slice(1).forEach((at, i) => expect(at - ticks[i]).toBeCloseTo(1 / 48, 9));
    expect(((ticks[0] * 48) % 1) * 1e9).toBeLessThan(1e9);
    expect(out.stop()).toEqual([{ bytes: [0xfc] }]);
    expect(out.due(11, 11.1, undefined, () => 0)).toEqual([]);
  });

  it("a clock that is followed for ten minutes and sent on does not drift; its jitter is told", () => {
    const clock = new MidiClock();
    const out = new ClockOut();
    const random = new Random(4);
    const errors: number[] = [];
    clock.start();
    for (let tick = 0; tick < 10 * 60 * 48; tick++) {
      const at = tick / 48;
      clock.tick(at + random.next() * 0.002);
      // The same grid that words wait for, so much before its time as a page looks ahead.
      for (const message of out.due(at, at + 0.1, clock.beats(at), (beat) => clock.timeOf(beat))) {
        const { at: due = 0 } = message;
        if (tick > 480 && message.bytes[0] === 0xf8) errors.push(due - 0.001 - Math.round((due - 0.001) * 48) / 48);
      }
    }
    const sorted = errors.map(Math.abs).sort((a, b) => a - b);
    const rms = Math.sqrt(errors.reduce((sum, x) => sum + x * x, 0) / errors.length);
    const tell = (seconds: number): string => `${(1000 * seconds).toFixed(3)} ms`;
    const p99 = sorted[Math.floor(0.99 * sorted.length)];
    console.info(`MIDI clock, 10 min at 120, ticks 0–2 ms late: jitter rms ${tell(rms)}, p99 ${tell(p99)}`);
    expect(sorted.at(-1)).toBeLessThan(0.001);
    expect(rms).toBeLessThan(0.0003);
    // Neither earlier nor later at the end than at the beginning.
    const mean = (part: number[]): number => part.reduce((sum, x) => sum + x, 0) / part.length;
    expect(Math.abs(mean(errors.slice(-2000)) - mean(errors.slice(0, 2000)))).toBeLessThan(0.0002);
  });
});
