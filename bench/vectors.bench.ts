/**
 * A large vector file, made here and read as the page and the command line read it, by processes of their own: their peak
 * of memory is what counts. SIZE=0.1 makes a tenth of a gigabyte.
 */
import { fork } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import { Random } from "../src/math";
import { openTextEncoder } from "../src/text";
import type { Job } from "../src/types";

const COLUMNS = 300;
const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

/** word2vec's binary format, in pieces. */
function* rows(bytes: number): Generator<Buffer> {
  const count = Math.floor(bytes / (COLUMNS * 4 + 9));
  const random = new Random(1);
  const numbers = Float32Array.from({ length: 4096 }, () => random.normal());
  yield Buffer.from(`${count} ${COLUMNS}\n`);
  for (let r = 0; r < count; r += 512) {
    const parts: Buffer[] = [];
    for (let i = r; i < Math.min(count, r + 512); i++) {
      const from = (i * 37) % (numbers.length - COLUMNS);
      parts.push(Buffer.from(`w${String(i).padStart(7, "0")} `));
      parts.push(Buffer.from(numbers.slice(from, from + COLUMNS).buffer));
    }
    yield Buffer.concat(parts);
  }
}

/** Reads the file and tells what that took. */
export async function read(path: string): Promise<{ words: number; seconds: number; peak: number }> {
  const began = performance.now();
  const file = {
    name: path,
    size: statSync(path).size,
    stream: () => createReadStream(path) as AsyncIterable<Uint8Array>,
  };
  const space = await openTextEncoder(
    "vectors",
    { builtin: () => Promise.reject(new Error("not asked for")), find: () => Promise.resolve(file) },
    job,
  );
  const seconds = (performance.now() - began) / 1000;
  return { words: space.words.length, seconds, peak: process.resourceUsage().maxRSS / 1024 };
}

const measured = (path: string): Promise<Awaited<ReturnType<typeof read>>> =>
  new Promise((resolve, reject) => {
    const child = fork("bench/vectors-child.mjs", [path]);
    child.on("message", (told) => resolve(told as Awaited<ReturnType<typeof read>>));
    child.on("exit", (code) => reject(new Error(`The reading process ended with ${code}.`)));
  });

export async function measure() {
  const bytes = 1e9 * Number(process.env["SIZE"] ?? 1);
  const folder = mkdtempSync(join(tmpdir(), "lexigrain-vectors-"));
  try {
    const plain = join(folder, "plain.bin");
    const squeezed = join(folder, "squeezed.bin.gz");
    await pipeline(Readable.from(rows(bytes)), createWriteStream(plain));
    await pipeline(
      Readable.from(rows(bytes)),
      createGzip({ level: 1, strategy: constants.Z_HUFFMAN_ONLY }),
      createWriteStream(squeezed),
    );
    const out: { what: string; value: number; unit: string }[] = [];
    for (const [name, path] of [
      ["plain", plain],
      ["gzip", squeezed],
    ]) {
      const { words, seconds, peak } = await measured(path);
      out.push({ what: `${name}, ${(bytes / 1e9).toFixed(2)} GB, ${words} words kept: peak`, value: peak, unit: "MB" });
      out.push({ what: `${name}: read in`, value: seconds, unit: "s" });
    }
    return out;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
