/** Files that a command writes beside its document. */
import { writeFile } from "node:fs/promises";
import { Failure, fileTrouble } from "./failure";

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
