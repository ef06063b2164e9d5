/** What the tools share: the project's root, running a program, the one sentence on a failure, and the Node check. */
import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Prints one sentence on stderr and ends with that exit code. */
export function fail(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

/** Ends with a plain sentence when this Node is older than package.json asks for. */
export function requireNode() {
  const { engines } = createRequire(import.meta.url)("../package.json");
  const needed = Number(/\d+/.exec(engines.node)[0]);
  if (Number(process.versions.node.split(".")[0]) < needed)
    fail(`Lexigrain needs Node ${needed} or newer, and this is Node ${process.versions.node}: install a newer one.`);
}

/** The script of a package's bin, so that it runs with this very Node on every system. */
export const bin = (path) => join(root, "node_modules", path);

/**
 * Runs a program with its output on our stderr (stdout stays clean for those who need it).
 * True when it ended with 0.
 */
export function runs(program, args, options = {}) {
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: ["ignore", process.stderr, process.stderr],
    shell: process.platform === "win32" && program === "npm",
    ...options,
  });
  return status === 0;
}

/** Runs a program to its end and collects what it says: {code, output}. Never rejects. */
export function collect(program, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
