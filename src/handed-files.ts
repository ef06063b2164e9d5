/** Files that the page handed over beside the sounds: a model and its card. */
import { sha256 } from "./corpus";
import type { SourceFile } from "./protocol";

/** Reads what was handed over, by the last part of its path. */
export const reader =
  (files: readonly SourceFile[]) =>
  async (path: string): Promise<Uint8Array> => {
    const found = files.find(({ file }) => nameOf(file) === nameOf(path));
    if (!found) throw new Error(`${path} is not among the files of the model.`);
    return found.bytes;
  };

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Names files by what is in them; "" for none. */
export async function contents(files: readonly SourceFile[]): Promise<string> {
  const hashes = await Promise.all(files.map(({ bytes }) => sha256(bytes)));
  return hashes.join(" ");
}
