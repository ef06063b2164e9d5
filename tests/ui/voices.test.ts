/** Lines loop together, each with its own length, follow their edits, and are silent when they should be. */
import { describe, expect, it } from "vitest";
import { Voices } from "../../src/ui/voices";
import { Words } from "../../src/ui/words";

async function perform(voices: Voices, clock: { now: number }, seconds: number) {
  for (const end = clock.now + seconds; clock.now < end; clock.now += 0.1) {
    voices.pump();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

function bench(lines: readonly string[][]) {
  const clock = { now: 5 };
  const words = new Words();
  for (const line of lines) {
    for (const token of line) words.add(token, token);
    words.endLine();
  }
  const played: { token: string; at: number }[] = [];
  const stopped: number[] = [];
  const voices = new Voices({
    now: () => clock.now,
    duration: () => Promise.resolve(0.5),
    play: ({ token }, at) => played.push({ token, at }),
    words: (line) => words.inLine(line),
    stop: (line) => stopped.push(line),
  });
  return { clock, words, voices, played, stopped };
}

describe("Voices", () => {
  it("loops of a stanza begin together and each keeps its own round", async () => {
    const { clock, voices, played } = bench([
      ["a", "b"],
      ["c", "d", "e"],
    ]);
    voices.together([0, 1], true);
    await perform(voices, clock, 4);
    const at = (token: string) => played.filter((word) => word.token === token).map((word) => word.at);
    expect(at("a")[0]).toBe(at("c")[0]);
    expect(at("a")[1] - at("a")[0]).toBeCloseTo(1, 9);
    expect(at("c")[1] - at("c")[0]).toBeCloseTo(1.5, 9);
  });

  it("a word added to a looping line sounds in its next round", async () => {
    const { clock, words, voices, played } = bench([["a", "b"]]);
    voices.set(0, { looping: true });
    await perform(voices, clock, 1);
    words.goTo(0);
    words.add("new", "new");
    await perform(voices, clock, 6);
    expect(played.map(({ token }) => token).join(" ")).toContain("a b new a b new");
  });

  it("mute and alone silence the right lines, and stop what sounds there", async () => {
    const { clock, voices, played, stopped } = bench([["a"], ["b"], ["c"]]);
    voices.together([0, 1, 2], true);
    voices.set(2, { muted: true });
    expect(stopped).toEqual([2]);
    voices.set(0, { alone: true });
    expect(stopped).toEqual([2, 1, 2]);
    played.length = 0;
    await perform(voices, clock, 4);
    expect(new Set(played.map(({ token }) => token))).toEqual(new Set(["a"]));
    voices.set(0, { alone: false });
    played.length = 0;
    await perform(voices, clock, 4);
    expect(new Set(played.map(({ token }) => token))).toEqual(new Set(["a", "b"]));
  });

  it("stops, and adds level and place only where they are set", async () => {
    const { clock, voices, played } = bench([["a"]]);
    voices.set(0, { looping: true, gain: -6 });
    await perform(voices, clock, 2);
    voices.stop();
    const count = played.length;
    await perform(voices, clock, 2);
    expect(played.length).toBe(count);
    expect(voices.overrides(0, () => -58)).toEqual({ gain: -60 });
    expect(voices.overrides(1, () => 0)).toEqual({});
  });
});
