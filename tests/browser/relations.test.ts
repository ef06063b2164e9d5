/** Other relations between words in the page: vectors, a text, a model; broken files; the way back. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { tinyModel } from "../text/tiny-model";
import { begin, files, loaded } from "./play";

async function sounds(page: Page, text: string): Promise<(string | undefined)[]> {
  const before = (await files(page)).length;
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await page.keyboard.type(`${text} `);
  const count = text.split(" ").length;
  await expect
    .poll(async () => (await files(page)).slice(before).filter(Boolean).length, { timeout: 30_000 })
    .toBe(count);
  return (await files(page)).slice(-count);
}

const nearest = (page: Page) => page.locator("section", { hasText: "Its nearest words" }).locator("tr");
const word = (page: Page) => page.getByRole("textbox", { name: "Word", exact: true });
const related = (page: Page) => page.locator("lexi-grain-relations").getByRole("status");

/** 300 words on a circle: each lies beside the one after it. */
const CIRCLE = ["frog", "telescope", "stone", ...Array.from({ length: 297 }, (_, i) => `w${i}`)];
const VECTORS = CIRCLE.map((token, i) => {
  const turn = (i / CIRCLE.length) * 2 * Math.PI;
  return `${token} ${Math.cos(turn).toFixed(5)} ${Math.sin(turn).toFixed(5)} 0 0 0`;
}).join("\n");
const TALE = "Zorblax the sailor steered his ship over the sea, and the ship carried Zorblax past the harbour. ".repeat(
  40,
);

/** Waits until the state in the browser's storage names that file. */
const keptOnDisk = (page: Page, file: string): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            const opening = indexedDB.open("lexigrain");
            opening.onsuccess = () => {
              const all = opening.result.transaction("states").objectStore("states").getAll();
              all.onsuccess = () => {
                opening.result.close();
                resolve(JSON.stringify(all.result));
              };
            };
          }),
      ),
    )
    .toContain(file);

/** Chooses a file on the desk. */
const choose = (page: Page, label: string, name: string, content: string): Promise<void> =>
  page.getByLabel(label, { exact: true }).setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });

test("vectors and a text take the place of the built-in words; placed words keep their sounds", async ({ page }) => {
  test.setTimeout(180_000);
  await begin(page);
  const [frog] = await sounds(page, "frog");
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Words" }).click();
  await expect(related(page)).toContainText("built-in English");
  await choose(page, "Vectors", "circle.txt", VECTORS);
  await expect(related(page)).toContainText("circle.txt: 300 words, 5 dimensions", { timeout: 30_000 });
  await word(page).fill("frog");
  await expect(nearest(page).first()).toContainText("telescope");
  expect(await sounds(page, "frog")).toEqual([frog]);

  await choose(page, "Vectors", "broken.vec", "It was a dark and stormy night, and no number was to be seen.\n");
  await expect(page.getByRole("alert")).toContainText(/broken\.vec.*no table of word vectors/);
  await expect(related(page)).toContainText("circle.txt: 300 words");

  await page.getByRole("button", { name: "Built-in words" }).click();
  await expect(related(page)).toContainText("built-in English: 65", { timeout: 30_000 });
  await choose(page, "Text", "tale.txt", TALE);
  await expect(related(page)).toContainText("bent to tale.txt", { timeout: 30_000 });
  await word(page).fill("zorblax");
  await expect(page.getByText("zorblax is a known word")).toBeVisible();
  await expect(
    nearest(page)
      .filter({ hasText: /ship|sailor|sea|harbour/ })
      .first(),
  ).toBeVisible();

  await keptOnDisk(page, "tale.txt");
  await page.reload();
  await loaded(page);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Words" }).click();
  await expect(related(page)).toContainText("bent to tale.txt", { timeout: 60_000 });
  await page.getByRole("button", { name: "Built-in words" }).click();
  await expect(related(page)).toContainText("built-in English: 65", { timeout: 30_000 });
});

test("a model from a folder relates words, by a runtime from our own origin", async ({ page }) => {
  test.setTimeout(180_000);
  const place = mkdtempSync(join(tmpdir(), "lexigrain-model-"));
  try {
    for (const [file, bytes] of Object.entries(tinyModel())) {
      mkdirSync(dirname(join(place, "tiny", file)), { recursive: true });
      writeFileSync(join(place, "tiny", file), bytes);
    }
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!/^(http:\/\/localhost|blob:|data:)/.test(request.url())) elsewhere.push(request.url());
    });
    await begin(page);
    await page.keyboard.press("Control+j");
    await page.getByRole("tab", { name: "Words" }).click();
    await page.getByLabel("Model folder").setInputFiles(join(place, "tiny"));
    await expect(related(page)).toContainText(/tiny: \d+ words, 8 dimensions/, { timeout: 60_000 });
    expect(elsewhere).toEqual([]);
  } finally {
    rmSync(place, { recursive: true });
  }
});
