/** A stock Firefox for a journey: Playwright drives only a build of its own, so another driver opens what is installed. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, type Page } from "puppeteer-core";

const NAMES = ["firefox-esr", "firefox"];

/** The program of one of these names; undefined when none is installed. */
const installed = (names: readonly string[]): string | undefined =>
  names.flatMap((name) => spawnSync("which", [name], { encoding: "utf8" }).stdout?.trim() || []).at(0);

export interface OpenFirefox {
  readonly page: Page;
  close(): Promise<void>;
}

/** Without a sound output Firefox runs no audio clock: a sound server of our own, that plays to nowhere. */
async function silentOutput(home: string): Promise<ChildProcess | undefined> {
  const server = installed(["pulseaudio"]);
  if (!server) return undefined;
  const modules = ["-L", "module-null-sink rate=48000", "-L", "module-native-protocol-unix"];
  const child = spawn(server, ["-n", "--daemonize=no", "--exit-idle-time=-1", ...modules], {
    env: { ...process.env, XDG_RUNTIME_DIR: home },
    stdio: "ignore",
  });
  for (let i = 0; i < 100 && child.exitCode === null && !existsSync(join(home, "pulse", "native")); i++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return child.exitCode === null ? child : undefined;
}

/** undefined, and a plain word, where no Firefox is installed. */
export async function openFirefox(): Promise<OpenFirefox | undefined> {
  const executablePath = process.env["LEXIGRAIN_FIREFOX"] ?? installed(NAMES);
  if (!executablePath) return undefined;
  const home = mkdtempSync(join(tmpdir(), "lexigrain-firefox-"));
  const output = await silentOutput(home);
  const end = (): void => {
    output?.kill();
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const browser = await launch({
      browser: "firefox",
      executablePath,
      headless: true,
      protocolTimeout: 120_000,
      // As root Firefox refuses a home that is not its own.
      env: { ...process.env, ...(output ? { XDG_RUNTIME_DIR: home } : {}) },
    });
    const page = await browser.newPage();
    return {
      page,
      close: async () => {
        await browser.close();
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}
