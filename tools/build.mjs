/**
 * Builds: wasm → build/*.wasm, the page and library → dist/, the command line → build/cli/.
 *   node tools/build.mjs [wasm|app|cli|all]      default all; `--if-stale` skips what is newer than its sources.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const ifStale = process.argv.includes("--if-stale");
const what = process.argv.slice(2).find((a) => !a.startsWith("--")) ?? "all";

/** Newest change below the given paths, milliseconds. */
function newest(paths) {
  let time = 0;
  for (const path of paths) {
    const full = join(root, path);
    if (!existsSync(full)) continue;
    const stat = statSync(full);
    if (stat.isDirectory()) for (const name of readdirSync(full)) time = Math.max(time, newest([join(path, name)]));
    else time = Math.max(time, stat.mtimeMs);
  }
  return time;
}

const stale = (output, sources) =>
  !ifStale || !existsSync(join(root, output)) || newest([output]) < newest([...sources, "package-lock.json"]);

function run(bin, args) {
  // All tools speak on stderr, so that the command line's own stdout stays a clean document.
  execFileSync(process.execPath, [join(root, "node_modules", bin), ...args], {
    cwd: root,
    stdio: ["ignore", process.stderr, process.stderr],
  });
}

/** Every build of the two modules: [entry, output, extra flags]. Flags: docs/architecture.md, "WASM". */
const MODULES = [
  ["wasm/engine/index.ts", "build/engine.wasm", ["--importMemory"]],
  [
    "wasm/engine/index.ts",
    "build/engine-shared.wasm",
    ["--importMemory", "--sharedMemory", "--maximumMemory", "65536", "--enable", "threads"],
  ],
  ["wasm/kernels/index.ts", "build/kernels.wasm", []],
];

function buildWasm() {
  mkdirSync(join(root, "build"), { recursive: true });
  for (const [entry, output, flags] of MODULES) {
    if (!stale(output, [dirname(entry)])) continue;
    run("assemblyscript/bin/asc.js", [
      entry,
      "-o",
      output,
      "--bindings",
      "raw",
      "--runtime",
      "stub",
      "--use",
      "abort=",
      "--enable",
      "simd",
      "-O3",
      "--converge",
      "--noAssert",
      ...flags,
    ]);
  }
}

if (what === "wasm" || what === "all") buildWasm();
if (
  (what === "app" || what === "all") &&
  stale("dist/index.html", ["src", "worklets", "wasm", "public", "index.html", "vite.config.ts"])
)
  run("vite/bin/vite.js", ["build", "--logLevel", "warn"]);
if ((what === "cli" || what === "all") && stale("build/cli/main.js", ["src", "worklets", "wasm", "vite.config.ts"]))
  run("vite/bin/vite.js", [
    "build",
    "--logLevel",
    "warn",
    "--ssr",
    "src/cli/main.ts",
    "--outDir",
    "build/cli",
    "--emptyOutDir",
  ]);
