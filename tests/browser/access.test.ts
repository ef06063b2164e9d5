/** Everything by keyboard, nothing that axe objects to, and typing is never stolen. */
import { expect, test } from "@playwright/test";
import { clean } from "./axe";
import { begin, type ElementInPage, loaded } from "./play";

test("axe finds nothing, at the gate and while playing", async ({ page }) => {
  await page.goto("./");
  await clean(page, "loading");
  await loaded(page);
  await clean(page, "gate");
  await page.getByRole("button", { name: "Start", exact: true }).press("Enter");
  await page.keyboard.type("the old pond, a frog ");
  await expect(page.getByRole("button", { name: "frog" })).toHaveClass(/sounding|heard/, { timeout: 20_000 });
  await clean(page, "playing");
});

test("a window that loses the keyboard while a key is down leaves no sound hanging", async ({ page }) => {
  await begin(page);
  await page.keyboard.type("river ");
  await page.keyboard.down("s");
  await page.getByRole("button", { name: "Panic" }).focus();
  await page.keyboard.up("s");
  await page.waitForFunction(
    () => document.querySelector<ElementInPage>("lexi-grain")!.session.performance.words.all[0].state === "heard",
    undefined,
    { timeout: 30_000 },
  );
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await page.keyboard.type("tone ");
  await expect(page.getByRole("button", { name: "stone" })).toBeVisible();
});

test("the keyboard alone reaches every control and sounds words again; typing is never stolen", async ({ page }) => {
  test.setTimeout(150_000);
  await begin(page);
  await page.keyboard.type("river stone ");
  await expect(page.getByRole("button", { name: "stone" })).toBeVisible();
  const reached = new Set<string>();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    reached.add(
      await page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        const label = (active as HTMLInputElement | null)?.labels?.[0]?.textContent ?? active?.textContent ?? "";
        return `${active?.localName} ${label.trim().split(/\s+/).slice(0, 2).join(" ")}`;
      }),
    );
  }
  for (const name of ["Word", "Volume", "Folder", "Files", "Pad", "Stop", "Panic"])
    expect(
      [...reached].some((label) => label.includes(name)),
      `${name} in ${[...reached].join(" | ")}`,
    ).toBe(true);
  const stone = page.getByRole("button", { name: "stone" });
  await stone.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("button", { name: "river" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    () => document.querySelector<ElementInPage>("lexi-grain")!.session.performance.words.all[0].state === "sounding",
  );

  // A letter typed beside the field goes into it; a slider keeps its arrows.
  const volume = page.getByRole("slider", { name: "Volume" });
  await volume.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(volume).toBeFocused();
  await expect(volume).not.toHaveAttribute("aria-valuetext", "0 dB");
  await page.keyboard.press("Delete");
  await expect(volume).toHaveAttribute("aria-valuetext", "0 dB");
  await page.keyboard.type("hello ");
  await expect(page.getByRole("button", { name: "hello" })).toBeVisible();
});
