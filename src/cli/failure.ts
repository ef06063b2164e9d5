/** How a command ends badly: wrong arguments (exit 2) or work that cannot be done (exit 1), each with one sentence. */

/** The arguments are wrong: exit 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Nothing usable, or a file that cannot be read or written: exit 1. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/** The message of whatever was thrown. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** The operating system's code of a failed file operation, in plain words. */
export function fileTrouble(thrown: unknown): string {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  const words: Readonly<Record<string, string>> = {
    ENOENT: "it does not exist",
    EACCES: "permission is denied",
    EPERM: "permission is denied",
    EISDIR: "it is a folder",
    ENOTDIR: "a part of its path is no folder",
    ENOSPC: "the disk is full",
    EROFS: "the disk is read-only",
    ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GB",
  };
  return words[code] ?? messageOf(thrown);
}
