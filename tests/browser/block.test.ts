/** A hung page does not stop the sound. */
import { expect, test } from "@playwright/test";
import { begin, setControl } from "./play";
import { frameNow, recorded, rms, tap } from "./tap";

test("the main thread blocked for two seconds in the middle of a cloud: the cloud goes on", async ({ page }) => {
  await begin(page);
  await tap(page);
  await setControl(page, "wordDuration", 4);
  await page.keyboard.type("thunder ");
  await page.waitForTimeout(500);
  const from = await frameNow(page);
  await page.evaluate(() => {
    const until = performance.now() + 2000;
    while (performance.now() < until);
  });
  const to = await frameNow(page);
  await page.waitForTimeout(300);
  const recording = await recorded(page);
  const step = Math.round(recording.sampleRate * 0.1);
  expect(to - from, "the audio clock went on").toBeGreaterThan(1.9 * recording.sampleRate);
  let silent = 0;
  for (let at = from; at + step < to; at += step) if (rms(recording, at, at + step) < 1e-4) silent++;
  expect(silent, "silent tenths of a second while the page hung").toBe(0);
});

test("Escape twice: all is silent within 50 ms", async ({ page }) => {
  await begin(page);
  await tap(page);
  await setControl(page, "wordDuration", 8);
  await setControl(page, "release", 5000);
  await page.keyboard.type("ocean ");
  await page.waitForTimeout(700);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  const pressed = await frameNow(page);
  await page.waitForTimeout(400);
  const recording = await recorded(page);
  const second = recording.sampleRate;
  expect(rms(recording, pressed - 0.6 * second, pressed - 0.2 * second), "it sounded before").toBeGreaterThan(0.005);
  expect(rms(recording, pressed + 0.05 * second, pressed + 0.35 * second), "it is silent after").toBeLessThan(1e-5);
});
