/** Bouncing in the page: the file is what Replay plays, sample for sample; with effects it sounds the same; it can be cancelled. */
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { begin, type ElementInPage, setControl } from "./play";

/** The left channel of a 32-bit float WAV file of two. */
function left(bytes: Buffer): Float32Array {
  const at = bytes.indexOf("data") + 8;
  return Float32Array.from({ length: Math.floor((bytes.length - at) / 8) }, (_, i) => bytes.readFloatLE(at + 8 * i));
}

async function saved(page: Page, button: string): Promise<Float32Array> {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 30_000 }),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return left(readFileSync(await download.path()));
}

const state = (page: Page): Promise<{ sounding: boolean; typed: number }> =>
  page.evaluate(() => {
    const { session } = document.querySelector<ElementInPage>("lexi-grain")!;
    const { performance, status } = session as unknown as {
      performance: { transport: { playing: boolean }; record: readonly unknown[] };
      status: { clouds: readonly unknown[] } | undefined;
    };
    const { transport, record } = performance;
    return { sounding: transport.playing || (status?.clouds.length ?? 0) > 0, typed: record.length };
  });

/** A replay as it was recorded, from its first sample that is not 0. */
async function replayed(page: Page): Promise<Float32Array> {
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await expect(page.getByRole("button", { name: "Stop and save" })).toBeVisible();
  await page.getByRole("button", { name: "Replay", exact: true }).click();
  await expect.poll(async () => (await state(page)).sounding, { timeout: 30_000, intervals: [100] }).toBe(false);
  const all = await saved(page, "Stop and save");
  return all.subarray(all.findIndex((x) => x !== 0));
}

/** Levels of third octaves, 100 Hz to 10 kHz, dB. */
function thirds(x: Float32Array, rate = 48_000): number[] {
  return Array.from({ length: 21 }, (_, band) => {
    const middle = 100 * 2 ** (band / 3);
    let power = 1e-9;
    // Five lines within the band, over pieces of 4096 with a Hann window, by Goertzel.
    for (let line = -2; line <= 2; line++) {
      const angle = (2 * Math.PI * middle * 2 ** (line / 15)) / rate;
      const turn = 2 * Math.cos(angle);
      for (let from = 0; from + 4096 <= x.length; from += 4096) {
        let [a, b] = [0, 0];
        for (let i = 0; i < 4096; i++)
          [a, b] = [x[from + i] * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 4096)) + turn * a - b, a];
        power += a * a + b * b - turn * a * b;
      }
    }
    return 10 * Math.log10(power);
  });
}

test("a bounce is what a replay plays", async ({ page }) => {
  test.setTimeout(180_000);
  await begin(page);
  await setControl(page, "wordDuration", 0.5);
  await page.keyboard.type("rain stone ", { delay: 60 });
  await expect.poll(async () => (await state(page)).typed, { timeout: 20_000 }).toBe(2);
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Output" }).click();
  await page.getByRole("combobox", { name: "WAV" }).selectOption({ label: "32 bit float" });
  const dry = await saved(page, "Bounce");
  const first = dry.findIndex((x) => x !== 0);
  // A machine that is too busy begins a word late, or takes grains away: then once more.
  let wrong = 0;
  for (let i = 0; i < 4 && wrong >= 0; i++) {
    const live = await replayed(page);
    wrong = dry.subarray(first).findIndex((x, k) => x !== live[k]);
  }
  expect(wrong).toBe(-1);
  expect(dry.length).toBeGreaterThan(4800);

  await setControl(page, "eqLow", 6);
  await setControl(page, "reverb", 30);
  const wet = await saved(page, "Bounce");
  expect(wet.length).toBeGreaterThan(dry.length);
  // The room's rounding whispers before the first sample.
  const begun = (x: Float32Array): Float32Array => x.subarray(x.findIndex((v) => Math.abs(v) > 1e-4));
  let apart = Infinity;
  for (let i = 0; i < 4 && apart >= 1; i++) {
    const heard = begun(await replayed(page));
    const [a, b] = [begun(wet), heard].map((x) => thirds(x.subarray(0, heard.length)));
    const top = Math.max(...b);
    // Bands far below the loudest hold next to nothing.
    apart = Math.max(...a.map((level, k) => (b[k] > top - 60 ? Math.abs(level - b[k]) : 0)));
  }
  expect(apart).toBeLessThan(1);

  // A long one is let go.
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await setControl(page, "freeze", 1);
  await page.getByRole("button", { name: "Bounce", exact: true }).click();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByRole("button", { name: "Bounce", exact: true })).toBeVisible();
  expect(
    await page.evaluate(() => document.querySelector<ElementInPage>("lexi-grain")!.session.problem),
  ).toBeUndefined();
});
