/** The limiter behind the effects: never above its ceiling, only a delay below it, the same in any block size. */
import { describe, expect, it } from "vitest";
import { Random } from "../../src/math";
import { Limiter } from "../../worklets/limiter";

const OPTIONS = { delay: 72, release: 3840, ceiling: 0.9 };

function run(input: Float32Array, block: number): Float32Array {
  const limiter = new Limiter(1, OPTIONS);
  const out = new Float32Array(input.length);
  for (let at = 0; at < input.length; at += block) {
    const end = Math.min(input.length, at + block);
    limiter.process([input.subarray(at, end)], [out.subarray(at, end)], end - at);
  }
  return out;
}

const noise = (level: number): Float32Array => {
  const random = new Random(3);
  return Float32Array.from({ length: 20000 }, (_, i) => level * (i % 3000 < 400 ? 1 : 0.1) * (random.next() * 2 - 1));
};

describe("Limiter", () => {
  it("hands on what lies below the ceiling bit for bit, later by the look-ahead less one", () => {
    const input = noise(0.8);
    const out = run(input, 128);
    for (let i = OPTIONS.delay - 1; i < input.length; i++) expect(out[i]).toBe(input[i - OPTIONS.delay + 1]);
  });

  it("never exceeds the ceiling, and gets there by gain, not by cutting: the tops of a loud sine stay round", () => {
    for (const x of run(noise(13), 128)) expect(Math.abs(x)).toBeLessThanOrEqual(0.9001);
    const sine = Float32Array.from({ length: 9000 }, (_, i) => 5 * Math.sin(i * 0.05));
    const out = run(sine, 128).subarray(4000);
    const flat = out.filter((x, i) => i > 0 && Math.abs(x) > 0.8 && x === out[i - 1]).length;
    expect(flat).toBe(0);
    expect(Math.max(...out)).toBeGreaterThan(0.8);
  });

  it("does not depend on the length of the blocks", () => {
    const input = noise(4);
    expect(run(input, 128)).toEqual(run(input, 37));
  });

  it("lets go again: after a peak the gain returns to exactly one", () => {
    const input = new Float32Array(60000).fill(0.25);
    input[100] = 4;
    const out = run(input, 128);
    expect(Math.min(...out.subarray(72, 400))).toBeLessThan(0.1);
    expect(out[59999]).toBe(0.25);
  });
});
