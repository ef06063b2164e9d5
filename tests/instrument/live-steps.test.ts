/** Live input in steps: nothing is lost or doubled, cuts fall into rests, and a step as a file is read back as it was. */
import { describe, expect, it } from "vitest";
import { readAudio } from "../../src/corpus";
import { LiveSteps, stepFile } from "../../src/instrument/live-steps";

const RATE = 8000;

/** Noise with a rest of 50 ms at those seconds. */
function noise(seconds: number, rests: readonly number[]): Float32Array<ArrayBuffer> {
  let state = 3;
  return Float32Array.from({ length: seconds * RATE }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const rest = rests.some((at) => Math.abs(i / RATE - at) < 0.025);
    return rest ? 0 : (0.5 * state) / 2 ** 31;
  });
}

function cut(samples: Float32Array, piece: number) {
  const steps = new LiveSteps(RATE);
  const out = [];
  for (let at = 0; at < samples.length; at += piece) out.push(...steps.push(samples.subarray(at, at + piece)));
  expect(steps.heard).toBe(samples.length);
  const rest = steps.end();
  return rest ? [...out, rest] : out;
}

describe("LiveSteps", () => {
  it("joins to what came in, sample for sample, whatever the pieces", () => {
    const samples = noise(11, [2.5, 4.1]);
    for (const piece of [128, 1365, 40_000]) {
      const steps = cut(samples, piece);
      let at = 0;
      for (const step of steps) {
        expect(step.at).toBe(at);
        expect(step.samples).toEqual(samples.slice(at, at + step.samples.length));
        at += step.samples.length;
      }
      expect(at).toBe(samples.length);
      for (const { samples: own } of steps.slice(0, -1)) {
        expect(own.length).toBeGreaterThanOrEqual(RATE);
        expect(own.length).toBeLessThanOrEqual(3 * RATE);
      }
    }
  });

  it("cuts in the rests between sounds", () => {
    const steps = cut(noise(9, [2.4, 4.9, 7.2]), 1000);
    for (const [i, rest] of [2.4, 4.9, 7.2].entries())
      expect(Math.abs(steps[i + 1].at / RATE - rest)).toBeLessThan(0.03);
  });

  it("has no last step where nothing is left", () => {
    const steps = new LiveSteps(RATE);
    steps.push(new Float32Array(100));
    expect(steps.end()).toBeUndefined();
  });

  it("is a WAV file of 24 bits", async () => {
    const samples = noise(1, []).subarray(0, 7999);
    const { channels, sampleRate } = await readAudio(stepFile(samples, RATE), "step.wav");
    expect(sampleRate).toBe(RATE);
    expect(channels[0]).toHaveLength(7999);
    expect(Math.max(...channels[0].map((x, i) => Math.abs(x - samples[i])))).toBeLessThanOrEqual(0.5 / 2 ** 23);
  });
});
