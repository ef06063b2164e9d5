/** Serves a folder for tests and trials, without building: node tools/serve.mjs [FOLDER=dist] [--port N] [--plain]. `--plain` leaves out the isolation headers. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { serve } from "./server.mjs";
import { fail, root } from "./shell.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string", default: "4173" }, plain: { type: "boolean", default: false } },
});
try {
  // One try only: whoever asks for a port here looks for the page on that port.
  const { url } = await serve(resolve(root, positionals[0] ?? "dist"), {
    port: Number(values.port),
    isolated: !values.plain,
    tries: 1,
  });
  process.stdout.write(`${url}\n`);
} catch (error) {
  fail(`Port ${values.port} cannot be used (${error.code ?? error.message}).`);
}
