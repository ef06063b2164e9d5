/** The main journey in Firefox: open, type, hear it on the samples, replay to the quantum, import a folder and play it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { Page } from "puppeteer-core";
import { wavHeader } from "../../src/wav";
import { openFirefox } from "./firefox-page";
import type { HandInPage } from "./hand";

const PATIENT = { timeout: 30_000 };

interface Watched {
  /** Words that began, with their frames. */
  begun: [string, number][];
  /** Peak of what the analyser has heard since it was last set to 0, full scale 1. */
  peak: number;
}

/** Watches onsets and loudness from now on, beside the page. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { performance: played, instrument } = document.querySelector<HandInPage>("lexi-grain")!.session;
    const watched: Watched = Object.assign(window as unknown as Watched, { begun: [], peak: 0 });
    const cloud = played.cloud.bind(played);
    played.cloud = (id, state, frame, rate) => {
      const word = state === "started" ? played.words.of(id) : undefined;
      if (word) watched.begun.push([word.token, frame]);
      cloud(id, state, frame, rate);
    };
    const samples = new Float32Array(instrument.analyser.fftSize);
    setInterval(() => {
      instrument.analyser.getFloatTimeDomainData(samples);
      for (const x of samples) watched.peak = Math.max(watched.peak, Math.abs(x));
    }, 40);
  });

const begun = (page: Page): Promise<[string, number][]> => page.evaluate(() => (window as unknown as Watched).begun);

const peak = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as Watched).peak);

/** Says so once more on stderr: a journey that did not run is never silent. */
function skip(why: string): void {
  console.warn(`skipped: ${why}.`);
  test.skip(true, why);
}

const press = async (page: Page, label: string): Promise<void> => {
  await page.locator(`lexi-grain >>> button::-p-text(${label})`).click();
};

test("Firefox: open, type, hear, replay, import sounds and play them", async ({ baseURL }) => {
  test.setTimeout(150_000);
  const opened = await openFirefox();
  if (!opened) return skip("no Firefox is installed (LEXIGRAIN_FIREFOX may name one)");
  const { page } = opened;
  const folder = mkdtempSync(join(tmpdir(), "lexigrain-sounds-"));
  try {
    const began = performance.now();
    await page.goto(baseURL!);
    await page.waitForFunction(() => document.querySelector<HandInPage>("lexi-grain")?.session.phase === "gate", {
      timeout: 90_000,
    });
    await watch(page);

    // The first word lets the sound out.
    await page.keyboard.type("river ");
    const problem = (): Promise<string> =>
      page.evaluate(() => document.querySelector<HandInPage>("lexi-grain")!.session.problem ?? "");
    await expect.poll(async () => (await peak(page)) > 0.01 || (await problem()) !== "", PATIENT).toBe(true);
    if (/did not open a sound output/.test(await problem()))
      return skip("Firefox has no sound output here, nor pulseaudio to give it one");
    await expect.poll(() => peak(page), PATIENT).toBeGreaterThan(0.01);
    const seconds = (performance.now() - began) / 1000;
    test.info().annotations.push({ type: "first sound", description: `${seconds.toFixed(1)} s` });
    for (const word of ["stone", "cloud"]) {
      const before = (await begun(page)).length;
      await page.keyboard.type(`${word} `, { delay: 30 });
      await expect.poll(async () => (await begun(page)).length, PATIENT).toBe(before + 1);
    }
    const played = await begun(page);
    await press(page, "Replay");
    await expect.poll(async () => (await begun(page)).length, PATIENT).toBe(6);
    const again = (await begun(page)).slice(3);
    expect(again.map(([token]) => token)).toEqual(["river", "stone", "cloud"]);
    for (const [i, [, frame]] of again.entries())
      expect(Math.abs(frame - again[0][1] - (played[i][1] - played[0][1]))).toBeLessThanOrEqual(128);

    const paths = [220, 330, 495, 742].map((frequency) => {
      const path = join(folder, `tone ${frequency}.wav`);
      const tone = Float32Array.from(
        { length: 24_000 },
        (_, i) => 0.4 * Math.sin((2 * Math.PI * frequency * i) / 48_000),
      );
      writeFileSync(path, Buffer.concat([wavHeader(24_000, 1, 48_000, 32), new Uint8Array(tone.buffer)]));
      return path;
    });
    const [input] = await page.$$("lexi-grain >>> input[type=file]:not([webkitdirectory])");
    await (input as unknown as { uploadFile(...files: string[]): Promise<void> }).uploadFile(...paths);
    await page.waitForFunction(
      () => document.querySelector<HandInPage>("lexi-grain")!.session.library?.report?.units === 4,
      { timeout: 60_000 },
    );
    await (await page.$("lexi-grain >>> textarea"))!.focus();
    await page.evaluate(() => ((window as unknown as Watched).peak = 0));
    await page.keyboard.type("bell ");
    await expect.poll(async () => (await begun(page)).at(-1)?.[0], PATIENT).toBe("bell");
    await expect.poll(() => peak(page), PATIENT).toBeGreaterThan(0.01);
    const file = await page.evaluate(
      () => document.querySelector<HandInPage>("lexi-grain")!.session.performance.words.all.at(-1)?.placed?.file,
    );
    expect(file).toMatch(/^tone \d+\.wav$/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await opened.close();
  }
});
