/** What an audience sees, and the page without network: the projector's window, contrast, motion, full screen, offline. */
import { expect, type Page, test } from "@playwright/test";
import { begin, type ElementInPage, loaded, setControl } from "./play";

const PATIENT = { timeout: 20_000 };

/** Opens the desk's page of the stage by the keyboard. */
async function openStage(page: Page): Promise<void> {
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Map" }).focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("tab", { name: "Stage" })).toBeFocused();
}

/** Coloured pixels of the grains in the second window. */
const lit = (view: Page): Promise<number> =>
  view.evaluate(() => {
    const canvas = document.querySelector("canvas");
    const { data } = canvas!.getContext("2d")!.getImageData(0, 0, canvas!.width, canvas!.height);
    let count = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i] > 0) count++;
    return count;
  });

test("a second window shows the text and its grains; opened late, closed, opened again", async ({ page }) => {
  test.setTimeout(150_000);
  await begin(page);
  await setControl(page, "wordDuration", 8);
  await page.keyboard.type("river stone ");
  await openStage(page);
  const button = page.getByRole("button", { name: "Projection" });
  const opening = page.waitForEvent("popup");
  await button.press("Enter");
  const view = await opening;
  await view.setViewportSize({ width: 1920, height: 1080 });
  await expect(view.locator("span")).toHaveText(["river", "stone"]);
  await expect(button).toHaveAttribute("aria-pressed", "true");
  // At ten metres a small letter wants 3 cm: on a picture two metres wide, 29 of 1920 pixels; half of the size is x-height.
  const size = await view
    .locator("span")
    .first()
    .evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
  expect(size).toBeGreaterThan(2 * 29);
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await page.keyboard.type("cloud ir");
  await expect(view.locator("span")).toHaveText(["river", "stone", "cloud"]);
  await expect(view.locator("i")).toHaveText("ir");
  await expect(view.locator("span.sounding")).not.toHaveCount(0, PATIENT);
  await expect.poll(() => lit(view), PATIENT).toBeGreaterThan(20);
  await view.close();
  await page.keyboard.type("on ");
  await expect(button).toHaveAttribute("aria-pressed", "false");
  const again = page.waitForEvent("popup");
  await button.press("Enter");
  await expect((await again).locator("span")).toHaveText(["river", "stone", "cloud", "iron"]);
});

test("contrast and motion are chosen and kept; full screen comes and goes", async ({ page }) => {
  test.setTimeout(200_000);
  await page.goto("./");
  await loaded(page);
  await openStage(page);
  const ground = (): Promise<string> => page.locator("lexi-grain").evaluate((e) => getComputedStyle(e).backgroundColor);
  await page.getByRole("button", { name: "High contrast" }).press("Enter");
  await page.getByRole("button", { name: "Less motion" }).press("Enter");
  expect(await ground()).toBe("rgb(0, 0, 0)");
  await page.reload();
  await loaded(page);
  expect(await ground()).toBe("rgb(0, 0, 0)");
  await openStage(page);
  await expect(page.getByRole("button", { name: "Less motion" })).toHaveAttribute("aria-pressed", "true");
  const full = page.getByRole("button", { name: "Full screen" });
  await full.press("Enter");
  await expect(full).toHaveAttribute("aria-pressed", "true", PATIENT);
  await full.press("Enter");
  await expect(full).toHaveAttribute("aria-pressed", "false", PATIENT);
});

test.describe("without network", () => {
  test.use({ serviceWorkers: "allow" });

  test("the page opens again and plays", async ({ page, context }) => {
    test.setTimeout(200_000);
    await page.goto("./");
    await loaded(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 });
    await context.setOffline(true);
    await page.reload();
    await loaded(page);
    await page.keyboard.type("river ");
    await page.waitForFunction(
      () =>
        ["sounding", "heard"].includes(
          document.querySelector<ElementInPage>("lexi-grain")?.session.performance.words.all[0]?.state ?? "",
        ),
      undefined,
      PATIENT,
    );
  });
});
