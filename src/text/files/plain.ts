/** Vectors written as text: word2vec .txt, GloVe, fastText .vec, CSV and TSV. */
import type { Job } from "../../types";
import type { ByteReader } from "./byte-reader";
import { RowCollector, type FileRows } from "./rows";

/** How many lines are looked at to learn how many numbers a line has. */
const SAMPLE = 300;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^[+-]?(?:nan|inf(?:inity)?)$/i;

/** A line as the word and the text of its numbers, parsed from the right, so that words may hold spaces. */
type Parse = (line: string, dimensions: number) => { word: string; numbers: Float32Array } | undefined;

const trailing = (fields: readonly string[]): number => {
  let n = 0;
  while (n < fields.length && NUMBER.test(fields[fields.length - 1 - n])) n++;
  return n;
};

/** Commas, semicolons or tabs when a line has more of them than spaces; else spaces. */
function separatorOf(line: string): string {
  const count = (sign: string): number => line.split(sign).length - 1;
  return [",", ";", "\t"].find((sign) => count(sign) > 1 && count(sign) >= count(" ")) ?? " ";
}

const fieldsOf = (line: string, separator: string): string[] => {
  const trimmed = line.trimEnd();
  return separator === " " ? trimmed.split(/[ \t]/) : trimmed.split(separator).map((field) => field.trim());
};

function parser(separator: string): Parse {
  return (line, dimensions) => {
    const fields = fieldsOf(line, separator);
    const first = fields.length - dimensions;
    if (first < 1) return undefined;
    const numbers = new Float32Array(dimensions);
    for (let i = 0; i < dimensions; i++) {
      if (!NUMBER.test(fields[first + i])) return undefined;
      numbers[i] = Number(fields[first + i]);
    }
    return {
      word: fields
        .slice(0, first)
        .join(" ")
        .replace(/^"(.*)"$/s, "$1"),
      numbers,
    };
  };
}

/** The most frequent number of trailing numbers; a word that is itself a number makes its own line longer. */
function mode(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const n of counts) if (n > 0) seen.set(n, (seen.get(n) ?? 0) + 1);
  return [...seen].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

/** A header is exactly two whole numbers. */
export const HEADER = /^\s*(\d+)[ \t]+(\d+)\s*$/;

/** Reads text rows until N words are kept or the file ends. */
export async function readPlain(reader: ByteReader, file: string, most: number, job: Job, size = 0): Promise<FileRows> {
  const decoder = new TextDecoder();
  const notes: string[] = [];
  const held: string[] = [];
  for (let i = 0; i <= SAMPLE; i++) {
    const line = await reader.line();
    if (!line) break;
    held.push(decoder.decode(line).replace(/\r$/, ""));
  }
  const header = held.length > 0 ? HEADER.exec(held[0].replace(/^\uFEFF/, "")) : null;
  const body = header ? held.slice(1) : held;
  const separator = separatorOf(body[0] ?? "");
  const counts = body.map((line) => {
    const fields = fieldsOf(line, separator);
    return Math.min(trailing(fields), fields.length - 1);
  });
  const dimensions = mode(counts);
  if (dimensions < 2) throw new Error(`${file} is no table of word vectors: its lines do not end in numbers.`);
  if (header && Number(header[2]) !== dimensions) {
    notes.push(
      `${file}: the header promises ${header[2]} dimensions, the lines have ${dimensions}; the lines are believed.`,
    );
  }
  const rows = new RowCollector(dimensions, most);
  const parse = parser(separator);
  let read = 0;
  let unreadable = 0;
  const feed = (line: string): void => {
    if (line.trim().length === 0) return;
    read++;
    const parsed = parse(line, dimensions);
    if (parsed) rows.add(parsed.word, parsed.numbers);
    else if (read > 1 || header) unreadable++;
  };
  for (const line of body) feed(line);
  for (let n = 0; !rows.full; n++) {
    const line = await reader.line();
    if (!line) break;
    feed(decoder.decode(line));
    if ((n & 1023) === 0) {
      job.progress(
        Math.max(size > 0 ? reader.position / size : 0, rows.words.length / most),
        `${rows.words.length} words of ${file}`,
      );
      await job.breathe();
    }
  }
  if (unreadable > 0) notes.push(`${file}: ${unreadable} unreadable lines were left out.`);
  if (header && !rows.full && read < Number(header[1])) {
    notes.push(`${file}: the header promises ${header[1]} words, the file holds ${read}; it may be cut off.`);
  }
  return rows.finish(file, notes);
}
