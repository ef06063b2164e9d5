/** Reads the audio files of a folder, one after the other, in an order that does not depend on the machine. */
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import type { SourceFile } from "../protocol";
import type { Skipped } from "../types";
import { fileTrouble, UsageError } from "./failure";

/** What is taken for audio by its name; other files are ignored without a word. */
const AUDIO = new Set(
  "wav wave w64 rf64 bwf aif aiff aifc caf au snd flac mp3 mp2 ogg oga opus m4a m4b mp4 aac webm weba mka wma ac3 amr ape wv"
    .split(" ")
    .map((extension) => `.${extension}`),
);

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
    // Hidden files are other programs' notes (._sound.wav of macOS looks like audio and is none).
    if (entry.name.startsWith(".")) continue;
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const kind = entry.isSymbolicLink() ? await stat(join(here, entry.name)).catch(() => undefined) : entry;
    if (kind?.isDirectory()) found.push(...(await audioBelow(top, file, seen)));
    else if (kind?.isFile() && AUDIO.has(extname(entry.name).toLowerCase())) found.push(file);
  }
  return found;
}
