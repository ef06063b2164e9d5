/** Reads the audio files of a folder, one after the other, in an order that does not depend on the machine. */
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isAudioFile } from "../corpus";
import type { SourceFile } from "../protocol";
import type { Skipped } from "../types";
import { fileTrouble, UsageError } from "./failure";

/** A folder of sounds (or one single file). What cannot be read lands in `skipped` while it is walked. */
export class Folder {
  readonly name: string;
  readonly skipped: Skipped[] = [];
  readonly #path: string;
  readonly #files: readonly string[];

  private constructor(path: string, files: readonly string[]) {
    this.#path = path;
    this.#files = files;
    this.name = basename(path) || path;
  }

  /** Lists the folder; throws UsageError when there is none. */
  static async open(path: string): Promise<Folder> {
    try {
      const top = await realpath(path);
      if ((await stat(top)).isFile()) return new Folder(join(top, ".."), [basename(top)]);
      const files = await audioBelow(top, "", new Set());
      return new Folder(top, files.sort(byCodeUnits));
    } catch (error) {
      throw new UsageError(`--sounds ${path} cannot be opened: ${fileTrouble(error)}.`);
    }
  }

  /** How many files there are to read. */
  get count(): number {
    return this.#files.length;
  }

  async *sources(): AsyncGenerator<SourceFile> {
    for (const file of this.#files) {
      try {
        yield { file, bytes: new Uint8Array(await readFile(join(this.#path, file))) };
      } catch (error) {
        this.skipped.push({ file, reason: `The file cannot be read: ${fileTrouble(error)}.` });
      }
    }
  }
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Audio files below `folder`, relative to `top`. Links are followed, but into no folder twice. */
async function audioBelow(top: string, folder: string, seen: Set<string>): Promise<string[]> {
  const here = await realpath(join(top, folder));
  if (seen.has(here)) return [];
  seen.add(here);
  const found: string[] = [];
  const entries = await readdir(here, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => byCodeUnits(a.name, b.name))) {
    // Hidden folders are other programs' business, as hidden files are (isAudioFile knows those).
    if (entry.name.startsWith(".")) continue;
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const kind = entry.isSymbolicLink() ? await stat(join(here, entry.name)).catch(() => undefined) : entry;
    if (kind?.isDirectory()) found.push(...(await audioBelow(top, file, seen)));
    else if (kind?.isFile() && isAudioFile(entry.name)) found.push(file);
  }
  return found;
}
