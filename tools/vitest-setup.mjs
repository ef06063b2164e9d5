/** Before unit tests: the WASM modules that they load are built from what lies in wasm/ now. */
import { build } from "./build.mjs";

export default function setup() {
  if (!build("wasm", { ifStale: true })) throw new Error("The WASM modules could not be built: see above.");
}
