/** Any token sounds, and ten thousand of them at once freeze nothing. */
import { expect, test } from "@playwright/test";
import { begin, type ElementInPage, setControl } from "./play";
import { recorded, rms, tap } from "./tap";

test("ten thousand pasted words freeze nothing: no task is long, and they stream", async ({ page }) => {
  await begin(page);
  await tap(page);
  await setControl(page, "wordDuration", 0.1);
  const longest = await page.evaluate(async () => {
    const words = Array.from({ length: 10_000 }, (_, i) => (i % 12 === 11 ? `word${i}\n` : `word${i}`)).join(" ");
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: "longtask" });
    const field = document.querySelector("lexi-grain")!.shadowRoot!.querySelector("textarea")!;
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", words);
    field.dispatchEvent(
      new InputEvent("beforeinput", { inputType: "insertFromPaste", dataTransfer, bubbles: true, cancelable: true }),
    );
    await new Promise((resolve) => setTimeout(resolve, 3000));
    observer.disconnect();
    return longest;
  });
  test.info().annotations.push({ type: "longest task", description: `${longest} ms` });
  expect(longest).toBeLessThan(2000);
  const state = await page.evaluate(() => {
    const { words, waiting } = document.querySelector<ElementInPage>("lexi-grain")!.session.performance;
    const drawn = document.querySelector("lexi-grain")!.shadowRoot!.querySelector("lexi-grain-stage")!.shadowRoot!;
    return { words: words.all.length, waiting, drawn: drawn.querySelectorAll("button").length };
  });
  expect(state.words).toBe(10_000);
  expect(state.waiting).toBeGreaterThan(9_000);
  expect(state.drawn).toBeLessThanOrEqual(200);
  const lastSecond = async (): Promise<number> => {
    const recording = await recorded(page);
    const end = recording.start + recording.samples.length;
    return rms(recording, end - recording.sampleRate, end);
  };
  await expect
    .poll(lastSecond, { message: "the words sound one after the other", timeout: 20_000 })
    .toBeGreaterThan(0.005);
  await page.keyboard.press("Escape");
  await expect
    .poll(() => page.evaluate(() => document.querySelector<ElementInPage>("lexi-grain")!.session.performance.waiting))
    .toBe(0);
});

test("any token sounds", async ({ page }) => {
  await begin(page);
  await setControl(page, "wordDuration", 0.1);
  const tokens = ["Ωμέγα", "naïve", "123", "🌊", "don't", "x".repeat(5000)];
  for (const token of tokens) {
    await page.keyboard.insertText(token);
    await page.keyboard.press("Space");
  }
  await page.waitForFunction(
    () => {
      const { all } = document.querySelector<ElementInPage>("lexi-grain")!.session.performance.words;
      return all.length === 6 && all.every(({ state, placed }) => placed && state !== "waiting");
    },
    undefined,
    { timeout: 30_000 },
  );
  const words = await page.evaluate(() =>
    document
      .querySelector<ElementInPage>("lexi-grain")!
      .session.performance.words.all.map(({ token, state, placed }) => ({ token, state, file: placed?.file })),
  );
  expect(words.map(({ token }) => token)).toEqual(tokens);
  for (const { token, state, file } of words) {
    expect(file, `"${token.slice(0, 20)}" has a sound`).toBeTruthy();
    expect(["sounding", "heard"], `"${token.slice(0, 20)}" has sounded`).toContain(state);
  }
});
