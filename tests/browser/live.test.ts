/** Live input: recorded while something plays, without a gap; new words get it, placed words keep their sounds. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { wavHeader, wavSamples } from "../../src/wav";
import config from "../../playwright.config";
import { clean } from "./axe";
import { begin, type ElementInPage, files, loaded, setControl } from "./play";
import { frameNow, recorded, rms, tap } from "./tap";

const RATE = 48_000;
const folder = mkdtempSync(join(tmpdir(), "lexigrain-live-"));
const FILE = join(folder, "voice.wav");

/** Twelve notes of half a second, each dying away: what the browser takes for a microphone. */
function notes(): Uint8Array {
  const samples = Float32Array.from({ length: 6 * RATE }, (_, i) => {
    const into = (i % (RATE / 2)) / RATE;
    const pitch = 180 * 1.19 ** Math.floor((2 * i) / RATE);
    return 0.5 * Math.exp(-9 * into) * Math.sin(2 * Math.PI * pitch * into);
  });
  return Buffer.concat([wavHeader(samples.length, 1, RATE, 16), wavSamples([samples], samples.length, 16)]);
}

const { launchOptions } = config.use!;
test.use({
  launchOptions: {
    ...launchOptions,
    args: [
      ...launchOptions!.args!,
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-audio-capture=${FILE}`,
    ],
  },
});
test.beforeAll(() => writeFileSync(FILE, notes()));
test.afterAll(() => rmSync(folder, { recursive: true }));

const state = (page: Page) =>
  page.evaluate(() => {
    const { session } = document.querySelector<ElementInPage>("lexi-grain")!;
    const { live } = session as unknown as { live: { state: string; units: number; duration: number } };
    return { now: live.state, units: live.units, all: session.library!.report!.units, problem: session.problem };
  });

const KNOWN = ["stone", "river", "silver", "thunder", "candle", "forest", "engine", "whisper"];
const LATER = "ocean bottle hammer velvet lantern meadow copper pigeon marble sailor".split(" ");
const LAST = "orchard kettle winter dragon saddle pepper mirror falcon gravel ribbon".split(" ");

/** Types the words; the files they were given. */
async function play(page: Page, words: readonly string[]): Promise<(string | undefined)[]> {
  const before = (await files(page)).length;
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await page.keyboard.type(`${words.join(" ")} `);
  await expect
    .poll(async () => (await files(page)).slice(before).filter(Boolean).length, { timeout: 20_000, intervals: [100] })
    .toBe(words.length);
  return (await files(page)).slice(before);
}

/** The files that words have, without a sound. */
const place = (page: Page, words: readonly string[]): Promise<string[]> =>
  page.evaluate(
    (list) => {
      const { instrument } = document.querySelector<ElementInPage>("lexi-grain")!.session as unknown as {
        instrument: { place(word: string): Promise<{ file: string }> };
      };
      return Promise.all(list.map(async (word) => (await instrument.place(word)).file));
    },
    [...words],
  );

const live = (given: readonly (string | undefined)[]) => given.filter((file) => file?.startsWith("live input/")).length;

test("live input joins what plays: no gap, new words get it, it is undone, kept and cleared", async ({ page }) => {
  test.setTimeout(180_000);
  await begin(page);
  // Refused: one sentence, and nothing changes.
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    mediaDevices.getUserMedia = () => {
      // The browser's own is beneath.
      Reflect.deleteProperty(mediaDevices, "getUserMedia");
      return Promise.reject(new DOMException("denied", "NotAllowedError"));
    };
  });
  await page.getByRole("button", { name: "Live", exact: true }).press("Enter");
  await expect(page.getByRole("alert")).toContainText("allow the microphone");
  const before = await state(page);
  expect(before).toMatchObject({ now: "idle", units: 0 });

  await setControl(page, "liveShare", 70);
  await setControl(page, "wordDuration", 0.1);
  const known = await play(page, KNOWN);
  expect(live(known)).toBe(0);
  // Something that would show a gap.
  await tap(page);
  await setControl(page, "freeze", 1);
  await page.keyboard.type("drone ");
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Sounds" }).press("Enter");
  const from = await frameNow(page);
  await page.getByRole("button", { name: "Record input" }).press("Enter");
  await expect.poll(async () => (await state(page)).units, { timeout: 30_000, intervals: [100] }).toBeGreaterThan(6);
  expect((await state(page)).all).toBeGreaterThan(before.all + 6);
  await expect(page.getByRole("meter", { name: "Input level" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Live \d+ s$/ })).toHaveAttribute("aria-pressed", "true");
  await clean(page, "recording");
  const to = await frameNow(page);
  await setControl(page, "freeze", 0);
  await page.keyboard.press("Escape");
  const heard = await recorded(page);
  const step = Math.round(heard.sampleRate * 0.05);
  const levels: number[] = [];
  for (let at = from; at + step < to; at += step) levels.push(rms(heard, at, at + step));
  expect(levels.length).toBeGreaterThan(20);
  expect(Math.min(...levels), "the cloud that sounds all along has no hole").toBeGreaterThan(0.1 * Math.max(...levels));

  const later = await play(page, LATER);
  expect(live(later)).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Stop recording" }).press("Enter");
  await expect.poll(async () => (await state(page)).now, { timeout: 20_000, intervals: [50] }).toBe("idle");
  const { units, all } = await state(page);
  expect(all).toBe(before.all + units);
  await expect(page.getByRole("status").filter({ hasText: "in one take" })).toBeVisible();
  expect(await place(page, [...KNOWN, ...LATER])).toEqual([...known, ...later]);

  // Out and in again; placed words that had none of it never change.
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await state(page)).all, { timeout: 20_000, intervals: [50] }).toBe(before.all);
  expect(live(await place(page, LATER))).toBe(0);
  expect(await place(page, KNOWN)).toEqual(known);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(async () => (await state(page)).all, { timeout: 20_000, intervals: [50] }).toBe(all);
  const last = await place(page, LAST);
  expect(live(last)).toBeGreaterThan(2);

  // The state is written a moment after each change.
  await page.waitForTimeout(800);
  await page.reload();
  await loaded(page);
  await expect.poll(async () => (await state(page)).units, { timeout: 30_000, intervals: [100] }).toBe(units);
  await page.getByRole("button", { name: "Start", exact: true }).press("Enter");
  expect(await place(page, LAST)).toEqual(last);
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Sounds" }).press("Enter");
  await page.getByRole("button", { name: "Clear", exact: true }).press("Enter");
  await expect.poll(async () => (await state(page)).all, { timeout: 20_000, intervals: [50] }).toBe(before.all);
});
