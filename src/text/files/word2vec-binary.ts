/** word2vec's binary file: "words dimensions\n", then for each word its bytes, a space, little-endian floats and perhaps a line feed. */
import type { Job } from "../../types";
import type { ByteReader } from "./byte-reader";
import { HEADER } from "./plain";
import { RowCollector, type FileRows } from "./rows";

/** Whether the file starts with a header and a word after which no written number stands. */
export async function isWord2vecBinary(reader: ByteReader): Promise<boolean> {
  const start = await reader.peek(4096);
  const line = start.indexOf(0x0a);
  if (line < 0 || !HEADER.test(new TextDecoder().decode(start.subarray(0, line)))) return false;
  const space = start.indexOf(0x20, line + 1);
  if (space < 0) return false;
  // The next 24 bytes hold a whole number and a separator if they are text; words of several parts come later in files.
  const next = String.fromCharCode(...start.subarray(space + 1, space + 25));
  return !/^[\w.+-]+(?:[ \t\r\n]|$)/.test(next);
}

/** No word holds one; numbers read as text nearly always do. */
const CONTROL = /\p{Cc}/u;

export async function readWord2vecBinary(reader: ByteReader, file: string, most: number, job: Job): Promise<FileRows> {
  const decoder = new TextDecoder();
  const header = HEADER.exec(decoder.decode((await reader.line()) ?? new Uint8Array(0)));
  const promised = Number(header?.[1] ?? 0);
  const dimensions = Number(header?.[2] ?? 0);
  if (dimensions < 1 || dimensions > 100_000) {
    throw new Error(
      `${file} begins like word2vec's binary format but promises ${dimensions} dimensions: it is damaged.`,
    );
  }
  const rows = new RowCollector(dimensions, most);
  const notes: string[] = [];
  const numbers = new Float32Array(dimensions);
  let odd = 0;
  for (let n = 0; n < promised && !rows.full; n++) {
    const token = await reader.token();
    // Some writers end each vector with a line feed; it then begins the next token.
    const word = token && decoder.decode(token).replace(/^[\r\n]+/, "");
    const bytes = word === undefined ? undefined : await reader.take(dimensions * 4);
    if (word === undefined || !bytes) {
      notes.push(`${file} is cut off: it promises ${promised} words and holds ${n}.`);
      break;
    }
    if (CONTROL.test(word)) odd++;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let i = 0; i < dimensions; i++) numbers[i] = view.getFloat32(i * 4, true);
    rows.add(word, numbers);
    if ((n & 1023) === 0) {
      job.progress(n / Math.min(promised, most), `${n} words of ${file}`);
      await job.breathe();
    }
  }
  if (odd > 0 && odd >= rows.words.length / 2) {
    throw new Error(
      `${file}: what follows its header does not have the ${dimensions} dimensions that it promises; it is damaged.`,
    );
  }
  if (!rows.full && notes.length === 0 && (await reader.peek(dimensions)).length === dimensions) {
    notes.push(`${file} goes on after the ${promised} words that its header promises; the rest was left out.`);
  }
  return rows.finish(file, notes);
}
