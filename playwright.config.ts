/** Browser journeys on the built page, one at a time: real-time audio wants the machine to itself. */
import { defineConfig } from "@playwright/test";

// Several runs on one machine must not meet on one port. Workers inherit the choice through the environment.
const port = (process.env["LEXIGRAIN_TEST_PORT"] ??= String(20_000 + (process.pid % 20_000)));
const chromium = process.env["LEXIGRAIN_CHROMIUM"];

export default defineConfig({
  testDir: "tests/browser",
  testMatch: "**/*.test.ts",
  outputDir: "test-results/journeys",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // One more try on a machine that something else kept busy; Playwright names what needed it "flaky".
  retries: 1,
  timeout: 90_000,
  use: {
    baseURL: `http://localhost:${port}/`,
    browserName: "chromium",
    // A page kept for opening without network is a journey of its own; the others see every request.
    serviceWorkers: "block",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `node tools/serve.mjs dist --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
