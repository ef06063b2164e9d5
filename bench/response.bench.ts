/**
 * From key to picture in Chromium, while two thousand grains sound: a trusted key goes down; when has the frame been
 * drawn in which its letter, or its finished word, stands? And from opening the page to the first sound.
 */
import type { Page } from "playwright";
import { atRest, type BenchElement, firstSound, openPage, quantile, setKnob } from "./browser";
import type { Row } from "./measure";

const WORDS = ["pond", "frog", "river", "stone", "rain", "bell", "wolf", "glass", "door", "fire"];
const LIMIT = 50;
const GRAINS = 2000;

/** Milliseconds from each key to the first frame after the page had drawn what it changed. */
interface Shown {
  readonly letters: number[];
  readonly words: number[];
}

/** Watches the field and the words: what a key changed is noted, and the end of the frame that draws it. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const element = document.querySelector<BenchElement>("lexi-grain")!;
    const stage = element.shadowRoot!.querySelector("lexi-grain-stage")!;
    const field = element.shadowRoot!.querySelector("textarea")!;
    const shown: Shown = { letters: [], words: [] };
    Object.assign(window, { shown });
    const count = (): number => stage.shadowRoot!.querySelectorAll(".words .line > button:not(.dot)").length;
    element.shadowRoot!.addEventListener(
      "keydown",
      (event) => {
        const stamp = event.timeStamp;
        const [text, words] = [field.value, count()];
        const space = (event as KeyboardEvent).key === " ";
        const look = (): void => {
          const done = space ? count() > words : field.value !== text;
          if (!done) return void requestAnimationFrame(look);
          // A message posted within a frame's callback is handled after that frame was handed to the screen.
          const channel = new MessageChannel();
          channel.port1.onmessage = () => (space ? shown.words : shown.letters).push(performance.now() - stamp);
          channel.port2.postMessage(0);
        };
        requestAnimationFrame(look);
      },
      true,
    );
  });

/** Types words with a space each, at uneven distances; tells the grains that sounded meanwhile, too. */
async function type(page: Page, count: number): Promise<Shown & { readonly grains: readonly number[] }> {
  await watch(page);
  const grains: number[] = [];
  for (let i = 0; i < count; i++) {
    await page.keyboard.type(`${WORDS[i % WORDS.length]} `, { delay: 40 + ((i * 37) % 41) });
    grains.push(
      await page.evaluate(() => document.querySelector<BenchElement>("lexi-grain")!.session.status?.grains ?? 0),
    );
  }
  await page.waitForTimeout(500);
  const shown = await page.evaluate(() => (window as unknown as { shown: Shown }).shown);
  return { ...shown, grains };
}

export async function measure(): Promise<Row[]> {
  const rows: Row[] = [];
  rows.push({
    what: "from opening the page to the first sound",
    value: await firstSound(),
    unit: "s",
    against: { name: "the bar", value: 10 },
  });
  const opened = await openPage();
  const { page } = opened;
  try {
    await atRest(page);
    const tell = (name: string, { letters, words }: Shown): void => {
      for (const [what, times] of [
        ["letter", letters],
        ["word", words],
      ] as const)
        for (const [share, label] of [
          [0.5, "median"],
          [0.95, "p95"],
        ] as const)
          rows.push({
            what: `${name}: key → ${what} drawn, ${label}`,
            value: quantile(times, share),
            unit: "ms",
            against: { name: "the bar", value: LIMIT },
          });
    };
    tell("nothing else sounds", await type(page, 20));
    // Eight looping voices, each a long word of 256 grains at once.
    await setKnob(page, "wordDuration", 10);
    await setKnob(page, "overlap", 256);
    for (const word of WORDS.slice(0, 8)) await page.keyboard.type(`${word}\n`);
    await page.getByRole("button", { name: "Loop all" }).press("Enter");
    await page.waitForFunction(
      (least) => (document.querySelector<BenchElement>("lexi-grain")!.session.status?.grains ?? 0) >= least,
      GRAINS,
      { timeout: 30_000 },
    );
    await page.getByRole("textbox", { name: /Type words/ }).focus();
    const loud = await type(page, 20);
    tell("grains sound", loud);
    rows.push({ what: "grains sound: at the time, median", value: quantile(loud.grains, 0.5), unit: "grains" });
  } finally {
    await opened.close();
  }
  return rows;
}
