/** The built element on a plain page of another origin, without isolation headers and under a strict policy. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { serve, type Served } from "../../tools/server.mjs";
import type { ElementInPage } from "./play";
import { recorded, rms, tap } from "./tap";

let host: Served;
let folder: string;

test.beforeAll(async () => {
  const { origin } = new URL(test.info().project.use.baseURL!);
  folder = mkdtempSync(join(tmpdir(), "lexigrain-embed-"));
  // The policy that docs/embedding.md states, and nothing more.
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${origin} 'wasm-unsafe-eval'`,
    `worker-src blob: ${origin}`,
    `connect-src ${origin}`,
    `font-src ${origin}`,
  ].join("; ");
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <script type="module" src="${origin}/lexi-grain.js"></script>
    <h1>Two instruments</h1><lexi-grain id="a"></lexi-grain><lexi-grain id="b"></lexi-grain></html>`,
  );
  host = await serve(folder, { port: 0, isolated: false });
});

test.afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

/** Counts contexts that are open and workers that run. */
async function count(page: Page): Promise<{ contexts: number; workers: number }> {
  const contexts = await page.evaluate(
    () => (window as unknown as { contexts: AudioContext[] }).contexts.filter(({ state }) => state !== "closed").length,
  );
  return { contexts, workers: page.workers().length };
}

const phase = (page: Page, nth: number): Promise<string> =>
  page.evaluate((n) => document.querySelectorAll<ElementInPage>("lexi-grain")[n].session.phase, nth);

/** Starts the nth element with a trusted click and types a word; returns how loud it was. */
async function loudness(page: Page, nth: number): Promise<number> {
  await expect.poll(() => phase(page, nth), { timeout: 60_000 }).toBe("gate");
  await page.getByRole("button", { name: "Start", exact: true }).first().click();
  await expect.poll(() => phase(page, nth)).toBe("playing");
  await tap(page, nth);
  await page.evaluate(
    (n) => document.querySelectorAll<ElementInPage>("lexi-grain")[n].session.shaping.knobs.set("wordDuration", 8),
    nth,
  );
  await page.keyboard.type("water ");
  let loudest = 0;
  for (let tries = 0; tries < 20 && loudest <= 0.005; tries++) {
    await page.waitForTimeout(500);
    const recording = await recorded(page, nth);
    const end = recording.start + recording.samples.length;
    loudest = rms(recording, end - 0.4 * recording.sampleRate, end);
  }
  return loudest;
}

test("two elements play, and again after removal and re-insertion, with nothing left behind", async ({ page }) => {
  test.setTimeout(240_000);
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|CORS|ERR/i.test(message.text())) refused.push(message.text());
  });
  await page.addInitScript(() => {
    const contexts: AudioContext[] = [];
    Object.assign(window, { contexts });
    window.AudioContext = class extends AudioContext {
      constructor(options?: AudioContextOptions) {
        super(options);
        contexts.push(this);
      }
    };
  });
  await page.goto(host.url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  expect(await loudness(page, 0), "the first element sounds").toBeGreaterThan(0.005);
  expect(await loudness(page, 1), "the second element sounds").toBeGreaterThan(0.005);
  expect(await count(page)).toEqual({ contexts: 2, workers: 2 });
  expect(refused).toEqual([]);

  // Moving an element is no removal: it plays on.
  await page.evaluate(() => document.body.append(document.getElementById("a")!));
  expect(await phase(page, 1)).toBe("playing");

  await page.evaluate(() => {
    const gone = [...document.querySelectorAll("lexi-grain")];
    for (const element of gone) element.remove();
    Object.assign(window, { gone });
  });
  await expect.poll(() => count(page)).toEqual({ contexts: 0, workers: 0 });

  await page.evaluate(() => document.body.append((window as unknown as { gone: Element[] }).gone[0]));
  expect(await loudness(page, 0), "the element sounds again").toBeGreaterThan(0.005);
  expect(await count(page)).toEqual({ contexts: 1, workers: 1 });
});
