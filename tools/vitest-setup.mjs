/** Before unit tests: the WASM modules that they load are built from what lies in wasm/ now. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { root } from "./shell.mjs";

export default function setup() {
  if (build("wasm", { ifStale: true })) return;
  // npm test has refused a failed build before; here, someone may be testing TypeScript beside an unfinished module.
  if (!existsSync(join(root, "build", "engine.wasm")) || !existsSync(join(root, "build", "kernels.wasm")))
    throw new Error("The WASM modules could not be built: see above.");
  process.stderr.write("The WASM modules could not be built: these tests run on the earlier ones.\n");
}
