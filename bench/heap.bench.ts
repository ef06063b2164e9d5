/**
 * Ten thousand words and twenty resets on injected clocks: the page's timers go on when they are told, and the audio
 * context is an offline one that renders as far as it is told. After each reset the heaps of the page, of its worker and
 * of its audio thread are measured after a forced collection; they must not grow from the second reset on. The line of
 * issue 7 is read as 10,000 words in all, 500 before each reset, the same ones again: what a word is given stays by
 * design until the map is fitted anew. A heap has objects in it and code that the browser compiled: code grows with heat
 * and not with use (and a little with every step that the driver itself asks for), so that both are told.
 */
import { chromium, type Page } from "playwright";
import { type BenchElement, DIST } from "./browser";
import { type Heap, watchHeaps } from "./heaps";
import { serve } from "../tools/server.mjs";
import type { Row } from "./measure";

const RESETS = 20;
const WORDS = 500;
/** Words typed between two steps of the clocks, and how long such a step is. */
const AT_ONCE = 20;
const STEP = 0.2;
/** Steps at most until every typed word has begun. */
const PATIENCE = 200;
/** Room of the offline context. */
const SECONDS = 2 * RESETS * STEP * (WORDS / AT_ONCE) + STEP * PATIENCE + 60;

/** An offline context in the place of the page's own. */
interface Paced extends OfflineAudioContext {
  advance(seconds: number): Promise<void>;
}

interface PacedWindow {
  paced: Paced;
}

/** Before the page opens. */
const pace = async (page: Page): Promise<void> => {
  await page.addInitScript((seconds) => {
    const rate = 48_000;
    class PacedContext extends OfflineAudioContext {
      #at = 0;
      #begun = false;
      readonly baseLatency = 0;
      readonly outputLatency = 0;
      constructor() {
        super({ numberOfChannels: 2, length: seconds * rate, sampleRate: rate });
        (window as unknown as PacedWindow).paced = this;
      }
      override get state(): AudioContextState {
        return this.#begun ? "running" : "suspended";
      }
      override async resume(): Promise<void> {
        if (this.#begun) return;
        this.#begun = true;
        this.#at = 0.1;
        const there = super.suspend(this.#at);
        void super.startRendering();
        await there;
      }
      async advance(by: number): Promise<void> {
        this.#at += by;
        const there = super.suspend(this.#at);
        void super.resume();
        await there;
      }
      close(): Promise<void> {
        return Promise.resolve();
      }
    }
    window.AudioContext = PacedContext as unknown as typeof AudioContext;
  }, SECONDS);
};

/** Types these words into the field, key by key, then lets the audio go on. */
const type = (page: Page, words: readonly string[], seconds: number): Promise<void> =>
  page.evaluate(
    async ([list, by]) => {
      const field = document.querySelector("lexi-grain")!.shadowRoot!.querySelector("textarea")!;
      for (const data of Array.from(list.join("")))
        field.dispatchEvent(new InputEvent("beforeinput", { inputType: "insertText", data, cancelable: true }));
      await (window as unknown as PacedWindow).paced.advance(by);
    },
    [words.map((word) => `${word} `), seconds] as const,
  );

/** Words that have not sounded. */
const waiting = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      document
        .querySelector<BenchElement>("lexi-grain")!
        .session.performance.words.all.filter(({ state }) => state === "waiting").length,
  );

const mega = (bytes: number): string => (bytes / 1e6).toFixed(3);

export async function measure(): Promise<Row[]> {
  const executablePath = process.env["LEXIGRAIN_CHROMIUM"];
  if (!executablePath) throw new Error("No Chromium was found: run it by node bench/run.mjs.");
  const server = await serve(DIST, { port: 0, isolated: true });
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage({ serviceWorkers: "block" });
    await page.clock.install();
    await pace(page);
    const session = await page.context().newCDPSession(page);
    const used = await watchHeaps(session);
    await page.goto(server.url);
    await page.waitForFunction(
      () => document.querySelector<BenchElement>("lexi-grain")?.session?.library?.map === "best",
      undefined,
      { timeout: 300_000 },
    );
    await page.getByRole("button", { name: "Start", exact: true }).press("Enter");
    await page.waitForFunction(() => document.querySelector<BenchElement>("lexi-grain")?.session.phase === "playing");
    await page.evaluate(() =>
      document.querySelector<BenchElement>("lexi-grain")!.session.shaping.knobs.set("wordDuration", 0.05),
    );
    await page.clock.pauseAt(Date.now() + 3_600_000);
    const syllables = ["ra", "mo", "ti", "sel", "ken", "du", "lor", "pa", "vin", "os"];
    const words = Array.from({ length: WORDS }, (_, i) =>
      [...String(i).padStart(3, "0")].map((digit) => syllables[Number(digit)]).join(""),
    );
    const after: ReadonlyMap<string, Heap>[] = [];
    let begun = 0;
    for (let reset = 0; reset < RESETS; reset++) {
      for (let at = 0; at < WORDS; at += AT_ONCE) {
        await type(page, words.slice(at, at + AT_ONCE), STEP);
        await page.clock.fastForward(1000 * STEP);
      }
      for (let i = 0; i < PATIENCE && (await waiting(page)) > 0; i++) {
        await type(page, [], STEP);
        await page.clock.fastForward(1000 * STEP);
      }
      begun += WORDS - (await waiting(page));
      await page.evaluate(() =>
        (
          document.querySelector("lexi-grain") as unknown as { session: { performance: { clear(): void } } }
        ).session.performance.clear(),
      );
      await type(page, [], STEP);
      await page.clock.fastForward(2000);
      after.push(await used());
      const told = [...after[reset]].map(
        ([thread, { all, objects }]) => `${thread} ${mega(objects)} of ${mega(all)} MB`,
      );
      process.stderr.write(`objects after reset ${reset + 1}: ${told.join(", ")}\n`);
    }
    const rows: Row[] = [{ what: "words that sounded", value: begun, unit: "words" }];
    for (const thread of after[0].keys())
      for (const [what, size] of [
        ["heap", ({ all }: Heap) => all],
        ["objects in the heap", ({ objects }: Heap) => objects],
      ] as const) {
        const [, second, ...later] = after.map((heaps) => size(heaps.get(thread)!));
        const last = later.slice(-3).sort((a, b) => a - b)[1];
        rows.push(
          { what: `${what} of ${thread} after the second reset`, value: second / 1e6, unit: "MB" },
          {
            what: `${what} of ${thread}: growth until the last three resets, their median`,
            value: (100 * (last - second)) / second,
            unit: "%",
            against: { name: "the bar", value: 2 },
          },
        );
      }
    return rows;
  } finally {
    await browser.close();
    await server.close();
  }
}
