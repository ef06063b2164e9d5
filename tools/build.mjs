/**
 * Builds: wasm → build/*.wasm, the page and library → dist/, the command line → build/cli/.
 *   node tools/build.mjs [wasm|app|cli|all] [--if-stale]
 * Default all; `app` and `cli` bring `wasm` with them. `--if-stale` skips what was built from the very same files.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bin, fail, root, runs } from "./shell.mjs";

const ASC_FLAGS = "--bindings raw --runtime stub --use abort= --enable simd -O3 --noAssert".split(" ");

const asc = (entry, output, ...flags) => ["assemblyscript/bin/asc.js", entry, "-o", output, ...ASC_FLAGS, ...flags];
const vite = (...args) => ["vite/bin/vite.js", "build", "--logLevel", "warn", ...args];
const OWN = ["tools/build.mjs", "package-lock.json"];
const SHARED_MEMORY = ["--importMemory", "--sharedMemory", "--maximumMemory", "65536", "--enable", "threads"];

/** One thing to be built: the file that shows it is there, what it is made from, and the command. */
const STEPS = {
  engine: {
    output: "build/engine.wasm",
    sources: ["wasm/engine", ...OWN],
    command: asc("wasm/engine/index.ts", "build/engine.wasm", "--importMemory"),
  },
  "engine-shared": {
    output: "build/engine-shared.wasm",
    sources: ["wasm/engine", ...OWN],
    command: asc("wasm/engine/index.ts", "build/engine-shared.wasm", ...SHARED_MEMORY),
  },
  kernels: {
    output: "build/kernels.wasm",
    sources: ["wasm/kernels", ...OWN],
    command: asc("wasm/kernels/index.ts", "build/kernels.wasm"),
  },
  app: {
    output: "dist/index.html",
    sources: ["src", "worklets", "wasm", "public", "index.html", "vite.config.ts", "tools/offline", ...OWN],
    command: vite(),
  },
  cli: {
    output: "build/cli/main.js",
    sources: ["src", "worklets", "tools/vite.cli.config.mjs", ...OWN],
    command: vite("--config", "tools/vite.cli.config.mjs"),
  },
};

const WASM = ["engine", "engine-shared", "kernels"];
const PARTS = { wasm: WASM, app: [...WASM, "app"], cli: [...WASM, "cli"], all: [...WASM, "app", "cli"] };

/** Every file below a path with its size and date, as one line each: equal lines, equal sources. */
function listing(path) {
  const full = join(root, path);
  if (!existsSync(full)) return `${path} -\n`;
  const stat = statSync(full);
  if (!stat.isDirectory()) return `${path} ${stat.size} ${stat.mtimeMs}\n`;
  const names = readdirSync(full).sort();
  return names.map((name) => listing(join(path, name))).join("");
}

const stampOf = ({ sources }) => createHash("sha256").update(sources.map(listing).join("")).digest("hex");
const stampFile = (name) => join(root, "build", `${name}.stamp`);

function isStale(name) {
  const step = STEPS[name];
  const stamp = stampFile(name);
  if (!existsSync(join(root, step.output)) || !existsSync(stamp)) return true;
  return readFileSync(stamp, "utf8") !== stampOf(step);
}

/** Whether a process of that number runs. */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Runs the work while no other build runs in this checkout: two commands started at once must not build into each other. */
function alone(work) {
  const lock = join(root, "build", "lock");
  mkdirSync(join(root, "build"), { recursive: true });
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
      // A lock whose owner is gone was left by a killed build; one without a number is being written this moment.
      if (holder > 0 && !alive(holder)) rmSync(lock, { force: true });
      else if (tries > 3000)
        throw new Error("Another build has not ended for five minutes: delete build/lock.", { cause: error });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/**
 * Builds a part ("wasm", "app", "cli", "all"), saying on stderr what it does. With `ifStale` only what changed.
 * True when all of it is there afterwards.
 */
export function build(part, { ifStale = false } = {}) {
  if (ifStale && !PARTS[part].some(isStale)) return true;
  return alone(() =>
    PARTS[part].every((name) => {
      if (ifStale && !isStale(name)) return true;
      const stamp = stampOf(STEPS[name]);
      process.stderr.write(`Building ${name} …\n`);
      rmSync(stampFile(name), { force: true });
      if (!runs(process.execPath, [bin(STEPS[name].command[0]), ...STEPS[name].command.slice(1)])) return false;
      writeFileSync(stampFile(name), stamp);
      return true;
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const part = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "all";
  if (!(part in PARTS)) fail(`There is no part "${part}" to build. Known: ${Object.keys(PARTS).join(", ")}.`, 2);
  if (!existsSync(join(root, "node_modules"))) fail("The packages are missing: run npm ci first (npm start does it).");
  if (!build(part, { ifStale: process.argv.includes("--if-stale") })) fail(`Building ${part} failed: see above.`);
}
