/** Presets morph, twenty mixed deeds are undone and done again, and a killed tab comes back with all of it. */
import { expect, test } from "@playwright/test";
import { knob, knobs, onsets, tokens, watchOnsets } from "./hand";
import { begin, loaded } from "./play";

const PATIENT = { timeout: 30_000 };

test("presets morph; twenty mixed deeds are undone and done again; a killed tab comes back", async ({ page }) => {
  test.setTimeout(150_000);
  await begin(page);
  const field = page.getByRole("textbox", { name: /Type words/ });
  for (const word of ["moon", "grass", "stone", "ash", "bell"]) await page.keyboard.type(`${word} `);
  await page.keyboard.press("Control+k");
  const shape = page.locator("lexi-grain-shape");
  // Nine knobs, each by the keyboard.
  for (const name of ["Grain", "Overlap", "Asynchrony", "Position", "Scan", "Pitch", "Attack", "Release", "Spread"])
    await shape.getByRole("slider", { name, exact: true }).press("ArrowRight");
  await page.getByRole("button", { name: "Chance" }).press("Enter");
  await page.getByRole("button", { name: "Chance" }).press("Enter");
  const preset = shape.getByRole("combobox", { name: "Preset", exact: true });
  const to = shape.getByRole("combobox", { name: "to", exact: true });
  await to.selectOption("choir");
  await preset.selectOption("plain");
  const morph = shape.getByRole("slider", { name: "Morph", exact: true });
  for (let i = 0; i < 3; i++) await morph.press("PageUp");
  const between = await knob(page, "grainDuration");
  expect(between).toBeGreaterThan(41);
  expect(between).toBeLessThan(189);
  await page.keyboard.press("Control+k");
  await page.getByRole("button", { name: "Voice 1", exact: true }).press("Enter");
  await page.getByRole("button", { name: "Mute" }).press("Enter");
  await page.getByRole("button", { name: "Alone" }).press("Enter");
  await field.focus();
  await page.keyboard.type("salt wind ");
  const [after, words] = [await knobs(page), await tokens(page)];
  expect(words).toHaveLength(7);
  // 5 words, 9 knobs, 2 chances, preset and morph, 2 voices, 2 words: at least twenty.
  let undone = 0;
  const undo = page.locator("lexi-grain");
  const left = () =>
    undo.evaluate(
      (e) => (e as unknown as { session: { shaping: { history: { last?: string } } } }).session.shaping.history.last,
    );
  while ((await left()) !== undefined && undone < 40) {
    await page.keyboard.press("Control+z");
    undone++;
  }
  expect(undone).toBeGreaterThanOrEqual(20);
  expect(await knobs(page)).toEqual({});
  expect(await tokens(page)).toEqual([]);
  for (let i = 0; i < undone; i++) await page.keyboard.press("Control+Shift+z");
  expect(await knobs(page)).toEqual(after);
  expect(await tokens(page)).toEqual(words);

  // Written down a moment after the last change; then the tab dies.
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const open = indexedDB.open("lexigrain");
          open.onsuccess = () => {
            const get = open.result.transaction("states").objectStore("states").get("page");
            get.onsuccess = () => {
              open.result.close();
              resolve((get.result as { lines: string[] } | undefined)?.lines.join("/") ?? "");
            };
          };
        }),
    );
  await expect.poll(kept, PATIENT).toBe(words.join(" "));
  const crashed = page.waitForEvent("crash");
  await page.goto("chrome://crash").catch(() => undefined);
  await crashed;
  const next = await page.context().newPage();
  await next.goto("./");
  await loaded(next);
  expect(await knobs(next)).toEqual(after);
  expect(await tokens(next)).toEqual(words);
  await next.getByRole("button", { name: "Start", exact: true }).press("Enter");
  await watchOnsets(next);
  await next.keyboard.type("river ");
  await expect.poll(async () => (await onsets(next)).length, PATIENT).toBe(1);
  await next.close();
});
