/** A performance comes again with its own distances, stretched by the factor asked for, and loops without a seam. */
import { describe, expect, it } from "vitest";
import { Transport } from "../../src/instrument";

function bench() {
  let now = 100;
  const played: { item: string; at: number }[] = [];
  const transport = new Transport<string>({ now: () => now, play: (item, at) => played.push({ item, at }) });
  const run = (seconds: number) => {
    for (const end = now + seconds; now < end - 1e-9; now += 0.1) transport.pump();
  };
  return { transport, played, run };
}

const entries = [
  { at: 0, item: "a" },
  { at: 0.31, item: "b" },
  { at: 1.7, item: "c" },
  { at: 4.123, item: "d" },
];

describe("Transport", () => {
  it("keeps every distance to the last bit of a frame", () => {
    const { transport, played, run } = bench();
    transport.start(entries);
    run(6);
    expect(played.map(({ item }) => item)).toEqual(["a", "b", "c", "d"]);
    for (const [i, { at }] of entries.entries()) expect(played[i].at - played[0].at).toBeCloseTo(at, 9);
    expect(transport.playing).toBe(false);
  });

  it("stretches", () => {
    const { transport, played, run } = bench();
    transport.start(entries, { stretch: 2 });
    run(12);
    expect(played[3].at - played[0].at).toBeCloseTo(2 * 4.123, 9);
  });

  it("loops with its tail as the distance between rounds, until it is stopped", () => {
    const { transport, played, run } = bench();
    transport.looping = true;
    transport.start(entries, { tail: 0.377 });
    run(20);
    transport.stop();
    const count = played.length;
    run(5);
    expect(played.length).toBe(count);
    const firsts = played.filter(({ item }) => item === "a").map(({ at }) => at);
    expect(firsts.length).toBeGreaterThanOrEqual(4);
    for (let i = 1; i < firsts.length; i++) expect(firsts[i] - firsts[i - 1]).toBeCloseTo(4.5, 9);
  });

  it("scrubs from word to word and plays on from there", () => {
    const { transport, played, run } = bench();
    transport.start(entries);
    run(0.2);
    played.length = 0;
    transport.scrub(2);
    run(3);
    expect(played.map(({ item }) => item)).toEqual(["c", "d"]);
  });

  it("plays nothing when there is nothing", () => {
    const { transport, played, run } = bench();
    transport.looping = true;
    transport.start([]);
    run(1);
    expect(transport.playing).toBe(false);
    expect(played).toEqual([]);
  });
});
