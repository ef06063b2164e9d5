/** MIDI at the instrument, without a browser: keys, pressure, MPE, pedal, programmes, panic, lights that do not echo, notes out. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Instrument } from "../../src/instrument";
import type { ControlValues, PlacedWord } from "../../src/protocol";
import { tokenise } from "../../src/text";
import { Midi } from "../../src/ui/midi";
import { Performance } from "../../src/ui/performance";
import { Shaping } from "../../src/ui/shaping";

interface Struck {
  id: number;
  token: string;
  voice: number;
  set: ControlValues;
  stamp: number | undefined;
}

function stage(text = "old pond frog") {
  const log: {
    struck: Struck[];
    adjusted: [number, ControlValues][];
    stopped: (number | undefined)[];
    panics: number;
    sent: [string | undefined, readonly number[]][];
  } = { struck: [], adjusted: [], stopped: [], panics: 0, sent: [] };
  let ids = 0;
  const placed: PlacedWord = {
    word: "",
    units: [{ unit: 0, weight: 0.75 }],
    file: "a.wav",
    length: 1,
    source: "known",
    of: [],
  };
  const instrument = {
    now: 0,
    timing: { timeOf: (stamp: number) => stamp / 1000 },
    play: (token: string, { voice, set, stamp }: { voice: number; set: ControlValues; stamp?: number }) => {
      const id = ++ids;
      log.struck.push({ id, token, voice, set, stamp });
      return { id, placed: Promise.resolve({ ...placed, word: token }) };
    },
    adjust: (id: number, values: ControlValues) => log.adjusted.push([id, values]),
    stop: (voice?: number) => log.stopped.push(voice),
    panic: () => log.panics++,
    expect: () => undefined,
    place: () => Promise.resolve(placed),
    durationOf: () => 1,
  } as unknown as Instrument;
  const shaping = new Shaping(1, () => undefined);
  const performance = new Performance(tokenise, shaping, {
    ready: () => instrument,
    changed: () => undefined,
    grid: () => 0,
    problem: (error) => {
      throw error;
    },
  });
  performance.restore([text]);
  const midi = new Midi({ shaping, performance, instrument }, () => undefined);
  midi.devices.send = (device, bytes) => void log.sent.push([device, bytes]);
  const take = (...data: number[]): void => midi.take(data, "box", 1234);
  const settle = (): void => void vi.advanceTimersByTime(50);
  return { log, shaping, performance, midi, take, settle };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("keys", () => {
  it("play the words of the text with the time of the key, each in a voice of its own", () => {
    const { log, take } = stage();
    take(0x90, 60, 127);
    take(0x90, 62, 64);
    expect(log.struck.map(({ token, stamp }) => [token, stamp])).toEqual([
      ["old", 1234],
      ["frog", 1234],
    ]);
    expect(log.struck[0].voice).not.toBe(log.struck[1].voice);
    expect(log.struck[1].set["gain"]).toBeCloseTo(20 * Math.log10(64 / 127), 6);
    take(0x80, 60, 0);
    expect(log.stopped).toEqual([]);
  });

  it("sound as long as they are held, when that is wanted; the pedal keeps them", () => {
    const { log, take, midi, shaping } = stage();
    midi.settings = { ...midi.settings, held: true };
    take(0x90, 60, 127);
    take(0x90, 61, 127);
    expect(log.struck[0].set["freeze"]).toBe(1);
    take(0x80, 60, 0);
    expect(log.stopped).toEqual([log.struck[0].voice]);
    expect(log.adjusted).toEqual([[log.struck[0].id, { freeze: 0 }]]);
    take(0xb0, 64, 127);
    expect(shaping.knobs.get("freeze")).toBe(1);
    take(0x80, 61, 0);
    expect(log.stopped).toHaveLength(1);
    take(0xb0, 64, 0);
    expect(log.stopped).toHaveLength(2);
    expect(shaping.knobs.get("freeze")).toBe(0);
  });

  it("end when their device goes while they are held, and so do the pedal and the wheel", () => {
    const { log, take, midi, shaping } = stage();
    midi.settings = { ...midi.settings, held: true };
    take(0x90, 60, 127);
    take(0xb0, 64, 127);
    take(0x90, 61, 127);
    take(0x80, 61, 0);
    take(0xe0, 0, 127);
    expect(shaping.knobs.get("pitch")).not.toBe(0);
    expect(log.stopped).toEqual([]);
    midi.letGo();
    expect(log.stopped.toSorted()).toEqual(log.struck.map(({ voice }) => voice).toSorted());
    expect(log.adjusted.map(([id, values]) => [id, values["freeze"]])).toEqual(log.struck.map(({ id }) => [id, 0]));
    expect([shaping.knobs.get("freeze"), shaping.knobs.get("pitch")]).toEqual([0, 0]);
    // Plugged in again, nothing is left that could be released twice.
    take(0x80, 60, 0);
    expect(log.stopped).toHaveLength(2);
  });

  it("aftertouch swells the key, told a few times a second however often it comes", () => {
    const { log, take, settle } = stage();
    take(0x90, 60, 127);
    take(0x90, 61, 127);
    for (let i = 0; i < 100; i++) take(0xa0, 61, i);
    take(0xa0, 61, 127);
    settle();
    expect(log.adjusted.filter(([id]) => id === log.struck[1].id).at(-1)?.[1]).toEqual({ gain: 9 });
    expect(log.adjusted.filter(([id]) => id === log.struck[0].id).at(-1)?.[1]).toEqual({ gain: 0 });
    expect(log.adjusted).toHaveLength(2);
    take(0xd0, 64);
    settle();
    expect(log.adjusted.at(-1)?.[1]["gain"]).toBeCloseTo((9 * 64) / 127, 6);
  });

  it("of an MPE zone bend, swell and slide each by itself", () => {
    const { log, take, settle, midi, shaping } = stage();
    midi.settings = { ...midi.settings, mpe: "on" };
    shaping.knobs.set("lowPass", 1000);
    take(0xe1, 0, 96);
    take(0xb1, 74, 64);
    take(0x91, 60, 127);
    take(0x92, 61, 127);
    expect(log.struck[0].set).toMatchObject({ freeze: 1, pitch: expect.closeTo(48 * (4096 / 8191), 3) as number });
    expect(log.struck[1].set["pitch"]).toBe(0);
    take(0xe2, 0, 0);
    take(0xb1, 74, 64 + 21);
    take(0xd1, 127);
    settle();
    const last = (i: number) => log.adjusted.filter(([id]) => id === log.struck[i].id).at(-1)?.[1];
    expect(last(1)?.["pitch"]).toBe(-48);
    expect(last(0)?.["gain"]).toBe(9);
    expect(last(0)?.["lowPass"]).toBeCloseTo(1000 * 2 ** ((6 * 21) / 127), 3);
    // The knob itself is not bent.
    expect(shaping.knobs.get("pitch")).toBe(0);
    take(0x81, 60, 0);
    expect(log.stopped).toEqual([log.struck[0].voice]);
  });

  it("without a zone the wheel bends all, as far as the device says", () => {
    const { take, shaping } = stage();
    take(0xe0, 127, 127);
    expect(shaping.knobs.get("pitch")).toBe(2);
    take(0xe0, 0, 64);
    for (const [number, value] of [
      [101, 0],
      [100, 0],
      [6, 7],
    ])
      take(0xb0, number, value);
    take(0xe0, 0, 0);
    expect(shaping.knobs.get("pitch")).toBe(-7);
  });
});

describe("deeds", () => {
  it("programmes choose presets, 120 and 123 silence all", () => {
    const { take, shaping, log } = stage();
    take(0xc0, 1);
    expect(shaping.knobs.get("grainDuration")).toBe(14);
    shaping.undo();
    expect(shaping.knobs.values).toEqual({});
    take(0xb0, 120, 0);
    take(0xb0, 123, 0);
    expect(log.panics).toBe(2);
  });

  it("learning and unlearning are undone", () => {
    const { take, midi, shaping } = stage();
    midi.learn("pan");
    take(0xb0, 20, 64);
    const learned = midi.bindings;
    expect(learned).toHaveLength(1);
    shaping.undo();
    expect(midi.bindings).toEqual([]);
    shaping.redo();
    expect(midi.bindings).toEqual(learned);
    vi.advanceTimersByTime(5000);
    midi.forget("pan");
    expect(midi.bindings).toEqual([]);
    shaping.undo();
    expect(midi.bindings).toEqual(learned);
  });

  it("clock ticks carry the device's times, not those of their arrival", () => {
    const { midi } = stage();
    for (let tick = 0; tick <= 48; tick++) midi.take([0xf8], "box", 1000 + (tick * 1000) / 48);
    expect(midi.clock.tempo).toBeCloseTo(120, 6);
    expect(midi.clock.next(1.9, 1)).toBeCloseTo(2, 6);
  });
});

describe("what devices are told", () => {
  it("a knob turned elsewhere is shown on its controller; a controller's own turn is not sent back", () => {
    const { log, take, midi, shaping, settle } = stage();
    midi.bindings = [{ device: "box", channel: 0, kind: "cc", number: 20, control: "pan", from: 0, to: 1 }];
    settle();
    expect(log.sent).toEqual([["box", [0xb0, 20, 64]]]);
    for (let value = 64; value < 100; value++) take(0xb0, 20, value);
    settle();
    expect(shaping.knobs.get("pan")).toBeGreaterThan(50);
    expect(log.sent).toHaveLength(1);
    shaping.turn("pan", -100);
    shaping.turn("pan", 100);
    settle();
    expect(log.sent.slice(1)).toEqual([["box", [0xb0, 20, 127]]]);
    midi.settings = { ...midi.settings, lights: false };
    shaping.turn("pan", 0);
    settle();
    expect(log.sent).toHaveLength(2);
  });

  it("a word is a note as long as it sounds, its velocity the first unit's weight; a key's own word is not", async () => {
    const { log, take, midi, performance } = stage();
    midi.settings = { ...midi.settings, wordsOut: true };
    performance.sound(performance.words.all[2]);
    await Promise.resolve();
    const tell = (id: number, state: "started" | "ended"): void => {
      midi.cloud(id, state);
      performance.cloud(id, state, 0, 48_000);
    };
    tell(1, "started");
    tell(1, "ended");
    expect(log.sent).toEqual([
      [undefined, [0x90, 62, 95]],
      [undefined, [0x80, 62, 64]],
    ]);
    take(0x90, 60, 127);
    tell(2, "started");
    tell(2, "ended");
    expect(log.sent).toHaveLength(2);
  });

  it("the tapped beat goes out while it is wanted", () => {
    const { log, midi } = stage();
    midi.clock.tap(-1);
    midi.clock.tap(-0.5);
    midi.settings = { ...midi.settings, clockOut: true };
    vi.advanceTimersByTime(1000);
    const first = log.sent.filter(([, [status]]) => status === 0xf8).length;
    expect(first).toBeGreaterThan(48);
    expect(first).toBeLessThan(56);
    midi.settings = { ...midi.settings, clockOut: false };
    expect(log.sent.at(-1)).toEqual([undefined, [0xfc]]);
    midi.close();
  });
});
