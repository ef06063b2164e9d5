/** The built page in a Chromium, for benchmarks: opened, started by a trusted key, played by trusted keys. */
import { type Browser, chromium, type Page } from "playwright";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../tools/server.mjs";

export const DIST = fileURLToPath(new URL("../dist", import.meta.url));

/** What benchmarks look at in the element. */
export interface BenchElement extends HTMLElement {
  session: {
    phase: string;
    status:
      | { load: number; quality: number; underruns: number; grains: number; process?: Record<string, number> }
      | undefined;
    library: { map: string; loading: unknown; report: { units: number; seconds: number } | undefined };
    instrument: {
      context: AudioContext;
      node: AudioWorkletNode;
      timing: { dropOuts: { count: number; duration: number } | undefined };
    };
    shaping: { knobs: { set(id: string, value: number): void } };
    performance: {
      words: { all: { state: string }[] };
      cloud: (id: number, state: "started" | "ended", frame: number, rate: number) => void;
    };
  };
}

export interface Played {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * Opens the element with these attributes, waits for its sounds and starts it by Enter. `isolated`: with shared memory.
 * bench/run.mjs has built the page and found a Chromium.
 */
export async function openPage(attributes: Readonly<Record<string, string>> = {}, isolated = true): Promise<Played> {
  const executablePath = process.env["LEXIGRAIN_CHROMIUM"];
  if (!executablePath) throw new Error("No Chromium was found: run it by node bench/run.mjs.");
  const server = await serve(DIST, { port: 0, isolated });
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    const page = await browser.newPage();
    await page.goto(server.url);
    // Another element with attributes of its own takes the place of the page's.
    await page.evaluate((given) => {
      const element = document.createElement("lexi-grain");
      for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
      document.querySelector("lexi-grain")?.replaceWith(element);
    }, attributes);
    await page.waitForFunction(
      () => document.querySelector<BenchElement>("lexi-grain")?.session?.phase === "gate",
      undefined,
      { timeout: 300_000 },
    );
    await page.getByRole("button", { name: "Start", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector<BenchElement>("lexi-grain")?.session.phase === "playing");
    const opened = browser;
    return {
      page,
      close: async () => {
        await opened.close();
        await server.close();
      },
    };
  } catch (error) {
    await browser?.close();
    await server.close();
    throw error;
  }
}

/** Seconds from the navigation to the built page until the first word, typed at once, sounds. A new browser, nothing kept. */
export async function firstSound(): Promise<number> {
  const executablePath = process.env["LEXIGRAIN_CHROMIUM"];
  if (!executablePath) throw new Error("No Chromium was found: run it by node bench/run.mjs.");
  const server = await serve(DIST, { port: 0, isolated: true });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.keyboard.type("pond ");
    await page.waitForFunction(
      () =>
        ["sounding", "heard"].includes(
          document.querySelector<BenchElement>("lexi-grain")?.session?.performance.words.all[0]?.state ?? "",
        ),
      undefined,
      { timeout: 300_000 },
    );
    return (await page.evaluate(() => performance.now())) / 1000;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Taps the engine's output: `window.tapped` grows by {frame, mono} a quantum. */
export async function tap(page: Page): Promise<void> {
  const file = join(DIST, "bench-tap.js");
  // The page's policy allows no blob: the worklet must really be served.
  writeFileSync(
    file,
    `registerProcessor("bench-tap", class extends AudioWorkletProcessor {
      process([input]) {
        const mono = new Float32Array(input[0]?.length ?? 128);
        for (const channel of input) for (let i = 0; i < mono.length; i++) mono[i] += channel[i] / input.length;
        this.port.postMessage({ frame: currentFrame, mono }, [mono.buffer]);
        return true;
      }
    });`,
  );
  await page.evaluate(async () => {
    const { context, node } = document.querySelector<BenchElement>("lexi-grain")!.session.instrument;
    await context.audioWorklet.addModule(new URL("bench-tap.js", location.href).href);
    const tapped = new AudioWorkletNode(context, "bench-tap", { numberOfOutputs: 0 });
    const pieces: unknown[] = [];
    tapped.port.onmessage = ({ data }) => pieces.push(data);
    node.connect(tapped);
    Object.assign(window, { tapped: pieces });
  });
  rmSync(file);
}

/** Waits until the best map is there and the worker rests. */
export const atRest = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => document.querySelector<BenchElement>("lexi-grain")?.session.library.map === "best",
    undefined,
    { timeout: 300_000 },
  );
};

export const setKnob = (page: Page, id: string, value: number): Promise<void> =>
  page.evaluate(
    ([name, to]) =>
      document.querySelector<BenchElement>("lexi-grain")!.session.shaping.knobs.set(name as string, to as number),
    [id, value],
  );

/** The value below which that share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
