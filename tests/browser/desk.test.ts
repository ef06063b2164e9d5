/** The desk: another map sounds otherwise, its scores are told, a recording has every sample, a listener is asked. */
import { expect, test } from "@playwright/test";
import { clean } from "./axe";
import { begin, files } from "./play";

test("the desk: maps, words, the listening test and recording", async ({ page }) => {
  test.setTimeout(240_000);
  await begin(page);
  await page.keyboard.type("pond frog river stone ");
  await expect.poll(async () => (await files(page)).filter(Boolean).length, { timeout: 20_000 }).toBe(4);
  const before = await files(page);

  await page.keyboard.press("Control+j");
  await clean(page, "map");
  await page.getByRole("radio", { name: /^random/ }).check();
  await expect(page.getByText("The map is ready.")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Measure" }).click();
  await expect(page.getByText(/words have a sound of their own/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await page.keyboard.type("pond frog river stone ");
  await expect.poll(async () => (await files(page)).filter(Boolean).length, { timeout: 20_000 }).toBe(8);
  const after = (await files(page)).slice(4);
  expect(after).not.toEqual(before);

  await page.getByRole("tab", { name: "Words" }).click();
  await page.getByRole("textbox", { name: "Word", exact: true }).fill("frog");
  await expect(page.getByText("frog is a known word.")).toBeVisible();
  await expect(page.getByRole("button", { name: "toad", exact: true })).toBeVisible();
  await clean(page, "words");

  await page.getByRole("tab", { name: "Output" }).click();
  await clean(page, "output");
  await page.getByRole("button", { name: "Record" }).click();
  await expect(page.getByText(/^[1-9]\.\d s$/)).toBeVisible({ timeout: 20_000 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Stop and save" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^lexigrain .*\.wav$/);

  await page.getByRole("tab", { name: "Listen" }).click();
  await page.getByRole("button", { name: /^Begin/ }).click();
  await expect(page.getByText("Question 1 of 60")).toBeVisible({ timeout: 60_000 });
  await clean(page, "listen");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Question 3 of 60")).toBeVisible();
  await page.keyboard.press("Backspace");
  await expect(page.getByText("Question 2 of 60")).toBeVisible();
  await page.getByRole("button", { name: "End here" }).click();
  await expect(page.getByText("1 of 1").or(page.getByText("0 of 1"))).toBeVisible();
});
