/** The X/Y pad: a finger turns two controls in one deed, axes are chosen, two fingers, the keyboard, and kept over a reload. */
import { expect, type Page, test } from "@playwright/test";
import { clean } from "./axe";
import { knob } from "./hand";
import { begin } from "./play";

test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

type TouchType = "touchStart" | "touchMove" | "touchEnd";

/** Fingers as the browser's own touch: all that are down, in parts of the pad from its lower left corner. */
async function hand(page: Page): Promise<(type: TouchType, at: readonly [number, number][]) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  return async (type, at) => {
    const surface = page.locator("lexi-grain-pad .surface");
    await surface.evaluate((e) => e.scrollIntoView());
    const box = (await surface.boundingBox())!;
    const touchPoints = at.map(([x, y], id) => ({ id, x: box.x + x * box.width, y: box.y + (1 - y) * box.height }));
    await session.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
}

test("the pad on a phone: touched, chosen, by two fingers, by keys, undone, kept", async ({ page }) => {
  await begin(page);
  await page.getByRole("button", { name: "Pad", exact: true }).press("Enter");
  await clean(page, "pad");
  const fingers = await hand(page);
  await fingers("touchStart", [[0.5, 0.5]]);
  await fingers("touchMove", [[0.75, 0.25]]);
  await expect.poll(() => knob(page, "pitch")).toBeCloseTo(6, 0);
  const low = await knob(page, "lowPass");
  expect(low).toBeGreaterThan(80);
  expect(low).toBeLessThan(160);
  await page
    .getByRole("group", { name: "Pad second X: what it turns" })
    .getByRole("combobox")
    .selectOption({ label: "Spread" });
  await fingers("touchStart", [
    [0.75, 0.25],
    [0.2, 0.2],
  ]);
  await fingers("touchMove", [
    [0.75, 0.25],
    [0.9, 0.2],
  ]);
  await expect.poll(() => knob(page, "spread")).toBeGreaterThan(80);
  expect(await knob(page, "pitch")).toBeCloseTo(6, 0);
  await fingers("touchEnd", []);

  // One touch of both fingers is one deed; the choice before it is another.
  await page.keyboard.press("Control+z");
  expect(await knob(page, "pitch")).toBe(0);
  expect(await knob(page, "lowPass")).toBe(20_000);
  await page.keyboard.press("Control+Shift+z");
  expect(await knob(page, "pitch")).toBeCloseTo(6, 0);

  // By the keyboard: the four arrows on either ruler.
  const x = page.getByRole("slider", { name: "Pad X" });
  await x.press("Delete");
  expect(await knob(page, "pitch")).toBe(0);
  await x.press("ArrowRight");
  await x.press("ArrowUp");
  expect(await knob(page, "pitch")).toBeCloseTo(0.24, 2);
  expect(await knob(page, "lowPass")).toBeGreaterThan(low);
  await expect(x).toHaveAttribute("aria-valuetext", "Pitch 0.24 st");

  await page.getByRole("checkbox", { name: /goes back/ }).check();
  await fingers("touchStart", [[0.1, 0.9]]);
  await expect.poll(() => knob(page, "pitch")).toBeLessThan(-8);
  await fingers("touchEnd", []);
  await expect.poll(() => knob(page, "pitch")).toBeCloseTo(0.24, 2);

  // Written down a moment after the change.
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const open = indexedDB.open("lexigrain");
        await new Promise((done) => (open.onsuccess = done));
        const ask = open.result.transaction("states").objectStore("states").get("page");
        await new Promise((done) => (ask.onsuccess = done));
        open.result.close();
        return (ask.result as { devices?: { padReturns?: boolean } } | undefined)?.devices?.padReturns;
      }),
    )
    .toBe(true);
  await page.reload();
  await page.getByRole("button", { name: "Pad", exact: true }).press("Enter");
  await expect(page.getByRole("checkbox", { name: /goes back/ })).toBeChecked({ timeout: 30_000 });
  await expect(page.getByRole("group", { name: "Pad second X: what it turns" }).locator("option:checked")).toHaveText(
    "Spread",
  );
});
