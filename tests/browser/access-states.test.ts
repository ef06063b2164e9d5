/**
 * Axe finds nothing in any state: a voice, the knobs, two pages of the desk, high contrast, the projection, a failure.
 * Its other pages are looked at where they are used (desk, devices, pad).
 */
import { expect, test } from "@playwright/test";
import { clean } from "./axe";
import { begin, loaded } from "./play";

test("axe finds nothing in a voice, among the knobs, in high contrast, nor in the projection", async ({ page }) => {
  test.setTimeout(150_000);
  await begin(page);
  await page.keyboard.type("river stone ");
  await page.getByRole("button", { name: "Voice 1", exact: true }).press("Enter");
  await clean(page, "voice");
  await page.keyboard.press("Control+k");
  await clean(page, "knobs");
  await page.keyboard.press("Control+j");
  for (const name of ["Sounds", "Stage"]) {
    await page.getByRole("tab", { name }).click();
    await clean(page, name);
  }
  await page.getByRole("button", { name: "High contrast" }).press("Enter");
  await clean(page, "high contrast");
  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Projection" }).press("Enter");
  const view = await opening;
  await expect(view.locator("span")).toHaveCount(2);
  await clean(view, "projection");
});

test("axe finds nothing after a failed start, and trying again goes on", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible({ timeout: 60_000 });
  await clean(page, "failed");
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await loaded(page);
  await expect(page.getByRole("button", { name: "Start", exact: true })).toBeVisible();
});
