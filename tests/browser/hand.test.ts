/** The hand: a replay of keys and words to the quantum, a poem of three voices that loop and are edited live. */
import { expect, test } from "@playwright/test";
import { onsets, quiet, strokes, watchOnsets } from "./hand";
import { begin, setControl } from "./play";
import { onset, recorded, rms, tap } from "./tap";

const PATIENT = { timeout: 30_000 };

test("what was typed comes again with its own times; three lines loop and are edited live", async ({ page }) => {
  test.setTimeout(150_000);
  await begin(page);
  await tap(page);
  await watchOnsets(page);
  await setControl(page, "wordDuration", 0.3);
  for (const word of ["river", "stone", "cloud", "iron"]) {
    const before = (await onsets(page)).length;
    // Each with a slip and its correction.
    await page.keyboard.type(`${word}x`, { delay: 35 });
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Space");
    await expect.poll(async () => (await onsets(page)).length, PATIENT).toBe(before + 1);
  }
  const played = await onsets(page);
  expect(await strokes(page)).toEqual(
    ["river", "stone", "cloud", "iron"].flatMap((w) => [...w.split(""), "x", "Backspace", " "]),
  );
  await quiet(page);
  await page.getByRole("button", { name: "Replay" }).press("Enter");
  await expect.poll(async () => (await onsets(page)).length, PATIENT).toBe(8);
  await expect(page.getByRole("button", { name: "Replay" })).toHaveAttribute("aria-pressed", "false", PATIENT);
  const again = (await onsets(page)).slice(4);
  expect(again.map(({ token }) => token)).toEqual(["river", "stone", "cloud", "iron"]);
  for (const [i, { frame }] of again.entries())
    expect(Math.abs(frame - again[0].frame - (played[i].frame - played[0].frame))).toBeLessThanOrEqual(128);
  const heard = await recorded(page);
  // The engine's word against the samples: silence before the first word of the replay, then sound within 30 ms.
  const first = again[0].frame;
  expect(rms(heard, first - 1200, first - 64)).toBeLessThan(0.003);
  const sounds = onset(heard, first - 64, first + 0.2 * heard.sampleRate);
  expect(sounds, "the replay is heard").toBeDefined();
  expect(Math.abs(sounds! - first)).toBeLessThan(0.03 * heard.sampleRate);

  // A poem of three lines; each loops as a voice of its own.
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("old pond", { delay: 10 });
  await page.keyboard.press("Enter");
  await page.keyboard.type("frog jumps", { delay: 10 });
  await page.keyboard.press("Enter");
  const rounds = async (line: number): Promise<string[]> =>
    (await onsets(page))
      .slice(8)
      .filter((o) => o.line === line)
      .map((o) => o.token);
  await page.getByRole("button", { name: "Loop all" }).press("Enter");
  for (const [line, words] of [4, 4, 4].entries())
    await expect.poll(async () => (await rounds(line)).length, PATIENT).toBeGreaterThan(words);
  // Live: one word more in the second line, one less in the third.
  await page.getByRole("button", { name: "Voice 2, looping" }).press("Enter");
  await page.getByRole("button", { name: "Write on" }).press("Enter");
  await page.keyboard.type("lightning ", { delay: 10 });
  await expect
    .poll(async () => (await rounds(1)).filter((token) => token === "lightning").length, PATIENT)
    .toBeGreaterThan(2);
  const around = (await rounds(1)).slice(-3).sort();
  expect(around).toEqual(["lightning", "old", "pond"]);
  await page.getByRole("button", { name: "Mute" }).press("Enter");
  const muted = (await rounds(1)).length;
  const third = (await rounds(2)).length;
  await expect.poll(async () => (await rounds(2)).length, PATIENT).toBeGreaterThan(third + 6);
  // What lay ahead when it was muted may still begin, and no more.
  expect((await rounds(1)).length - muted).toBeLessThanOrEqual(12);
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Loop all" })).toHaveAttribute("aria-pressed", "false");
});
