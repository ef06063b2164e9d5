/** Embeddings from elsewhere: an array of numbers (NPY, CSV without words) beside a list of words, one a line. */
import type { Job } from "../../types";
import type { ByteReader } from "./byte-reader";
import { RowCollector, type FileRows } from "./rows";

const NPY = "\u0093NUMPY";

export async function isNpy(reader: ByteReader): Promise<boolean> {
  const start = await reader.peek(6);
  return String.fromCharCode(...start) === NPY;
}

/** Readers of one number of a type named in an NPY header. */
const TYPES: Readonly<Record<string, readonly [bytes: number, read: (view: DataView, at: number) => number]>> = {
  "<f4": [4, (view, at) => view.getFloat32(at, true)],
  "<f8": [8, (view, at) => view.getFloat64(at, true)],
  ">f4": [4, (view, at) => view.getFloat32(at, false)],
  ">f8": [8, (view, at) => view.getFloat64(at, false)],
  "<f2": [2, (view, at) => half(view.getUint16(at, true))],
  "|i1": [1, (view, at) => view.getInt8(at)],
  "|u1": [1, (view, at) => view.getUint8(at)],
};

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** NumPy's format 1–3: a two-dimensional array in C order, a row for each word of the list. */
export async function readNpy(
  reader: ByteReader,
  file: string,
  words: readonly string[] | undefined,
  most: number,
  job: Job,
): Promise<FileRows> {
  const start = await reader.take(8);
  const long = start !== undefined && start[6] > 1;
  const length = await reader.take(long ? 4 : 2);
  if (!start || !length) throw new Error(`${file} is cut off within its header. Fetch it again.`);
  const view = new DataView(length.buffer, length.byteOffset, length.length);
  const size = long ? view.getUint32(0, true) : view.getUint16(0, true);
  const text = new TextDecoder().decode((await reader.take(size)) ?? new Uint8Array(0));
  const type = /'descr':\s*'([^']+)'/.exec(text)?.[1] ?? "";
  const shape = /'shape':\s*\((\d+),\s*(\d+)\)/.exec(text);
  const known = TYPES[type];
  if (!shape || !known || /'fortran_order':\s*True/.test(text)) {
    throw new Error(`${file} holds no plain table of numbers: save it as a two-dimensional float32 array in C order.`);
  }
  const [rows, columns] = [Number(shape[1]), Number(shape[2])];
  if (!words)
    throw new Error(`${file} holds numbers without words: give a text file with the ${rows} words, one a line.`);
  if (words.length !== rows) throw new Error(`${file} has ${rows} rows but its word list ${words.length} words.`);
  const [bytes, read] = known;
  const out = new RowCollector(columns, most);
  const notes: string[] = [];
  const numbers = new Float32Array(columns);
  for (let r = 0; r < rows && !out.full; r++) {
    const taken = await reader.take(columns * bytes);
    if (!taken) {
      notes.push(`${file} is cut off: ${r} of its ${rows} rows are there.`);
      break;
    }
    const line = new DataView(taken.buffer, taken.byteOffset, taken.length);
    for (let i = 0; i < columns; i++) numbers[i] = read(line, i * bytes);
    out.add(words[r], numbers);
    if ((r & 1023) === 0) {
      job.progress(r / rows, `row ${r} of ${rows} of ${file}`);
      await job.breathe();
    }
  }
  return out.finish(file, notes);
}

/** A CSV of numbers alone, a row for each word of the list; a first line of column names is passed over. */
export async function readBareTable(
  reader: ByteReader,
  file: string,
  words: readonly string[],
  most: number,
  job: Job,
): Promise<FileRows> {
  const decoder = new TextDecoder();
  const lines: Float32Array[] = [];
  for (let n = 0; ; n++) {
    const bytes = await reader.line();
    if (!bytes) break;
    const fields = decoder
      .decode(bytes)
      .trim()
      .split(/[,;\t ]+/)
      .filter((field) => field.length > 0);
    const numbers = Float32Array.from(fields, Number);
    const readable = numbers.length > 0 && numbers.every((x) => !Number.isNaN(x));
    if (readable) lines.push(numbers);
    else if (n > 0 && fields.length > 0) throw new Error(`${file}: line ${n + 1} is no row of numbers.`);
    if ((n & 1023) === 0) await job.breathe();
  }
  if (lines.length !== words.length)
    throw new Error(`${file} has ${lines.length} rows but its word list ${words.length} words.`);
  const columns = lines[0]?.length ?? 0;
  const odd = lines.findIndex((line) => line.length !== columns);
  if (odd >= 0) throw new Error(`${file}: row ${odd + 1} has ${lines[odd].length} numbers, the first ${columns}.`);
  const out = new RowCollector(Math.max(1, columns), most);
  lines.forEach((line, i) => out.add(words[i], line));
  return out.finish(file, []);
}
