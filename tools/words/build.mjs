/**
 * `node tools/words/build.mjs [--float F]`: makes public/words.bin and its licence notice, and in F the vectors before they
 * are rounded (word2vec's binary format). Some minutes, about 1.5 GB.
 */
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const started = Date.now();
const { module } = await runnerImport(`${root}tools/words/build.ts`, { configFile: false, root, logLevel: "error" });
const at = process.argv.indexOf("--float");
const float = at < 0 ? undefined : process.argv[at + 1];
module.build(`${root}public/`, float, (note) =>
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1)} s  ${note}\n`),
);
