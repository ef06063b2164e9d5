/** A played text comes again to the quantum: each onset, each word taken back, each keystroke; saved, opened, stretched. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Random } from "../../src/math/random";
import { type Band, band, pass, QUANTUM, RATE } from "./stage-band";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Slips, a word taken back and written anew, a pause after a mark, two lines. */
const letters = (text: string): string[] => Array.from(text);
const KEYS = [
  ...letters("the olf"),
  "Backspace",
  ...letters("d pomd "),
  ...Array<string>(3).fill("Backspace"),
  ...letters("nd, "),
  "Enter",
  ...letters("frog jumps! in "),
];

async function typed(stage: Band): Promise<{ at: number; key: string }[]> {
  const random = new Random(7);
  const pressed: { at: number; key: string }[] = [];
  for (const key of KEYS) {
    await pass(stage, 0.03 + 0.25 * random.next());
    pressed.push({ at: stage.clock.frame / RATE, key });
    stage.press(key);
  }
  await pass(stage, 1);
  return pressed;
}

/** What began from here on, as frames from the first. */
const since = (stage: Band, from: number) => {
  const rows = stage.begun.slice(from);
  return rows.map(({ token, frame }) => ({ token, frame: frame - rows[0].frame }));
};

describe("Replay", () => {
  it("onsets lie within one quantum of the recording, words taken back and all; twice as slow, too", async () => {
    const stage = band();
    await typed(stage);
    const played = since(stage, 0);
    expect(played.map(({ token }) => token)).toEqual(["the", "old", "pomd", "pond", "frog", "jumps", "in"]);
    const [hushed] = stage.hushed;
    const offset = hushed.frame - stage.begun[0].frame;
    for (const stretch of [100, 200]) {
      stage.shaping.knobs.set("stretch", stretch);
      const from = stage.begun.length;
      const heard = stage.hushed.length;
      stage.performance.replay();
      await pass(stage, (played.at(-1)!.frame / RATE + 2) * (stretch / 100));
      const again = since(stage, from);
      expect(again.map(({ token }) => token)).toEqual(played.map(({ token }) => token));
      for (const [i, { frame }] of again.entries())
        expect(Math.abs(frame - (played[i].frame * stretch) / 100)).toBeLessThanOrEqual(QUANTUM);
      // Silence is the page's deed, a few quanta late at most.
      const silenced = stage.hushed[heard].frame - stage.begun[from].frame;
      expect(Math.abs(silenced - (offset * stretch) / 100)).toBeLessThanOrEqual(4 * QUANTUM);
    }
  });

  it("every keystroke stands in the score with its time, and comes back from the file", async () => {
    const stage = band();
    const pressed = await typed(stage);
    const first = stage.begun[0].frame / RATE;
    const { score } = stage.performance.player;
    expect(score.strokes.map(({ key }) => key)).toEqual(KEYS);
    for (const [i, { at }] of score.strokes.entries())
      expect(Math.abs(at - (pressed[i].at - first))).toBeLessThan(QUANTUM / RATE);
    expect(score.strokes.filter(({ key }) => key === "Backspace").map(({ text }) => text)).toEqual([
      "ol",
      "pomd",
      "pom",
      "po",
    ]);

    const file = stage.performance.player.save();
    const other = band();
    other.performance.openScore(file);
    expect(other.performance.player.save()).toBe(file);
    expect(other.performance.words.all.map(({ token }) => token)).toEqual([
      "the",
      "old",
      "pond",
      "frog",
      "jumps",
      "in",
    ]);
    other.performance.replay();
    const seen = new Set<string>();
    for (let i = 0; i < 400; i++) {
      await pass(other, 0.02);
      seen.add(other.performance.player.ghost);
    }
    const [played, again] = [since(stage, 0), since(other, 0)];
    expect(again.map(({ token }) => token)).toEqual(played.map(({ token }) => token));
    for (const [i, { frame }] of again.entries())
      expect(Math.abs(frame - played[i].frame)).toBeLessThanOrEqual(QUANTUM);
    expect([...seen]).toEqual(expect.arrayContaining(["pom", "po", "jumps!"]));
  });

  it("what is taken away while it plays is silent; what is typed after a score was opened follows it", async () => {
    const stage = band();
    await typed(stage);
    const file = stage.performance.player.save();
    const other = band();
    other.performance.openScore(file);
    other.performance.replay();
    await pass(other, 0.5);
    other.press("Backspace");
    await pass(other, 10);
    expect(other.begun.map(({ token }) => token)).not.toContain("in");
    for (const key of letters("to ")) other.press(key);
    await pass(other, 1);
    const { entries } = other.performance.player.score;
    expect(entries.at(-1)?.item.word.token).toBe("into");
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(() => band().performance.openScore(other.performance.player.save())).not.toThrow();
  });

  it("keys pressed before there is an engine have their times too; words of a line that waited are played again", async () => {
    let ready = false;
    const stage = band(() => ready);
    stage.shaping.knobs.set("trigger", 2);
    for (const key of letters("old pond")) {
      await pass(stage, 0.1);
      stage.press(key);
    }
    ready = true;
    stage.press("Enter");
    await pass(stage, 2);
    const { strokes, entries } = stage.performance.player.score;
    expect(entries.map(({ item }) => item.word.token)).toEqual(["old", "pond"]);
    expect(strokes.map(({ key }) => key)).toEqual([...letters("old pond"), "Enter"]);
    expect(strokes[1].at - strokes[0].at).toBeCloseTo(0.1, 2);
  });
});
