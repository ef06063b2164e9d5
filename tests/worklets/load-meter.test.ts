/** The audio thread's own watch: times, late quanta, quality with hysteresis, by a clock handed in. */
import { describe, expect, it } from "vitest";
import { LoadMeter } from "../../worklets/load-meter";

const RATE = 48_000;

/** Runs so many seconds of quanta that each take `took(i)` ms. */
function run(meter: LoadMeter, clock: { now: number }, seconds: number, took: (i: number) => number): void {
  for (let i = 0; i < (seconds * RATE) / 128; i++) {
    const next = clock.now + 128_000 / RATE;
    // A device does not call at even times: the callback begins somewhere within the next millisecond.
    clock.now += (i * 0.618) % 1;
    meter.begin();
    clock.now += took(i);
    meter.end(128);
    clock.now = Math.max(next, clock.now);
  }
}

function meterWithClock(): [LoadMeter, { now: number }] {
  const clock = { now: 0 };
  return [new LoadMeter(RATE, () => Math.floor(clock.now)), clock];
}

describe("LoadMeter", () => {
  it("measures load finer than its clock, and bounds single quanta from above", () => {
    const [meter, clock] = meterWithClock();
    run(meter, clock, 20, (i) => (i === 3000 ? 2.2 : 0.4));
    const times = meter.times();
    expect(Math.abs(meter.load - (0.4 * RATE) / 128_000)).toBeLessThan(0.03);
    expect(Math.abs(times.p50 - 0.4)).toBeLessThan(0.06);
    expect(times.p99).toBeLessThanOrEqual(2);
    expect(times.max).toBeGreaterThanOrEqual(2.2);
    expect(times.max).toBeLessThanOrEqual(4);
    expect(times.late).toBe(0);
  });

  it("counts quanta that took longer than their sound", () => {
    const [meter, clock] = meterWithClock();
    run(meter, clock, 4, (i) => (i % 500 === 499 ? 5 : 0.1));
    expect(meter.times().late).toBe(3);
    expect(meter.times().max).toBeGreaterThanOrEqual(5);
  });

  it("takes quality down under load, a step a span, and gives it back only after a calm while", () => {
    const [meter, clock] = meterWithClock();
    run(meter, clock, 0.6, () => 2.4);
    expect(meter.quality).toBe(1);
    run(meter, clock, 0.6, () => 2.4);
    expect(meter.quality).toBe(2);
    run(meter, clock, 2, () => 0.5);
    expect(meter.quality).toBe(2);
    run(meter, clock, 8, () => 0.5);
    expect(meter.quality).toBe(0);
  });
});
