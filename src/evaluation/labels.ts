/** Labels of sounds from a CSV: columns `path` and `label` (several joined by ";"), optionally `family`. */

export interface SoundLabels {
  readonly labels: readonly string[];
  readonly family?: string;
}

/**
 * By path, "/" between its parts. Columns may stand in any order, others are ignored; BOM, CRLF and quotes ("" inside
 * quotes is a quote) are read. Throws one sentence when a column is missing or nothing is labelled.
 */
export function readLabels(csv: string): ReadonlyMap<string, SoundLabels> {
  const [head, ...rows] = csvRows(csv);
  const columns = (head ?? []).map((name) => name.trim().toLowerCase());
  const path = columns.indexOf("path");
  const label = columns.indexOf("label");
  const family = columns.indexOf("family");
  if (path < 0 || label < 0)
    throw new Error(`The labels need the columns "path" and "label"; the first line has: ${columns.join(", ")}.`);
  const found = new Map<string, SoundLabels>();
  for (const row of rows) {
    const labels = splitLabels(row[label]);
    const group = row[family]?.trim();
    if (!row[path] || labels.length === 0) continue;
    found.set(normalPath(row[path]), group ? { labels, family: group } : { labels });
  }
  if (found.size === 0) throw new Error("The labels name no sound: no line has both a path and a label.");
  return found;
}

/** Labels from the names of the folders that files lie in; files in no folder have none. */
export function folderLabels(files: readonly string[]): ReadonlyMap<string, SoundLabels> {
  const found = new Map<string, SoundLabels>();
  for (const file of files) {
    const parts = normalPath(file).split("/");
    const folder = parts.at(-2);
    if (folder) found.set(normalPath(file), { labels: [folder] });
  }
  return found;
}

/** One spelling for a path: "/" between parts, no "./" before it, composed Unicode. */
export const normalPath = (path: string): string =>
  path
    .trim()
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/^(\.\/)+/, "");

const splitLabels = (text = ""): string[] => [
  ...new Set(
    text
      .split(";")
      .map((label) => label.trim())
      .filter(Boolean),
  ),
];

/** RFC 4180 with any line ending; empty lines are left out. */
function csvRows(csv: string): string[][] {
  const text = csv.replace(/^\uFEFF/, "");
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /("(?:[^"]|"")*"?|[^,\r\n]*)(,|\r\n|\n|\r|$)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) break;
    const [, raw, end] = match;
    row.push(raw.startsWith('"') ? raw.replace(/^"|"$/g, "").replaceAll('""', '"') : raw);
    if (end === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
