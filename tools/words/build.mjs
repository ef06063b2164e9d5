/** `node tools/words/build.mjs`: makes public/words.bin and its licence notice. Some minutes, about 1.5 GB. */
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const started = Date.now();
const { module } = await runnerImport(`${root}tools/words/build.ts`, { configFile: false, root, logLevel: "error" });
module.build(`${root}public/`, (note) =>
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1)} s  ${note}\n`),
);
