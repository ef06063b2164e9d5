/**
 * Ten minutes in a Chromium in real time at a quarter of the load: drop-outs as the browser counts them, and the times of
 * quanta in the audio thread. ENDURANCE=3 plays three minutes.
 */
import { atRest, type BenchElement, openPage, setKnob } from "./browser";
import type { Row } from "./measure";

const MINUTES = Number(process.env["ENDURANCE"] ?? 10);
const LOAD = 0.25;
const WORDS = "pond stone rain bell wolf glass door fire river frog wood metal".split(" ");

type Page = Awaited<ReturnType<typeof openPage>>["page"];

const seen = (page: Page) =>
  page.evaluate(() => {
    const { status, instrument } = document.querySelector<BenchElement>("lexi-grain")!.session;
    return { ...status, dropOuts: instrument.timing.dropOuts };
  });

/** Mean load over a second and a half, of ten looks. */
async function meanLoad(page: Page): Promise<number> {
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    await page.waitForTimeout(150);
    sum += (await seen(page)).load ?? 0;
  }
  return sum / 10;
}

/** Held words, denser and denser until a quarter of the time there is is used. */
async function tune(page: Page): Promise<number> {
  let overlap = 16;
  for (let i = 0; i < 10; i++) {
    await setKnob(page, "overlap", overlap);
    await page.waitForTimeout(1000);
    const load = await meanLoad(page);
    if (load > LOAD * 0.9 && load < LOAD * 1.2) break;
    overlap = Math.min(512, Math.max(4, overlap * Math.min(2, Math.max(0.5, LOAD / Math.max(0.01, load)))));
  }
  return overlap;
}

export async function measure(): Promise<Row[]> {
  const opened = await openPage();
  const { page } = opened;
  try {
    await atRest(page);
    await setKnob(page, "freeze", 1);
    for (const line of WORDS) {
      await page.keyboard.type(`${line} `, { delay: 40 });
      await page.keyboard.press("Enter");
    }
    const overlap = await tune(page);
    const before = await seen(page);
    const loads: number[] = [];
    const grains: number[] = [];
    for (let second = 0; second < MINUTES * 60; second++) {
      await page.waitForTimeout(1000);
      const { load = 0, grains: count = 0 } = await seen(page);
      loads.push(load);
      grains.push(count);
    }
    const after = await seen(page);
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const drops = (after.dropOuts?.count ?? NaN) - (before.dropOuts?.count ?? NaN);
    const lost = 1000 * ((after.dropOuts?.duration ?? NaN) - (before.dropOuts?.duration ?? NaN));
    const { p50 = NaN, p99 = NaN, max = NaN, late = NaN } = after.process ?? {};
    return [
      { what: "played", value: MINUTES, unit: "min" },
      { what: "overlap of each of twelve held words", value: overlap, unit: "grains" },
      { what: "grains at once, mean", value: mean(grains), unit: "grains" },
      { what: "load, mean", value: 100 * mean(loads), unit: "%" },
      { what: "drop-outs as the browser counts them", value: drops, unit: "times" },
      { what: "sound lost in them", value: lost, unit: "ms" },
      { what: "quanta that took too long", value: late - (before.process?.["late"] ?? 0), unit: "quanta" },
      { what: "a quantum, median (last minute)", value: p50, unit: "ms" },
      { what: "a quantum, p99 (last minute, whole ms)", value: p99, unit: "ms" },
      { what: "a quantum, longest (last minute, whole ms)", value: max, unit: "ms" },
    ];
  } finally {
    await opened.close();
  }
}
