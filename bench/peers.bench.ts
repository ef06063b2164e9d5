/** The whole engine against what a browser offers for grains, in one Chromium. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { build } from "vite";
import type { Row } from "./measure";
import type * as Peers from "./peers-page";

const GRAINS = 100;
const SECONDS = 1;
const ROUNDS = 5;
const root = fileURLToPath(new URL("../", import.meta.url));

type Candidate = "ours" | "nodes" | "grainPlayers";

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

/** bench/peers-page.ts with all it imports, as one script that leaves `peers` on the window. */
async function script(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: { entry: join(root, "bench/peers-page.ts"), formats: ["iife"], name: "peers" },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = "output" in first ? first.output[0] : undefined;
  if (chunk?.type !== "chunk") throw new Error("bench/peers-page.ts could not be built.");
  return chunk.code;
}

/** Nanoseconds a grain-sample, by the wall: the candidates take turns. */
async function inBrowser(): Promise<Record<Candidate, number>> {
  const executablePath = process.env["LEXIGRAIN_CHROMIUM"];
  if (!executablePath) throw new Error("No Chromium was found: run it by node bench/run.mjs.");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.route("http://localhost/**", (route) =>
      route.fulfill({ contentType: "text/html", body: "<html></html>" }),
    );
    await page.goto("http://localhost/");
    await page.addScriptTag({ content: await script() });
    const bytes = [...readFileSync(join(root, "build/engine.wasm"))];
    const times: Record<Candidate, number[]> = { ours: [], nodes: [], grainPlayers: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const ns = await page.evaluate(
        async ([wasm, grains, seconds]) => {
          const { peers } = window as unknown as { peers: typeof Peers };
          const module = new WebAssembly.Module(new Uint8Array(wasm as number[]));
          return {
            ours: await peers.ours(module, grains as number, seconds as number),
            nodes: await peers.nodes(grains as number, seconds as number),
            grainPlayers: await peers.grainPlayers(grains as number, seconds as number),
          };
        },
        [bytes, GRAINS, SECONDS],
      );
      if (round > 0) for (const name of ["ours", "nodes", "grainPlayers"] as const) times[name].push(ns[name]);
    }
    return { ours: median(times.ours), nodes: median(times.nodes), grainPlayers: median(times.grainPlayers) };
  } finally {
    await browser.close();
  }
}

/** Rows of the table; a bar of 100 times is asked of the first two. */
export async function measure(): Promise<Row[]> {
  const { ours, nodes, grainPlayers } = await inBrowser();
  const row = (name: string, value: number): Row => ({
    what: `engine in Chromium, ${GRAINS} grains of 40 ms`,
    value: ours,
    unit: "ns/grain-sample",
    against: { name, value },
  });
  return [row("a source node per grain", nodes), row("Tone.GrainPlayer", grainPlayers)];
}
