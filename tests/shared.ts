/** Where the test data outside the project lies, and a plain word when it is missing. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SHARED = fileURLToPath(new URL("../../shared/", import.meta.url));

/** Full path of something in ../shared. */
export const sharedPath = (...parts: string[]): string => join(SHARED, ...parts);

/** Whether it is there; says so once on stderr when it is not, so that a skipped test is never silent. */
export function hasShared(...parts: string[]): boolean {
  const there = existsSync(sharedPath(...parts));
  if (!there) console.warn(`skipped: ../shared/${parts.join("/")} is missing; tests that need it do not run.`);
  return there;
}
