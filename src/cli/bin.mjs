#!/usr/bin/env node
/** The command `lexigrain`: builds what is missing or stale in this checkout (messages on stderr), then runs the command line. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

function end(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (Number(process.versions.node.split(".")[0]) < 20)
  end(`Lexigrain needs Node 20 or newer, and this is Node ${process.versions.node}: install a newer one.`);
if (!existsSync(join(root, "node_modules", "vite")))
  end(`The packages of Lexigrain are missing: run npm ci in ${root} first.`);

const { build } = await import("../../tools/build.mjs");
if (!build("cli", { ifStale: true })) end("Lexigrain could not be built: see above.");

const { main } = await import(pathToFileURL(join(root, "build", "cli", "main.js")).href);
process.exitCode = await main(process.argv.slice(2));
