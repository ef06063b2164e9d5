/**
 * One build for the page (dist/index.html) and the library (dist/lexi-grain.js, a stable name that any page loads);
 * with `--ssr` the same file builds the command line.
 */
import { defineConfig } from "vite";
import { offline } from "./tools/offline/plugin.mjs";

/** Shared memory and exact clocks need an isolated page; nothing breaks without these headers. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

export default defineConfig(({ isSsrBuild }) => ({
  base: "./",
  plugins: isSsrBuild ? [] : [offline()],
  server: { headers: isolation },
  preview: { headers: isolation, cors: true },
  // ES workers: a worklet module and a worker that both import our sources.
  worker: { format: "es" },
  build: {
    target: "es2022",
    // Small wasm files must stay files: as data URLs a strict content security policy refuses them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    ...(isSsrBuild
      ? {}
      : {
          rolldownOptions: {
            input: { index: "index.html", "lexi-grain": "src/index.ts" },
            preserveEntrySignatures: "exports-only" as const,
            output: {
              entryFileNames: (chunk: { name: string }) =>
                chunk.name === "lexi-grain" ? "lexi-grain.js" : "assets/[name]-[hash].js",
            },
          },
        }),
  },
}));
