/**
 * `npm test`: installs what is missing, builds, finds a Chromium and runs every check and test, all of them even when
 * one fails. Ends with the line "N passed, N failed"; a check counts as one, every unit test and journey as one.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { bin, collect, fail, requireNode, root } from "./shell.mjs";

requireNode();
ensureInstalled();
// Imported only now: they need the packages.
const { build } = await import("./build.mjs");
const { ensureChromium, NO_CHROMIUM } = await import("./find-chromium.mjs");

const chromium = await ensureChromium();
if (!chromium) fail(NO_CHROMIUM);
if (!build("all", { ifStale: true })) fail("The build failed: see above.");

const reports = join(root, "test-results");
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const node = (script, ...args) => [process.execPath, [bin(script), ...args]];
const tool = (script, ...args) => [process.execPath, [join(root, "tools", script), ...args]];

/** A report that is not there, or not whole, counts as one failure: a runner that dies must not look like no tests. */
function readReport(file, count) {
  try {
    return count(JSON.parse(readFileSync(join(reports, file), "utf8")));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const vitestCounts = (report) => ({
  passed: report.numPassedTests,
  // A file that could not be loaded has no test of its own to fail.
  failed:
    report.numFailedTests +
    report.testResults.filter((f) => f.status === "failed" && f.assertionResults.length === 0).length,
  skipped: report.numPendingTests + (report.numTodoTests ?? 0),
});

const playwrightCounts = ({ stats, errors }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected + errors.length,
  skipped: stats.skipped,
});

const threads = readdirSync(join(root, "tools", "tsconfig"))
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(".json", ""));

/** The checks; two at a time, they are many small programs. */
const CHECKS = [
  ...threads.map((thread) => [`types: ${thread}`, ...tool("types.mjs", thread)]),
  ["lint", ...node("eslint/bin/eslint.js", ".", "--max-warnings", "0")],
  ["format", ...node("prettier/bin/prettier.cjs", "--check", ".", "--log-level", "warn")],
  ["import rules", ...node("dependency-cruiser/bin/dependency-cruise.mjs", "src", "worklets", "--output-type", "err")],
  ["dead code", ...node("knip/bin/knip.js")],
];

/** The test suites; one after the other, so that real-time audio in the browser has the machine to itself. */
const SUITES = [
  [
    "unit tests",
    ...node(
      "vitest/vitest.mjs",
      "run",
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${join(reports, "unit.json")}`,
    ),
    () => readReport("unit.json", vitestCounts),
  ],
  [
    "browser journeys",
    ...node("@playwright/test/cli.js", "test", "--reporter=line,json"),
    () => readReport("journeys.json", playwrightCounts),
  ],
];

const env = {
  LEXIGRAIN_CHROMIUM: chromium,
  PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "journeys.json"),
  FORCE_COLOR: "0",
};
const results = [];

async function step([name, program, args, count]) {
  const started = Date.now();
  const { code, output } = await collect(program, args, env);
  const counts = count?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  // A runner may fail although every test passed (an error outside all of them).
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  const seconds = (Date.now() - started) / 1000;
  results.push({ name, seconds, ...counts });
  const verdict = counts.failed === 0 ? "ok    " : "FAILED";
  process.stdout.write(`${verdict} ${name} (${seconds.toFixed(1)} s)\n`);
  const skips = output.split("\n").filter((line) => line.startsWith("skipped: "));
  if (counts.failed > 0) process.stdout.write(`${output.trimEnd()}\n\n`);
  else for (const line of new Set(skips)) process.stdout.write(`       ${line}\n`);
}

async function lane(queue) {
  for (let next = queue.shift(); next; next = queue.shift()) await step(next);
}

const checks = [...CHECKS];
await Promise.all([lane(checks), lane(checks)]);
for (const suite of SUITES) await step(suite);

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
process.stdout.write("\n");
for (const { name, seconds, passed, failed, skipped } of results)
  process.stdout.write(
    `${failed ? "FAILED" : "ok    "} ${name.padEnd(18)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed` +
      `${skipped ? ` ${skipped} skipped` : ""}  ${seconds.toFixed(1)} s\n`,
  );
if (!existsSync(join(root, "..", "shared")))
  process.stdout.write("\n../shared is not here: tests on its sounds, texts and ratings did not run.\n");
process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed\n`);
process.exitCode = sum("failed") > 0 ? 1 : 0;
