/** The files that the command line needs beside its code: the WASM modules and the built-in words. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure, fileTrouble } from "./failure";

/** Source (src/cli) and bundle (build/cli) lie equally deep below the root. */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

async function bytesOf(path: string, remedy: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(join(ROOT, path)));
  } catch (error) {
    throw new Failure(`${path} cannot be read, ${fileTrouble(error)}: ${remedy}.`);
  }
}

async function compiled(path: string): Promise<WebAssembly.Module> {
  const remedy = "run npm run build:wasm";
  const bytes = await bytesOf(path, remedy);
  try {
    return await WebAssembly.compile(bytes);
  } catch {
    throw new Failure(`${path} is damaged: ${remedy}.`);
  }
}

export const engineModule = (): Promise<WebAssembly.Module> => compiled("build/engine.wasm");
export const kernelsModule = (): Promise<WebAssembly.Module> => compiled("build/kernels.wasm");
export const builtinWords = (): Promise<Uint8Array> =>
  bytesOf("public/words.bin", "it is part of the project, fetch it again");
