/**
 * Runs the benchmarks and prints one table: node bench/run.mjs [NAME …]   (names as in bench/NAME.bench.ts; default all)
 * Ratios between things measured in the same run are what counts: absolute times belong to the machine.
 */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build as bundle } from "vite";
import { build } from "../tools/build.mjs";
import { ensureChromium, NO_CHROMIUM } from "../tools/find-chromium.mjs";
import { fail, root } from "../tools/shell.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const all = readdirSync(here)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.replace(".bench.ts", ""))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !all.includes(name));
if (unknown) fail(`There is no benchmark "${unknown}". Known: ${all.join(", ")}.`, 2);
if (!build("wasm", { ifStale: true })) fail("The WASM modules could not be built: see above.");

/** Those that measure the built page in a Chromium. */
const IN_PAGE = new Set(["endurance", "heap", "latency", "response"]);
/** Those that need a Chromium and no page. */
const IN_BROWSER = new Set(["peers"]);

async function ensureBrowser() {
  const chromium = await ensureChromium();
  if (!chromium) fail(NO_CHROMIUM);
  process.env.LEXIGRAIN_CHROMIUM = chromium;
}

async function ensurePage() {
  await ensureBrowser();
  if (!build("app", { ifStale: true })) fail("The page could not be built: see above.");
}

/**
 * Bundled as what ships is: a module runner reads every import through a proxy and makes inner loops two to three times
 * slower. The bundle lies beside bench/, so that paths from import.meta.url hold.
 */
async function opened(name) {
  const outDir = join(root, ".bench");
  await bundle({
    root,
    configFile: false,
    logLevel: "error",
    build: {
      ssr: join(here, `${name}.bench.ts`),
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: "node20",
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs`, chunkFileNames: "[name]-[hash].mjs" } },
    },
  });
  return import(pathToFileURL(join(outDir, `${name}.mjs`)).href);
}

const round = (value) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

const table = [];
for (const name of wanted.length ? wanted : all) {
  process.stderr.write(`${name} …\n`);
  if (IN_PAGE.has(name)) await ensurePage();
  if (IN_BROWSER.has(name)) await ensureBrowser();
  const { measure } = await opened(name);
  for (const { what, value, unit, against } of await measure())
    table.push([
      name,
      what,
      `${round(value)} ${unit}`,
      against ? `${round(against.value)} ${unit}` : "",
      against ? against.name : "",
      against ? `${round(against.value / value)}×` : "",
    ]);
}

const head = ["benchmark", "what", "ours", "theirs", "they are", "theirs / ours"];
const widths = head.map((title, column) => Math.max(title.length, ...table.map((row) => row[column].length)));
const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
process.stdout.write(`${line(head)}\n| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n`);
for (const row of table) process.stdout.write(`${line(row)}\n`);
