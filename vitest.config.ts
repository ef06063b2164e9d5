/** Unit tests run in Node, on the same WASM modules that the page loads. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/browser/**"],
    globalSetup: ["tools/vitest-setup.mjs"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
