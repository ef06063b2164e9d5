/** The first minute: open, start, type; each word sounds. On the built-in sounds, and on a folder where there is one. */
import { expect, test } from "@playwright/test";
import { hasShared, sharedPath } from "../shared";
import { contention } from "./contention";
import { begin, type ElementInPage, loaded } from "./play";
import { sentenceSounds } from "./sentence";

const SENTENCE = ["the", "old", "pond", "a", "frog", "jumps", "in", "plop"];

test("a typed sentence sounds, word by word, on the built-in sounds", async ({ page }) => {
  test.setTimeout(240_000);
  await begin(page);
  await sentenceSounds(page, SENTENCE);
});

test("first sound within ten seconds: a word typed at once sounds as soon as the sounds are made", async ({ page }) => {
  const busy = contention();
  const began = performance.now();
  await page.goto("./");
  await page.keyboard.type("pond ");
  await page.waitForFunction(
    () =>
      ["sounding", "heard"].includes(
        document.querySelector<ElementInPage>("lexi-grain")?.session.performance.words.all[0]?.state ?? "",
      ),
    undefined,
    { timeout: 80_000 },
  );
  const seconds = (performance.now() - began) / 1000;
  const limit = 10 * Math.max(busy, contention());
  test.info().annotations.push({ type: "first sound", description: `${seconds.toFixed(1)} of ${limit.toFixed(1)} s` });
  // Ten seconds of a machine that does nothing else; more where it is shared.
  expect(seconds).toBeLessThan(limit);
});

test("a typed sentence sounds on a folder of real sounds", async ({ page }) => {
  test.skip(!hasShared("sounds"), "../shared/sounds is not here");
  test.setTimeout(240_000);
  await begin(page);
  await page.getByLabel("Folder").setInputFiles(sharedPath("sounds"));
  await page.waitForFunction(
    () => (document.querySelector<ElementInPage>("lexi-grain")?.session.library?.report?.units ?? 0) > 500,
    undefined,
    { timeout: 180_000 },
  );
  await page.getByRole("textbox", { name: /Type words/ }).focus();
  await sentenceSounds(page, SENTENCE);
});

test("nothing leaves the origin, and less than 8 MB are sent until the first word can sound", async ({
  page,
  baseURL,
}) => {
  const elsewhere: string[] = [];
  let sent = 0;
  page.on("requestfinished", (request) => {
    const url = new URL(request.url());
    if (!request.url().startsWith(baseURL!) && url.protocol !== "data:" && url.protocol !== "blob:")
      elsewhere.push(request.url());
    void request.sizes().then(({ responseBodySize }) => (sent += responseBodySize));
  });
  await page.goto("./");
  await loaded(page);
  expect(elsewhere).toEqual([]);
  expect(sent).toBeGreaterThan(100_000);
  expect(sent).toBeLessThan(8_000_000);
  test.info().annotations.push({ type: "sent", description: `${(sent / 1e6).toFixed(2)} MB` });
});
