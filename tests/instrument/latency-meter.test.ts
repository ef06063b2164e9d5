/** Readings from key to grain: counted per cloud, the newest fifty, medians as they should be. */
import { describe, expect, it } from "vitest";
import { LatencyMeter } from "../../src/instrument/latency-meter";

describe("LatencyMeter", () => {
  it("says nothing before a typed word has sounded, nor of words that no key ended", () => {
    const meter = new LatencyMeter();
    meter.pressed(1, 100);
    meter.began(2, 105);
    expect(meter.reading).toBeUndefined();
  });

  it("tells the last, the middle and the ninth of ten; of the newest fifty", () => {
    const meter = new LatencyMeter();
    for (let i = 0; i < 100; i++) {
      meter.pressed(i, 1000 * i);
      meter.began(i, 1000 * i + i);
    }
    expect(meter.reading).toEqual({ last: 99, median: 75, p90: 95, count: 50 });
  });

  it("counts a beginning once, and never below nothing", () => {
    const meter = new LatencyMeter();
    meter.pressed(1, 10);
    meter.began(1, 9);
    meter.began(1, 500);
    expect(meter.reading).toEqual({ last: 0, median: 0, p90: 0, count: 1 });
  });
});
