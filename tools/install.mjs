/** Installs the packages of package-lock.json when node_modules does not hold exactly them; does nothing when it does. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, root, runs } from "./shell.mjs";

const packagesOf = (path) => JSON.parse(readFileSync(path, "utf8")).packages ?? {};

/**
 * Whether node_modules lacks something of the lock, or has it in another version. By content, not by date: a fresh
 * checkout gives every file the same date. Optional packages (other platforms' binaries) may be absent.
 */
export function needsInstall() {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return true;
  const have = packagesOf(installed);
  return Object.entries(packagesOf(join(root, "package-lock.json"))).some(
    ([path, { version, optional, link }]) =>
      path !== "" && !link && (have[path] ? have[path].version !== version : !optional),
  );
}

/** npm ci when it is needed; ends the program with one sentence when that fails. */
export function ensureInstalled() {
  if (!needsInstall()) return;
  process.stderr.write("Installing packages (npm ci) …\n");
  if (!runs("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
    fail("npm ci failed: see above; Lexigrain needs the packages of package-lock.json from the npm registry once.");
}
