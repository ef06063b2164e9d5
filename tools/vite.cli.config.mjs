/** How the command line is bundled: our TypeScript into build/cli/, packages left where npm put them. */
import { join } from "node:path";
import { defineConfig } from "vite";
import { root } from "./shell.mjs";

export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: join(root, "src/cli/main.ts"),
    outDir: join(root, "build/cli"),
    emptyOutDir: true,
    target: "node20",
    minify: false,
    // Beside main.js, so that every module lies as deep below the root as its source in src/cli does (assets.ts counts on it).
    rollupOptions: { output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" } },
  },
});
