/** Other relations between words in the page: vectors, a text, a model; broken files; the way back. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { openBuiltinWords } from "../../src/text";
import { pieces, reference, tinyModel } from "../text/tiny-model";
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

/** What the desk shows for a word: why it has its place, and its nearest words. */
async function shown(page: Page, token: string, why: RegExp): Promise<string[]> {
  await word(page).fill(token);
  const said = page.locator("lexi-grain-words").getByRole("status").filter({ hasText: " is " }).first();
  await expect(said).toHaveText(new RegExp(`^\\s*${token.replace(/[+.]/g, "\\$&")} is\\s+${why.source}`, "u"));
  return nearest(page).getByRole("button").allInnerTexts();
}

test("the desk says why a token has its place, and what lies near", async ({ page }) => {
  await begin(page);
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Words" }).click();
  expect(await shown(page, "frog", /a known word/)).toContain("toad");
  expect((await shown(page, "dogs", /a form of dog/))[0]).toBe("dog");
  expect((await shown(page, "recieve", /unknown, placed by its spelling, near receive/))[0]).toBe("receive");
  expect(await shown(page, "🌊", /taken by its name: .*wave/)).toContain("wave");
  expect(await shown(page, "new_york", /a known phrase/)).toContain("ny");
  expect(await shown(page, "old_pond", /made of old, pond/)).toContain("pond");
  expect(await shown(page, "Ωμέγα", /unknown, placed by its spelling/)).toHaveLength(10);
  expect(await shown(page, "king-man+woman", /reckoned from king, man, woman/)).toContain("queen");
  expect(await shown(page, "1984", /a number, placed by its size/)).toHaveLength(10);
});

const NEAR = 10;
type Neighbours = readonly { readonly word: string; readonly similarity: number }[];

/** The neighbours as numbers, before they are rounded to be shown. */
const found = (page: Page): Promise<Neighbours> =>
  page
    .locator("lexi-grain-words")
    .evaluate((view) => (view as HTMLElement & { found?: { neighbours: Neighbours } }).found?.neighbours ?? []);

/** The same by plain sums: every word's pooled vector, less the mean of all, by cosine; best first. */
function plainly(words: readonly string[], token: string, pool: (parts: string[]) => string[]): Neighbours {
  const known = words.filter((each) => pieces(each.replaceAll("_", " ")).some((part) => part !== "[UNK]"));
  const rows = known.map((each) => {
    const parts = pieces(each.replaceAll("_", " "));
    return reference(parts, pool(parts));
  });
  const mean = rows[0].map((_, i) => rows.reduce((sum, row) => sum + row[i], 0) / rows.length);
  const units = rows.map((row) => row.map((x, i) => x - mean[i])).map((row) => row.map((x) => x / Math.hypot(...row)));
  const own = units[known.indexOf(token)];
  return known
    .map((each, r) => ({ word: each, similarity: units[r].reduce((sum, x, i) => sum + x * own[i], 0) }))
    .filter((each) => each.word !== token)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, NEAR);
}

/** Waits until the page's neighbours have those cosines. */
const agree = (page: Page, plain: Neighbours): Promise<void> =>
  expect
    .poll(
      async () => {
        const here = await found(page);
        return here.length === NEAR
          ? Math.max(...here.map(({ similarity }, i) => Math.abs(similarity - plain[i].similarity)))
          : 1;
      },
      { timeout: 60_000 },
    )
    .toBeLessThan(1e-4);

test("a model in Chromium, by a runtime from our own origin, pools as plain sums do", async ({ page }) => {
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
    const { words } = await openBuiltinWords(new Uint8Array(readFileSync("public/words.bin")));
    const vocabulary = words.slice(0, 3000);
    await begin(page);
    await page.keyboard.press("Control+j");
    await page.getByRole("tab", { name: "Words" }).click();
    await page.getByLabel("Model folder").setInputFiles(join(place, "tiny"));
    await expect(related(page)).toContainText(/tiny: \d+ words, 8 dimensions/, { timeout: 60_000 });
    await word(page).fill("ship");
    await agree(
      page,
      plainly(vocabulary, "ship", (parts) => parts),
    );
    await page.getByLabel("A word is").selectOption("the model's summary");
    await agree(
      page,
      plainly(vocabulary, "ship", () => ["[CLS]"]),
    );
    expect(elsewhere).toEqual([]);
  } finally {
    rmSync(place, { recursive: true });
  }
});

test("a model by its name on the hub, only when asked; without a network one sentence", async ({ page }) => {
  test.setTimeout(120_000);
  const served = tinyModel();
  let online = false;
  await page.context().route("https://huggingface.co/**", async (route) => {
    const [, file] = route.request().url().split("/nobody/tiny/resolve/main/");
    if (!online) await route.abort("internetdisconnected");
    else
      await route.fulfill({
        status: file in served ? 200 : 404,
        headers: { "access-control-allow-origin": "*", "content-type": "application/octet-stream" },
        body: Buffer.from(served[file] ?? []),
      });
  });
  await begin(page);
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Words" }).click();
  const load = async (model: string): Promise<void> => {
    await page.getByLabel("Model at").fill(model);
    await page.getByRole("button", { name: "Load", exact: true }).click();
  };
  await load("no model");
  await expect(page.getByRole("alert")).toContainText('"no model" is no model: write its name on the hub');
  await load("nobody/tiny");
  await expect(page.getByRole("alert")).toContainText(
    "cannot be loaded from the network: check the name, the address and the connection.",
  );
  await expect(related(page)).toContainText("built-in English");
  online = true;
  await load("nobody/tiny");
  await expect(related(page)).toContainText(/nobody\/tiny: \d+ words, 8 dimensions/, { timeout: 60_000 });
});

test("distances by name, centring and main directions are turned on the desk", async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page);
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Words" }).click();
  await choose(page, "Vectors", "circle.txt", VECTORS);
  await expect(related(page)).toContainText("circle.txt: 300 words, 5 dimensions", { timeout: 30_000 });
  await word(page).fill("frog");
  await expect(nearest(page).first()).toContainText("telescope");
  const plain = await found(page);
  await page.getByLabel("Distance").selectOption("RBF kernel");
  await expect(related(page)).toContainText("300 words, 128 dimensions", { timeout: 30_000 });
  await page.getByLabel("Distance").selectOption("Mahalanobis");
  await expect(related(page)).toContainText("300 words, 5 dimensions", { timeout: 30_000 });
  await page.getByLabel("Distance").selectOption("cosine");
  await page.getByLabel("Main directions out").fill("1");
  // Of a circle one axis is left: only two places, half of the words in each.
  await expect
    .poll(async () => (await found(page)).map(({ similarity }) => Math.round(similarity)))
    .toEqual(plain.map(() => 1));
});
