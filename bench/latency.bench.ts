/**
 * From key to sound in Chromium: a trusted key ends a word; when was its first grain read, when was it within 6 dB of
 * its level? At rest, while the worker fits a map, with the browser's own buffer, and evenly delayed.
 */
import type { Page } from "playwright";
import { atRest, type BenchElement, openPage, quantile, setKnob, tap } from "./browser";
import type { Row } from "./measure";

const WORDS = ["pond", "frog", "river", "stone", "rain", "bell", "wolf", "glass", "door", "fire"];
const COUNT = 40;
/** The level of a word is what its first 50 ms have. */
const OPENING = 0.05;

interface Keys {
  /** Milliseconds from key to first grain, at most; and to half the level's amplitude. */
  readonly grain: readonly number[];
  readonly level: readonly number[];
  /** Root mean square deviation of the time from key to first sample from its mean, milliseconds of the page's clock. */
  readonly jitter: number;
  /** Keys that came too late for their time, and keys near which the audio clock itself slipped: these are left out. */
  readonly late: number;
  readonly slipped: number;
}

interface Watched {
  readonly pressed: [id: number, stamp: number, due: number][];
  /** Page time, and page time less audio time: late readings, milliseconds. */
  readonly clocks: [at: number, offset: number][];
  readonly began: [id: number, latest: number][];
  readonly frames: [id: number, frame: number][];
}

/** Types words with a space each, at uneven distances, and waits for their beginnings. */
async function type(page: Page, count: number): Promise<Keys> {
  await page.evaluate(() => {
    const { instrument, performance: performed } = document.querySelector<BenchElement>("lexi-grain")!.session;
    const timing = instrument.timing as unknown as {
      pressed: (id: number, stamp: number) => number;
      began: (id: number, clock: number) => void;
    };
    const watched: Watched = { pressed: [], clocks: [], began: [], frames: [] };
    setInterval(() => {
      const at = performance.now();
      watched.clocks.push([at, at - 1000 * instrument.context.currentTime]);
    }, 4);
    const [pressed, began, cloud] = [timing.pressed, timing.began, performed.cloud];
    timing.pressed = (id, stamp) => {
      const due = pressed.call(timing, id, stamp);
      watched.pressed.push([id, stamp, due]);
      return due;
    };
    timing.began = (id, clock) => {
      // The thread's clock tells whole milliseconds: the later end of it, or the message's arrival, whichever is first.
      watched.began.push([id, Math.min(performance.now(), clock + 1 - performance.timeOrigin)]);
      began.call(timing, id, clock);
    };
    performed.cloud = (id, state, frame, rate) => {
      if (state === "started") watched.frames.push([id, frame]);
      cloud.call(performed, id, state, frame, rate);
    };
    Object.assign(window, { watched });
  });
  for (let i = 0; i < count; i++) {
    await page.keyboard.type(WORDS[i % WORDS.length], { delay: 25 });
    await page.waitForTimeout(60);
    await page.keyboard.press("Space");
    await page.waitForTimeout(230 + ((i * 37) % 41));
  }
  await page.waitForTimeout(500);
  return page.evaluate((opening) => {
    const { watched, tapped } = window as unknown as {
      watched: Watched;
      tapped: { frame: number; mono: Float32Array }[];
    };
    const { context } = document.querySelector<BenchElement>("lexi-grain")!.session.instrument;
    const first = tapped[0].frame;
    const last = tapped[tapped.length - 1];
    const sound = new Float32Array(last.frame + last.mono.length - first);
    for (const { frame, mono } of tapped) sound.set(mono, frame - first);
    const rms = (from: number, length: number): number => {
      let sum = 0;
      for (let i = from; i < from + length; i++) sum += sound[i] * sound[i];
      return Math.sqrt(sum / length);
    };
    const [began, frames] = [new Map(watched.began), new Map(watched.frames)];
    const [grain, level, ways]: number[][] = [[], [], []];
    // The audio clock is read late, never early: the least of many readings is what it was.
    const offsetOf = (from: number, to: number): number =>
      Math.min(...watched.clocks.filter(([at]) => at >= from && at < to).map(([, offset]) => offset));
    let [late, slipped] = [0, 0];
    for (const [id, stamp, due] of watched.pressed) {
      const [latest, frame] = [began.get(id), frames.get(id)];
      if (latest === undefined || frame === undefined) continue;
      grain.push(latest - stamp);
      const [before, after] = [offsetOf(stamp - 700, stamp), offsetOf(stamp, stamp + 700)];
      if (due > 0 && frame / context.sampleRate > due + 0.0005) late++;
      if (Math.abs(before - after) > 1) slipped++;
      else ways.push((1000 * frame) / context.sampleRate + Math.min(before, after) - stamp);
      const whole = rms(frame - first, Math.round(opening * context.sampleRate));
      const short = Math.round(0.001 * context.sampleRate);
      let at = frame - first;
      while (at < frame - first + opening * context.sampleRate && rms(at, short) < whole / 2) at += 8;
      level.push(latest - stamp + (1000 * (at + short - (frame - first))) / context.sampleRate);
    }
    const mean = ways.reduce((sum, way) => sum + way, 0) / ways.length;
    const jitter = Math.sqrt(ways.reduce((sum, way) => sum + (way - mean) ** 2, 0) / ways.length);
    return { grain, level, jitter, late, slipped };
  }, OPENING);
}

async function session(latency: string, prepare: (page: Page) => Promise<void>): Promise<Keys> {
  const opened = await openPage({ latency });
  const { page } = opened;
  try {
    await atRest(page);
    await tap(page);
    await setKnob(page, "wordDuration", 0.15);
    await prepare(page);
    return await type(page, COUNT);
  } finally {
    await opened.close();
  }
}

/** Maps are fitted one after the other until the page is closed. */
const fitting = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { instrument } = document.querySelector<BenchElement>("lexi-grain")!.session;
    const fitter = instrument as unknown as { refine(map: string, seed: number, told: () => void): Promise<void> };
    const again = (seed: number): void =>
      void fitter.refine("relational", seed, () => undefined).then(() => again(seed + 1));
    again(2);
  });

const rest = (): Promise<void> => Promise.resolve();

export async function measure(): Promise<Row[]> {
  const rows: Row[] = [];
  const tell = (name: string, { grain, level }: Keys, limits: readonly [number, number, number]): void => {
    const bar = (value: number) => ({ name: "the bar", value });
    rows.push(
      { what: `${name}: key → first grain, median`, value: quantile(grain, 0.5), unit: "ms", against: bar(limits[0]) },
      { what: `${name}: key → first grain, p90`, value: quantile(grain, 0.9), unit: "ms", against: bar(limits[1]) },
      { what: `${name}: key → within 6 dB, median`, value: quantile(level, 0.5), unit: "ms", against: bar(limits[2]) },
    );
  };
  tell("at rest", await session("lowest", rest), [3, 5, 8]);
  tell("while a map is fitted", await session("lowest", fitting), [4, 8, 8]);
  tell("interactive", await session("interactive", rest), [8, 16, 12]);
  const even = await session("lowest", async (page) => {
    await setKnob(page, "timing", 1);
    // The clocks are compared for a while before anyone types in earnest.
    await page.waitForTimeout(3000);
  });
  rows.push({ what: "even: jitter, RMS", value: even.jitter, unit: "ms", against: { name: "the bar", value: 0.2 } });
  rows.push({ what: "even: keys too late for their time", value: even.late, unit: `of ${COUNT}` });
  rows.push({ what: "even: keys near a slip of the audio clock, left out", value: even.slipped, unit: `of ${COUNT}` });
  rows.push({ what: "even: key → first grain, median", value: quantile(even.grain, 0.5), unit: "ms" });
  return rows;
}
