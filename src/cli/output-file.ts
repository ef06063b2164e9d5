/** Files that a command writes beside its document. */
import { access, constants, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Failure, fileTrouble } from "./failure";
import type { Arguments, Option } from "./options";

/** Looks, before minutes of work, whether the files that the options name can be written; throws Failure if not. */
export async function checkOutputs(args: Arguments, options: readonly Option[]): Promise<void> {
  for (const { name } of options.filter(({ writes }) => writes)) {
    const path = args.text(name);
    if (path === undefined || path === "") continue;
    const refuse = (reason: string) => new Failure(`--${name} ${path} cannot be written: ${reason}.`);
    const there = await stat(path).catch(() => undefined);
    if (there?.isDirectory()) throw refuse("it is a folder");
    try {
      await access(there ? path : dirname(path), constants.W_OK);
    } catch (error) {
      throw refuse(there ? fileTrouble(error) : `its folder ${dirname(path)} – ${fileTrouble(error)}`);
    }
  }
}

/** Writes what the option names; throws Failure with one sentence. */
export async function writeOutput(option: string, path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (error) {
    throw new Failure(`${option} ${path} cannot be written: ${fileTrouble(error)}.`);
  }
}

/** A document as the timeline and other JSON files hold it. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Rows of cells as CSV (RFC 4180, line ends of Unix). */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  rows
    .map((cells) =>
      cells
        .map(String)
        .map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(","),
    )
    .join("\n") + "\n";
