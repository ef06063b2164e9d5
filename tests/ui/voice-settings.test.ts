/** Settings of lines are kept and come back; what a stranger laid into a project is bounded; routes are named for who plays. */
import { describe, expect, it } from "vitest";
import { control } from "../../src/controls";
import { speakerPlaces } from "../../src/instrument/outputs";
import { routesOf } from "../../src/ui/routes";
import { layVoices, voicesAsKept } from "../../src/ui/voice-settings";
import { Voices } from "../../src/ui/voices";

const fresh = (): Voices =>
  new Voices({
    now: () => 0,
    duration: async () => 1,
    play: () => undefined,
    words: () => [],
    stop: () => undefined,
  });

describe("settings of lines", () => {
  it("come back as they were kept, loops aside", () => {
    const voices = fresh();
    voices.set(3, { route: 2, gain: -6, looping: true });
    voices.set(0, { muted: true, pan: 40 });
    voices.set(1, { looping: true });
    const kept = voicesAsKept(voices);
    expect(kept.map(({ line }) => line)).toEqual([0, 3]);
    const back = fresh();
    layVoices(JSON.parse(JSON.stringify(kept)), back);
    expect(voicesAsKept(back)).toEqual(kept);
    expect(back.looping).toBe(false);
    expect(back.overrides(3, (id) => control(id).default)).toEqual({ gain: -6, route: 2 });
    expect(back.overrides(1, () => 0)).toEqual({});
    voices.stop();
  });

  it("are believed only as far as they are sane", () => {
    const voices = fresh();
    layVoices(
      [{ line: 1, route: 99, gain: 1e9, pan: "left", muted: "yes" }, { line: -1 }, null, 7, { line: 2, route: 3.4 }],
      voices,
    );
    expect(voices.get(1)).toMatchObject({ route: 0, gain: 0, pan: 0, muted: false });
    expect(voices.get(2).route).toBe(3);
    layVoices("nothing", voices);
  });
});

describe("routes in words", () => {
  it("are left and right on two, single ones and pairs on more, and keep what was chosen elsewhere", () => {
    expect(routesOf(2, 0).map(({ label }) => label)).toEqual(["all", "left", "right"]);
    expect(routesOf(5, 0).map(({ label }) => label)).toEqual(["all", "1", "2", "3", "4", "5", "1+2", "3+4"]);
    const far = control("route").choices!.indexOf("7");
    expect(routesOf(2, far).at(-1)).toEqual({ value: far, label: "7 (not here: all)" });
  });

  it("stand at places that are read as they are written", () => {
    expect(speakerPlaces("", 4)).toEqual([]);
    expect(speakerPlaces("-30, 30°; 110 −110", 4)).toEqual([-30, 30, 110, -110]);
    expect(() => speakerPlaces("left right front", 3)).toThrow(/write degrees/);
    expect(() => speakerPlaces("0, 90, 180", 4)).toThrow(/every one of/);
  });
});
