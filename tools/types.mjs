/** Checks the types of every thread with that thread's own libraries; prints what is wrong, ends with 1 if anything is. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bin, collect, root } from "./shell.mjs";

const folder = join(root, "tools", "tsconfig");
const projects = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(".json", ""))
  .sort();
const wanted = process.argv.slice(2);
let failed = false;
for (const project of projects.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  const { code, output } = await collect(process.execPath, [
    bin("typescript/bin/tsc"),
    "-p",
    join(folder, `${project}.json`),
  ]);
  if (code !== 0) failed = true;
  process.stdout.write(code === 0 ? `types of ${project}: fine\n` : `types of ${project}:\n${output}`);
}
process.exitCode = failed ? 1 : 0;
