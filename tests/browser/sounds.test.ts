/** Sounds of one's own: a broken folder imports what it can, a project brings all of it back, a reload forgets nothing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { wavHeader } from "../../src/wav";
import { clean } from "./axe";
import { begin, type ElementInPage, files, loaded } from "./play";

const RATE = 44_100;

/** A decaying tone of that pitch. */
function tone(frequency: number, seconds: number, level = 0.5): Uint8Array {
  const samples = new Float32Array(Math.round(seconds * RATE));
  for (let i = 0; i < samples.length; i++)
    samples[i] = level * Math.exp((-4 * i) / samples.length) * Math.sin((2 * Math.PI * frequency * i) / RATE);
  return Buffer.concat([wavHeader(samples.length, 1, RATE, 32), new Uint8Array(samples.buffer)]);
}

/** What people drop in: five good sounds, three levels deep, and five files that are none. */
const FOLDER: Readonly<Record<string, Uint8Array>> = {
  "low.wav": tone(110, 0.6),
  "bells/high.wav": tone(1760, 0.4),
  "bells/small/higher.wav": tone(3520, 0.3),
  "bells/small/far/highest.wav": tone(5000, 0.3),
  "水の音.wav": tone(440, 0.5),
  "corrupt.wav": tone(220, 0.5).subarray(0, 30),
  "empty.wav": new Uint8Array(),
  "letter.wav": new TextEncoder().encode("Dear Emily, this is no sound at all.\n".repeat(20)),
  "silent.wav": tone(440, 0.5, 0),
  "tick.wav": tone(440, 0.005),
};
const GOOD = ["low", "high", "higher", "highest", "水の音"];

let place: string;

test.beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "lexigrain-folder-"));
  for (const [file, bytes] of Object.entries(FOLDER)) {
    mkdirSync(dirname(join(place, "garden", file)), { recursive: true });
    writeFileSync(join(place, "garden", file), bytes);
  }
});

test.afterAll(() => rmSync(place, { recursive: true }));

const report = (page: Page) =>
  page.evaluate(() => {
    const { report: now } = document.querySelector<ElementInPage>("lexi-grain")!.session.library ?? {};
    return now && { name: now.name, units: now.units, skipped: now.skipped.map(({ file, reason }) => [file, reason]) };
  });

/** Plays the words; the files that they were given, as soon as all are known. */
async function play(page: Page, words: readonly string[], before: number): Promise<(string | undefined)[]> {
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await page.keyboard.type(`${words.join(" ")} `);
  await expect
    .poll(async () => (await files(page)).filter(Boolean).length, { timeout: 30_000 })
    .toBe(before + words.length);
  return (await files(page)).slice(-words.length);
}

test("a broken folder, a project and a reload: what can be played is played, the rest is named", async ({ page }) => {
  test.setTimeout(240_000);
  const words = ["stone", "river", "silver", "thunder"];
  await begin(page);
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Sounds" }).click();
  await page.getByLabel("Folder").setInputFiles(join(place, "garden"));
  await expect.poll(async () => (await report(page))?.name, { timeout: 60_000 }).toBe("garden");

  const skipped = (await report(page))!.skipped.map(([file, reason]) => `${file}: ${reason}`);
  expect(skipped.map((line) => line.split(":")[0])).toEqual([
    "garden/corrupt.wav",
    "garden/empty.wav",
    "garden/letter.wav",
    "garden/silent.wav",
    "garden/tick.wav",
  ]);
  for (const line of skipped) {
    expect(line).toMatch(/: .{12,}\.$/);
    await expect(page.getByLabel("Skipped files")).toContainText(line.slice(line.indexOf(":") + 2));
  }
  await clean(page, "imported");
  const first = await play(page, words, 0);
  for (const file of first) expect(GOOD.some((name) => file!.endsWith(`/${name}.wav`))).toBe(true);
  await expect(page.locator("[aria-live]").last()).toContainText("→ garden/", { timeout: 20_000 });
  await expect(page.getByRole("table", { name: /Units nearest to garden/ })).toBeVisible({ timeout: 20_000 });

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save project" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("garden.lxg");
  const project = join(place, "garden.lxg");
  await download.saveAs(project);
  await page.getByRole("button", { name: "Built-in", exact: true }).click();
  await expect.poll(async () => (await report(page))!.units, { timeout: 60_000 }).toBeGreaterThan(200);
  await page.getByLabel("Open project").setInputFiles(project);
  await expect.poll(async () => (await report(page))!.units, { timeout: 60_000 }).toBeLessThan(20);
  // The text came along, silent; the same words have the same sounds.
  await expect(page.getByRole("button", { name: "thunder" })).toBeVisible();
  expect(await play(page, words, 0)).toEqual(first);

  // The state is written a moment after each change.
  await expect(page.getByRole("button", { name: "garden.lxg", exact: true })).toBeVisible({ timeout: 20_000 });
  await page.waitForTimeout(800);
  await page.reload();
  await loaded(page);
  expect((await report(page))!.units).toBeLessThan(20);
  await page.getByRole("button", { name: "Start", exact: true }).press("Enter");
  expect(await play(page, words, 0)).toEqual(first);
});
