/** A process of its own for vectors.bench.ts: reads one file, tells its parent, ends. */
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const { module } = await runnerImport(`${here}vectors.bench.ts`, {
  root: `${here}..`,
  configFile: false,
  logLevel: "error",
});
process.send(await module.read(process.argv[2]));
process.disconnect();
