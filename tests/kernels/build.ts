/** The kernels as the tests use them: built when stale. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadKernels, type Kernels } from "../../src/math";

const root = fileURLToPath(new URL("../../", import.meta.url));

export function testKernels(): Kernels {
  execFileSync(process.execPath, [`${root}tools/build.mjs`, "wasm", "--if-stale"], { stdio: "ignore" });
  return loadKernels(new WebAssembly.Module(readFileSync(`${root}build/kernels.wasm`)));
}
