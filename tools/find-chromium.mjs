/**
 * Finds a Chromium for the browser journeys, or installs one. Looked for in this order: LEXIGRAIN_CHROMIUM, CHROME_PATH,
 * Playwright's own, the system's. `node tools/find-chromium.mjs` prints its path or ends with 1 and one sentence.
 */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bin, fail, runs } from "./shell.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const onPath = () =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(executable);

async function playwrights() {
  try {
    const { chromium } = await import("playwright");
    const path = chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Path of a Chromium that is here, undefined when there is none. Ends the program when a variable names a wrong path. */
async function findChromium() {
  for (const variable of ["LEXIGRAIN_CHROMIUM", "CHROME_PATH"]) {
    const named = process.env[variable];
    if (named && !executable(named)) fail(`${variable} names ${named}, which is no program: correct or unset it.`);
    if (named) return named;
  }
  return (await playwrights()) ?? onPath() ?? ELSEWHERE.find(executable);
}

/** Tries Playwright's download, then Debian's package; true when one of them says it worked. */
function installChromium() {
  process.stderr.write("There is no Chromium here; installing one …\n");
  const root = process.getuid?.() === 0;
  const apt = root && ["/usr/bin/apt-get", "/bin/apt-get"].some(existsSync);
  const playwright = () =>
    runs(process.execPath, [bin("playwright/cli.js"), "install", ...(apt ? ["--with-deps"] : []), "chromium"]);
  const debian = () =>
    apt &&
    runs("apt-get", ["update", "-qq"]) &&
    runs("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  return playwright() || debian();
}

/** Path of a Chromium, installed if need be; undefined when none can be had. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  installChromium();
  return findChromium();
}

export const NO_CHROMIUM =
  "No Chromium can be found or installed: install Chromium or Chrome, or set LEXIGRAIN_CHROMIUM to its path.";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = await ensureChromium();
  if (path) process.stdout.write(`${path}\n`);
  else fail(NO_CHROMIUM);
}
