/** Vectors in a CSV: a column with the sound's path, perhaps one with the start in seconds, and numbers. */
import type { Seconds } from "../../types";

/** One line. */
export interface TableRow {
  readonly path: string;
  /** Within the sound; NaN when there is no such column: the row is for all of it. */
  readonly start: Seconds;
  readonly vector: Float32Array;
}

const PATHS = new Set(["path", "file", "filename", "name"]);
const STARTS = new Set(["start", "time", "at", "seconds"]);

/** Cells of a line; a quoted cell may hold commas and doubled quotes. */
function cells(line: string): string[] {
  const out: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|[,;\t])(?:"((?:[^"]|"")*)"|([^,;\t]*))/g))
    out.push((quoted?.replaceAll('""', '"') ?? plain ?? "").trim());
  return out;
}

const isNumber = (cell: string): boolean => cell !== "" && Number.isFinite(Number(cell));

/** Rows as they stand; BOM, CRLF, commas, semicolons or tabs. Throws one sentence that names the line. */
export function readTable(text: string, file: string): TableRow[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const first = cells(lines[0] ?? "");
  const head = first.slice(1).every(isNumber) && !PATHS.has(first[0]?.toLowerCase() ?? "") ? undefined : first;
  const names = head?.map((name) => name.toLowerCase());
  const pathAt = Math.max(0, names?.findIndex((name) => PATHS.has(name)) ?? 0);
  const startAt = names?.findIndex((name) => STARTS.has(name)) ?? -1;
  const rows: TableRow[] = [];
  for (const [i, line] of lines.entries()) {
    if ((head && i === 0) || line.trim() === "") continue;
    const row = cells(line);
    const numbers = row.filter((_, c) => c !== pathAt && c !== startAt);
    const width = rows[0]?.vector.length ?? numbers.length;
    if (
      numbers.length !== width ||
      width === 0 ||
      !numbers.every(isNumber) ||
      (startAt >= 0 && !isNumber(row[startAt]))
    )
      throw new Error(
        `${file} cannot be used as vectors: line ${i + 1} should have a path and ${Math.max(1, width)} numbers.`,
      );
    const start = startAt >= 0 ? Number(row[startAt]) : NaN;
    rows.push({ path: row[pathAt], start, vector: Float32Array.from(numbers, Number) });
  }
  if (rows.length === 0) throw new Error(`${file} cannot be used as vectors: it has no lines.`);
  return rows;
}
