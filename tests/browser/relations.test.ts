/** Other relations between words in the page: vectors, a text, a model; broken files; the way back. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { openBuiltinWords } from "../../src/text";
import { reference, tinyModel, VOCABULARY } from "../text/tiny-model";
import { begin, files } from "./play";

type AxePage = ConstructorParameters<typeof AxeBuilder>[0]["page"];

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

/** Drops a file on the page. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], file));
      return data;
    },
    [name, content],
  );
  await page.locator("lexi-grain .frame").dispatchEvent("drop", { dataTransfer: transfer });
}

test("vectors and a text take the place of the built-in words; placed words keep their sounds", async ({ page }) => {
  test.setTimeout(180_000);
  await begin(page);
  const [frog] = await sounds(page, "frog");
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Words" }).click();
  await expect(related(page)).toContainText("built-in English");
  await drop(page, "circle.txt", VECTORS);
  await expect(related(page)).toContainText("circle.txt: 300 words, 5 dimensions", { timeout: 30_000 });
  await word(page).fill("frog");
  await expect(nearest(page).first()).toContainText("telescope");
  expect(await sounds(page, "frog")).toEqual([frog]);

  await drop(page, "broken.vec", "It was a dark and stormy night, and no number was to be seen.\n");
  await expect(page.getByRole("alert")).toContainText(/broken\.vec.*no table of word vectors/);
  await expect(related(page)).toContainText("circle.txt: 300 words");

  await page.getByRole("button", { name: "Built-in words" }).click();
  await expect(related(page)).toContainText("built-in English: 65", { timeout: 30_000 });
  await page.getByLabel("Text", { exact: true }).setInputFiles({
    name: "tale.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(TALE),
  });
  await expect(related(page)).toContainText("bent to tale.txt", { timeout: 30_000 });
  await word(page).fill("zorblax");
  await expect(page.getByText("zorblax is a known word")).toBeVisible();
  await expect(
    nearest(page)
      .filter({ hasText: /ship|sailor|sea|harbour/ })
      .first(),
  ).toBeVisible();
  const { violations } = await new AxeBuilder({ page: page as unknown as AxePage }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join()}`)).toEqual([]);
});

test("a model from a folder gives what plain sums give, and its sentence counts when asked for", async ({ page }) => {
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
    await word(page).fill("river");
    const [first, likeness] = await nearest(page).first().locator("td").allTextContents();
    const [plain, cosine] = await plainNearest("river");
    expect(first.trim()).toBe(plain);
    expect(Number(likeness)).toBeCloseTo(cosine, 1);

    await page.getByLabel("a word sounds as its sentence says").check();
    await expect(related(page)).toContainText("tiny: ", { timeout: 60_000 });
    await sounds(page, "river bank");
    await page.getByLabel("Model at").fill("http://localhost:9/nowhere");
    await page.getByRole("button", { name: "Load", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText(/cannot be loaded from the network/, { timeout: 20_000 });
    expect(elsewhere).toEqual([]);
  } finally {
    rmSync(place, { recursive: true });
  }
});

/** The nearest word of the model's own, computed by hand: vectors of words alone, centred over all that it knows. */
async function plainNearest(token: string): Promise<[string, number]> {
  const { words } = await openBuiltinWords(new Uint8Array(readFileSync("public/words.bin")));
  const known = words.slice(0, 3000).filter((other) => VOCABULARY.includes(other));
  const raw = known.map((other) => reference([other], [other]));
  const mean = raw[0].map((_, i) => raw.reduce((sum, vector) => sum + vector[i], 0) / raw.length);
  const points = raw.map((vector) => vector.map((x, i) => x - mean[i]));
  const at = points[known.indexOf(token)];
  const cosines = points.map((other) => {
    const dot = other.reduce((sum, x, i) => sum + x * at[i], 0);
    return dot / Math.hypot(...other) / Math.hypot(...at);
  });
  const order = known.map((_, i) => i).sort((a, b) => cosines[b] - cosines[a]);
  return [known[order[1]], cosines[order[1]]];
}
