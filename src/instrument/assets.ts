/**
 * Where the built files of the instrument lie: addresses relative to the module they are used from, so that they
 * are found under any path and from a page of another origin.
 */
import engineUrl from "../../build/engine.wasm?url";
import sharedEngineUrl from "../../build/engine-shared.wasm?url";
import kernelsUrl from "../../build/kernels.wasm?url";
import processorUrl from "../../worklets/grain-processor.ts?worker&url";
import builtinUrl from "../builtin.worker.ts?worker&url";
import lexiconUrl from "../lexicon.worker.ts?worker&url";

const absolute = (url: string): string => new URL(url, import.meta.url).href;

export const ASSETS = {
  processor: absolute(processorUrl),
  lexicon: absolute(lexiconUrl),
  builtin: absolute(builtinUrl),
  engine: absolute(engineUrl),
  sharedEngine: absolute(sharedEngineUrl),
  kernels: absolute(kernelsUrl),
} as const;

/** Names the built code: these addresses change with what is in them, but not on a development server. */
export const VERSION = import.meta.env.PROD ? [ASSETS.lexicon, ASSETS.builtin, ASSETS.kernels].join(" ") : "";

/** Fetches and compiles a WebAssembly file; rejects with one sentence that names the file. */
export async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) {
    const file = url.slice(url.lastIndexOf("/") + 1);
    throw new Error(`A part of the instrument, ${file}, could not be loaded. Check the connection, then try again.`);
  }
  // Not compileStreaming: it refuses servers that send wasm under another media type.
  return WebAssembly.compile(await response.arrayBuffer());
}
