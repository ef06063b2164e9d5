/** What the user sees: documents and help on stdout; lines, warnings and progress on stderr. */
import type { Job, Skipped } from "../types";

/** The progress line is redrawn at most this often. */
const REDRAW_MS = 100;

/** The part of a Node stream that is needed here. */
export interface Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, done?: (error?: Error | null) => void): unknown;
}

export class Console {
  readonly #stdout: Sink;
  readonly #stderr: Sink;
  #shown = false;
  #last = 0;

  constructor(stdout: Sink = process.stdout, stderr: Sink = process.stderr) {
    this.#stdout = stdout;
    this.#stderr = stderr;
  }

  /** One line on stderr. */
  say(line: string): void {
    this.#clear();
    this.#stderr.write(`${line}\n`);
  }

  /** Each file that could not be used, and why. */
  skipped(skipped: readonly Skipped[]): void {
    for (const { file, reason } of skipped) this.say(`skipped ${file}: ${reason}`);
  }

  /** A text on stdout; resolves when it has left this process. */
  print(text: string): Promise<void> {
    this.#clear();
    return new Promise((resolve, reject) => {
      this.#stdout.write(`${text}\n`, (error) => {
        // Whoever reads may have read enough (| head).
        if (error && !("code" in error && error.code === "EPIPE")) reject(error);
        else resolve();
      });
    });
  }

  /** The one JSON document: on one line when a program asked for it, else laid out for people. */
  document(value: unknown, compact: boolean): Promise<void> {
    return this.print(JSON.stringify(value, null, compact ? 0 : 2));
  }

  /** Progress, drawn only where a person looks on. */
  progress(fraction: number, note: string): void {
    if (!this.#stderr.isTTY) return;
    const now = performance.now();
    if (fraction < 1 && now - this.#last < REDRAW_MS) return;
    this.#last = now;
    this.#shown = true;
    const width = Math.max(20, (this.#stderr.columns ?? 80) - 1);
    const line = `${String(Math.floor(fraction * 100)).padStart(3)} % ${note}`;
    this.#stderr.write(`\r\x1b[K${line.slice(0, width)}`);
  }

  /** A job that draws its progress here. Nothing else runs in this process, so it needs no breath. */
  job(seed: number): Job {
    return {
      seed,
      progress: (fraction, note) => this.progress(fraction, note),
      breathe: () => Promise.resolve(),
    };
  }

  #clear(): void {
    if (this.#shown) this.#stderr.write("\r\x1b[K");
    this.#shown = false;
  }
}
