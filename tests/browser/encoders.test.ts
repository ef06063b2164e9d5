/** What listens: a model of one's own runs in the page as in Node; an encoder learns, pauses, ends, is saved and loaded. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { loadKernels, pearson } from "../../src/math";
import { openSoundSpace } from "../../src/sound";
import { readProject } from "../../src/store";
import { wavHeader } from "../../src/wav";
import { hasShared, sharedPath } from "../shared";
import { YAMNET as CARD } from "../sound/yamnet";
import { begin, type ElementInPage } from "./play";

const RATE = CARD.sampleRate;

let place: string;

test.beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "lexigrain-encoders-"));
});

test.afterAll(() => rmSync(place, { recursive: true }));

async function openSounds(page: Page): Promise<void> {
  await begin(page);
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Sounds" }).click();
}

const encoder = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const { library } = document.querySelector<ElementInPage>("lexi-grain")!.session;
    return library && "hearing" in library ? (library.hearing as { soundEncoder: string }).soundEncoder : undefined;
  });

test("a model runs in the page as it does in Node, and nothing is fetched from elsewhere", async ({ page }) => {
  test.skip(!hasShared("models", "yamnet"), "YAMNet lies in ../shared/models/yamnet, which is not there.");
  test.setTimeout(300_000);
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "localhost") elsewhere.push(request.url());
  });
  mkdirSync(join(place, "tones"));
  for (const [i, pitch] of [220, 523, 1400].entries()) {
    const samples = Float32Array.from(
      { length: RATE },
      (_, t) => 0.5 * Math.exp((-3 * t) / RATE) * Math.sin((2 * Math.PI * pitch * t * (1 + (i * t) / RATE)) / RATE),
    );
    writeFileSync(
      join(place, "tones", `${i}.wav`),
      Buffer.concat([wavHeader(RATE, 1, RATE, 32), new Uint8Array(samples.buffer)]),
    );
  }
  writeFileSync(join(place, "card.json"), JSON.stringify(CARD));
  writeFileSync(join(place, "broken.onnx"), "no model at all");
  writeFileSync(join(place, "broken.json"), JSON.stringify({ ...CARD, model: "broken.onnx" }));
  const model = sharedPath("models", "yamnet", "yamnet_int8w.onnx");
  await openSounds(page);
  await page.getByLabel("Folder").setInputFiles(join(place, "tones"));
  await expect(page.getByRole("status").filter({ hasText: "3 sounds imported" })).toBeVisible({ timeout: 60_000 });

  await page
    .getByLabel("Model", { exact: true })
    .setInputFiles([join(place, "broken.json"), join(place, "broken.onnx")]);
  await expect(page.getByText(/broken\.onnx cannot be opened: it is damaged or no ONNX file/).first()).toBeVisible({
    timeout: 60_000,
  });
  expect(await encoder(page)).toBe("descriptors");
  await page.getByLabel("Model", { exact: true }).setInputFiles([join(place, "card.json"), model]);
  await expect.poll(() => encoder(page), { timeout: 90_000 }).toBe("onnx:card.json+descriptors");
  expect(elsewhere).toEqual([]);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save project" }).click(),
  ]);
  const { corpus, sounds } = await readProject(new Uint8Array(readFileSync(await download.path())));
  const kernels = loadKernels(
    new WebAssembly.Module(readFileSync(new URL("../../build/kernels.wasm", import.meta.url))),
  );
  const job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };
  const inNode = await openSoundSpace(corpus, "onnx:card.json+descriptors", kernels, job, {
    readFile: async (path) => new Uint8Array(readFileSync(path === "card.json" ? join(place, path) : model)),
  });
  expect(sounds!.vectors.columns).toBe(inNode.vectors.columns);
  expect(pearson(sounds!.vectors.data, inNode.vectors.data)).toBeGreaterThan(0.9999);
});

test("an encoder learns in the page: watched, paused, ended, saved, loaded", async ({ page }) => {
  test.setTimeout(300_000);
  await openSounds(page);
  await page.getByRole("combobox", { name: "Encoder" }).selectOption("autoencoder");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect(page.getByRole("img", { name: "Loss by epoch" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("button", { name: "Resume", exact: true })).toBeVisible();
  const told = page.locator("figcaption");
  let before = "";
  // The epoch that was under way may still end; then nothing moves.
  await expect
    .poll(async () => {
      const last = before;
      before = (await told.textContent()) ?? "";
      return before === last;
    })
    .toBe(true);
  expect(await encoder(page)).toBe("descriptors");
  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await expect.poll(() => told.textContent(), { timeout: 60_000 }).not.toBe(before);
  await page.getByRole("button", { name: "Stop and use" }).click();
  await expect.poll(() => encoder(page), { timeout: 60_000 }).toBe("autoencoder");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save trained encoder" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("autoencoder.lxe");
  const trained = join(place, "mine.lxe");
  await download.saveAs(trained);
  await page.getByLabel("Load trained encoder or vectors").setInputFiles(trained);
  await expect.poll(() => encoder(page), { timeout: 60_000 }).toBe("autoencoder:load=mine.lxe");
});
