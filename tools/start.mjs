/**
 * `npm start`: installs what is missing, builds what is stale, serves the page and opens it.
 *   node tools/start.mjs [--port N] [--host NAME] [--no-open]
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./install.mjs";
import { serve } from "./server.mjs";
import { fail, requireNode, root, runs } from "./shell.mjs";

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "4173" },
        host: { type: "string", default: "127.0.0.1" },
        "no-open": { type: "boolean", default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new Error(`--port ${values.port} is no port number.`);
    return { port, host: values.host, open: !values["no-open"] };
  } catch (error) {
    return fail(`${error.message} Use: npm start -- [--port N] [--host NAME] [--no-open]`, 2);
  }
}

/** Opens the address where a desktop stands behind this terminal; silent when it cannot. */
function openInBrowser(url) {
  const { platform, env } = process;
  if (env.CI || env.SSH_CONNECTION) return;
  const desktop = platform === "darwin" || platform === "win32" || env.DISPLAY || env.WAYLAND_DISPLAY;
  if (!desktop) return;
  const [program, args] =
    platform === "darwin"
      ? ["open", [url]]
      : platform === "win32"
        ? ["cmd", ["/c", "start", "", url]]
        : ["xdg-open", [url]];
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}

requireNode();
const { port, host, open } = readArguments();
ensureInstalled();
if (!runs(process.execPath, [join(root, "tools", "build.mjs"), "app", "--if-stale"]))
  fail("The build failed: see above.");
try {
  const { url } = await serve(join(root, "dist"), { port, host });
  process.stdout.write(`\n  Lexigrain plays at  ${url}\n\n  Ctrl+C ends it.\n`);
  if (open) openInBrowser(url);
} catch (error) {
  fail(`The page cannot be served on ${host}:${port} (${error.code ?? error.message}): try another --port or --host.`);
}
