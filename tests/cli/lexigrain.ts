/** Runs the command line for tests: inside this process, or as the real program. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Console } from "../../src/cli/console";
import { main } from "../../src/cli/main";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in this process: quick, and on the very sources. */
export async function lexigrain(...args: string[]): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  const out = new Console(
    { write: (text, done) => ((stdout += text), done?.()) },
    { write: (text, done) => ((stderr += text), done?.()) },
  );
  const code = await main(args, out);
  return { code, stdout, stderr };
}

/** The committed bin as a program of its own. */
export function spawned(...args: string[]): Promise<Outcome> {
  const bin = fileURLToPath(new URL("../../src/cli/bin.mjs", import.meta.url));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    child.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
