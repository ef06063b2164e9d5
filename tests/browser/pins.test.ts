/** The performer's hand on the page: a word is given another word's sound, a sound is forbidden, all of it undone and kept. */
import { expect, type Page, test } from "@playwright/test";
import { clean } from "./axe";
import { begin, bestMap, files } from "./play";

/** Types words and gives the file of the last one, when it has sounded. */
async function sounds(page: Page, text: string): Promise<string> {
  const before = (await files(page)).length;
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await page.keyboard.type(`${text} `);
  const count = text.split(" ").length;
  // Words of an earlier visit have not sounded.
  const placed = async (): Promise<number> => (await files(page)).slice(before).filter(Boolean).length;
  await expect.poll(placed, { timeout: 20_000 }).toBe(count);
  return (await files(page)).at(-1)!;
}

test("a word is pinned to a sound, a sound is forbidden, undone, done again, and there after a reload", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await begin(page);
  await bestMap(page);
  const frog = await sounds(page, "frog");
  const stone = await sounds(page, "stone");
  expect(stone).not.toBe(frog);

  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Words" }).click();
  const word = page.getByRole("textbox", { name: "Word", exact: true });
  await word.fill("frog");
  await expect(page.getByText(`frog and ${stone}`)).toBeVisible();
  await page.getByRole("button", { name: "Pin", exact: true }).click();
  await expect(page.getByText(`frog is pinned to ${stone}`)).toBeVisible();
  await expect(page.getByRole("table", { name: /Units nearest to/ })).toBeVisible();
  await clean(page, "a pinned word");
  expect(await sounds(page, "frog")).toBe(stone);

  // The word, then the pin: one history.
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(page.getByText(`frog is pinned to ${stone}`)).toBeHidden();
  await page.keyboard.press("Control+Shift+z");
  await expect(page.getByText(`frog is pinned to ${stone}`)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText(`frog is pinned to ${stone}`)).toBeHidden();
  // The worker hears of it a little later than the page.
  await expect.poll(() => sounds(page, "frog"), { timeout: 20_000 }).toBe(frog);

  // The sound under the hand follows what is heard.
  await expect(page.getByText(`frog and ${frog}`)).toBeVisible();
  await page.getByRole("button", { name: "Forbid this sound" }).click();
  await expect(page.getByText(`${frog} is not heard`)).toBeVisible();
  const other = await sounds(page, "frog");
  await word.fill("wolf");
  await page.getByRole("button", { name: "More like this" }).click();
  await expect(page.getByText(`wolf is more like ${other}`)).toBeVisible();

  await page.getByRole("tab", { name: "Map" }).click();
  await page.getByRole("slider", { name: "Scatter" }).focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press("PageUp");
  await page.getByRole("slider", { name: "Map morph" }).focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press("PageUp");
  const morphed = await sounds(page, "frog wolf river");

  await page.waitForFunction(
    async () => {
      const open = indexedDB.open("lexigrain");
      await new Promise((done) => (open.onsuccess = done));
      const ask = open.result.transaction("states").objectStore("states").get("page");
      await new Promise((done) => (ask.onsuccess = done));
      const state = ask.result as { wishes?: unknown[]; values: Record<string, number> } | undefined;
      open.result.close();
      return state?.wishes?.length === 2 && state.values["mapMorph"] === 100;
    },
    undefined,
    { timeout: 20_000 },
  );
  await begin(page);
  await bestMap(page);
  expect(await sounds(page, "river")).toBe(morphed);
});
