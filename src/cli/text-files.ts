/** Files of word vectors and folders of models, as the text encoders ask for them. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";

interface FoundFile {
  readonly name: string;
  readonly size: number;
  stream(): AsyncIterable<Uint8Array>;
}

/** What stands at a path: a file to be streamed, "folder", or undefined for nothing. */
export async function findTextFile(path: string): Promise<FoundFile | "folder" | undefined> {
  const full = resolve(path);
  try {
    const found = await stat(full);
    if (found.isDirectory()) return "folder";
    return {
      name: basename(full),
      size: found.size,
      stream: () => createReadStream(full, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>,
    };
  } catch {
    return undefined;
  }
}
