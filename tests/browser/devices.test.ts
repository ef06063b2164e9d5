/** Modulators move what is heard and not the knobs; the page of devices is clean, and switches are kept. */
import { expect, type Page, test } from "@playwright/test";
import { clean } from "./axe";
import { begin } from "./play";

interface Element {
  session: { shaping: { knobs: { get(id: string): number; heard: { get(id: string): number } } } };
}

const pan = (page: Page): Promise<{ knob: number; heard: number }> =>
  page.evaluate(() => {
    const { knobs } = (document.querySelector("lexi-grain") as unknown as Element).session.shaping;
    return { knob: knobs.get("pan"), heard: knobs.heard.get("pan") };
  });

test("a modulator is added by the keyboard, moves the pan, and is undone; devices are chosen and kept", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await begin(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("button", { name: "Add modulator" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "lfo 1 on Pan" })).toBeVisible();
  await page.getByRole("slider", { name: "LFO 1 rate" }).focus();
  await page.keyboard.press("End");
  await clean(page, "modulators");
  const heard = new Set<number>();
  await expect
    .poll(async () => {
      const now = await pan(page);
      expect(now.knob).toBe(0);
      heard.add(Math.round(now.heard));
      return heard.size;
    })
    .toBeGreaterThan(4);
  await page.getByRole("button", { name: "Take away lfo 1 on Pan" }).click();
  await expect.poll(() => pan(page)).toEqual({ knob: 0, heard: 0 });
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("group", { name: "lfo 1 on Pan" })).toBeVisible();

  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Devices" }).click();
  await page.getByRole("checkbox", { name: /every word is sent/ }).check();
  await clean(page, "devices");
  // Written down a moment after the change.
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const open = indexedDB.open("lexigrain");
          await new Promise((done) => (open.onsuccess = done));
          const ask = open.result.transaction("states").objectStore("states").get("page");
          await new Promise((done) => (ask.onsuccess = done));
          open.result.close();
          return (ask.result as { devices?: { wordsOut: boolean }; routes?: unknown[] } | undefined) ?? {};
        }),
      { timeout: 20_000 },
    )
    .toMatchObject({ devices: { wordsOut: true }, routes: [{ source: "lfo 1", control: "pan", depth: 0.5 }] });
  await begin(page);
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Devices" }).click();
  await expect(page.getByRole("checkbox", { name: /every word is sent/ })).toBeChecked();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("group", { name: "lfo 1 on Pan" })).toBeVisible();
});
